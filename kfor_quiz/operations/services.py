"""Getting ready to serve: each step does nothing where there is nothing to do."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def count_missing_migrations() -> int:
    """How many migrations the database still needs. Raise DatabaseError where it does not answer."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare_database() -> bool:
    """Make or update the tables, the cache's among them. Return whether there was anything to do."""
    missing = count_missing_migrations()
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return missing > 0


def prepare_static_files() -> bool:
    """Collect, hash and compress the static files where one has changed. Return whether one had."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    fingerprint = fingerprint_static_files()
    if stamp.exists() and stamp.read_text() == fingerprint and Path(settings.STATIC_ROOT).is_dir():
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint)
    return True


def fingerprint_static_files() -> str:
    """A digest of the path, size and time of every static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list(None), key=lambda found: found[0]):
            digest.update(f"{path}\0{storage.size(path)}\0{storage.get_modified_time(path).timestamp()}\n".encode())
    return digest.hexdigest()
