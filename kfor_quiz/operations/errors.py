"""Error pages: each says in one sentence what went wrong. The page of a fault needs neither database nor session."""

import errno
import sys
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kfor_quiz.http import NotThereError

SQLITE_TROUBLE = {
    "is locked": gettext_lazy("The database is busy. Nothing was saved; please try again in a moment."),
    "disk is full": gettext_lazy("The server’s disk is full. Nothing was saved; please tell those who run this site."),
    "disk I/O error": gettext_lazy("The server cannot write to its disk. Nothing was saved; please tell those who run this site."),
    "readonly database": gettext_lazy(
        "The server cannot write to its database. Nothing was saved; please tell those who run this site."
    ),
    "unable to open database file": gettext_lazy("The server cannot open its database. Please tell those who run this site."),
}
DAMAGED = gettext_lazy("The server’s database file is damaged, or is no database. Please tell those who run this site.")
DAMAGED_IN_SQLITE = ("file is not a database", "disk image is malformed")
DISK_FULL = SQLITE_TROUBLE["disk is full"]
NO_SPACE_IN_POSTGRESQL = "53100"
OTHER_TABLES = gettext_lazy("The database does not have the tables of this version of the app. Run `make setup` first.")
OTHER_TABLES_IN_SQLITE = ("no such table", "no such column")
OTHER_TABLES_IN_POSTGRESQL = frozenset({"42P01", "42703"})  # undefined table, undefined column


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"sentence": str(exception)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form is missing or old: what was typed is still in the browser, one page back."""
    return render(request, "403_csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own words for what is missing name models and addresses, and are for nobody who reads the page."""
    sentence = str(exception) if isinstance(exception, NotThereError) else ""
    return render(request, "404.html", {"sentence": sentence}, status=404)


def method_not_allowed(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    page = render(request, "405.html", status=405)
    page["Allow"] = response["Allow"]
    return page


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with the reason where the database or the disk is in trouble, else 500. Called while the exception is handled."""
    sentence = describe_trouble(sys.exc_info()[1])
    page = render_to_string("500.html", {"marking": settings.MARKING, "sentence": sentence})
    return HttpResponse(page, status=503 if sentence else 500)


def describe_trouble(error: BaseException | None) -> str:
    """One sentence if the database or the disk is to blame for `error`, else nothing."""
    for cause in list_causes(error):
        if isinstance(cause, OSError) and cause.errno == errno.ENOSPC:
            return str(DISK_FULL)
        if isinstance(cause, OperationalError):
            return describe_database_trouble(cause)
        # A damaged file is no OperationalError to the driver.
        if isinstance(cause, DatabaseError) and any(words in str(cause) for words in DAMAGED_IN_SQLITE):
            return str(DAMAGED)
    return ""


def describe_in_one_line(error: BaseException) -> str:
    """What the command line says of a fault of the database or the disk."""
    if isinstance(error, DatabaseError) and _misses_tables(error):
        return str(OTHER_TABLES)
    return describe_trouble(error) or str(error).partition("\n")[0]


def _misses_tables(error: DatabaseError) -> bool:
    """True when the database was never set up, or was for another version."""
    is_undefined = getattr(error.__cause__, "sqlstate", None) in OTHER_TABLES_IN_POSTGRESQL
    return is_undefined or any(words in str(error) for words in OTHER_TABLES_IN_SQLITE)


def describe_database_trouble(error: OperationalError) -> str:
    driver_error = error.__cause__
    if driver_error is not None and type(driver_error).__module__.startswith("psycopg"):
        is_full = getattr(driver_error, "sqlstate", None) == NO_SPACE_IN_POSTGRESQL
        return str(DISK_FULL) if is_full else _("The database does not answer. Please try again in a moment.")
    return next((str(sentence) for words, sentence in SQLITE_TROUBLE.items() if words in str(error)), "")


def list_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
