"""For whoever runs the site: is the process alive, can it serve."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


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
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "The database does not answer."
    return f"{len(missing)} migrations are not applied." if missing else ""
