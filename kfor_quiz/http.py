"""What every view shares: typed requests, fragment or whole page, and the context of every page."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from kfor_quiz.accounts.models import User


class NotThereError(Http404):
    """There is no such page, and its one argument says why, in a sentence for whoever asked."""


class SignedInRequest(HttpRequest):
    """The request of a view behind `login_required`."""

    user: "User"
    htmx: HtmxDetails


def wants_partial(request: HttpRequest) -> bool:
    """Whether htmx asks for a fragment; a page restored from history must be whole. Such views vary on HX-Request."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request


def show_notice(request: HttpRequest, notice: str) -> None:
    """Say what the pack says of itself that this page is about: the page then shows no other pack's notice."""
    request.notice = notice  # type: ignore[attr-defined]


def own_notice(request: HttpRequest) -> str:
    """What `show_notice` was told; empty for a page that is about no pack, or about several."""
    notice: str = getattr(request, "notice", "")
    return notice


def page_context(request: HttpRequest) -> dict[str, Any]:
    """For every template: the marking, and what this site lets visitors do."""
    return {
        "marking": settings.MARKING,
        "open_signup": settings.OPEN_SIGNUP,
        "guests_allowed": settings.GUESTS,
        "sends_email": settings.SENDS_EMAIL,
    }
