"""The site with a few addresses that go wrong, each in its own way."""

import errno
from collections.abc import Callable

import psycopg
from allauth.core.exceptions import RateLimited
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from kfor_quiz import urls
from kfor_quiz.http import NotThereError

handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500


def failing(error: BaseException, cause: BaseException | None = None) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error from cause

    return view


def spoiled(request: HttpRequest, key: str) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("bad/", failing(BadRequest("tampered"))),
    path("forbidden/", failing(PermissionDenied("This is for instructors."))),
    path("missing/", failing(Http404("No Pack matches the given query."))),
    path("told/", failing(NotThereError("This lamp was never lit."))),
    path("too-many/", failing(RateLimited())),
    path("broken/", failing(ZeroDivisionError("anna@example.org divided by nothing"))),
    path("spoiled/<str:key>/", spoiled),
    path("no-table/", failing(OperationalError("no such table: bank_fact"))),
    path("locked/", failing(OperationalError("database is locked"))),
    path("disk-full/", failing(OperationalError("database or disk is full"))),
    path("read-only/", failing(OperationalError("attempt to write a readonly database"))),
    path("no-space/", failing(RuntimeError("no cache"), OSError(errno.ENOSPC, "No space left on device"))),
    path("gone/", failing(OperationalError("connection refused"), psycopg.OperationalError("connection refused"))),
    path("postgres-full/", failing(OperationalError("could not extend file"), psycopg.errors.DiskFull("could not extend file"))),
    *urls.urlpatterns,
]
