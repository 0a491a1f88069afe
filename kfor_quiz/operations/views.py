"""For whoever runs the site: is the process alive, can it serve."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kfor_quiz.operations.services import count_missing_migrations


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process runs."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and is migrated, else 503 with a sentence."""
    problem = find_database_problem()
    return HttpResponse(f"{problem or 'ready'}\n", content_type="text/plain", status=503 if problem else 200)


def find_database_problem() -> str:
    try:
        missing = count_missing_migrations()
    except DatabaseError:
        return "The database does not answer."
    return f"The database needs {missing} migrations." if missing else ""
