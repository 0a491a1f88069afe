"""What surrounds every request: its id and log line, and the headers of every page."""

import logging
import time
import uuid
from collections.abc import Callable

from allauth.core.exceptions import RateLimited
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from kfor_quiz.operations.errors import method_not_allowed, too_many_requests
from kfor_quiz.operations.logs import request_id, route_of

logger = logging.getLogger("kfor_quiz.requests")

GetResponse = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)


class RequestLog:
    """Give each request an id, sent back as X-Request-ID, and log what became of it.

    No address of a network, no query and no path is logged, only the pattern of the path: see `route_of`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id.set(uuid.uuid4().hex)  # not reset at the end: Django logs errors after this returns
        started = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = request_id.get()
        log_response(request, response, seconds=time.perf_counter() - started)
        return response


def log_response(request: HttpRequest, response: HttpResponse, *, seconds: float) -> None:
    event = {
        "method": request.method,
        "route": route_of(request),
        "status": response.status_code,
        "milliseconds": round(1000 * seconds, 1),
    }
    logger.info("request", extra={"event": event})


class PageHeaders:
    """Send the policies with every response, and a page in words where a view refuses a method or a limit is passed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response = method_not_allowed(request, response)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many_requests(request) if isinstance(exception, RateLimited) else None
