"""The cache in the database, whose faults are seen."""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connections, router, transaction


class HonestDatabaseCache(DatabaseCache):
    """Django's own takes every fault of a write for a key that exists already, so that a locked database or a full disk would
    look like a passed rate limit. This one raises OperationalError; only a race for the same key still gives False.
    """

    def _base_set(self, mode: str, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT) -> bool:
        faults: list[OperationalError] = []

        def note_fault(execute: Callable[..., Any], *args: Any) -> Any:
            try:
                return execute(*args)
            except OperationalError as fault:
                faults.append(fault)
                raise

        using = router.db_for_write(self.cache_model_class)
        # The transaction around it begins and commits here, where nothing swallows what goes wrong then.
        with transaction.atomic(using=using), connections[using].execute_wrapper(note_fault):
            done: bool = super()._base_set(mode, key, value, timeout)  # type: ignore[misc]
            if faults:
                raise faults[0]
        return done
