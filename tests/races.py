"""Two things at the same moment, each on a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connection, transaction


def run_at_once(first: Callable[[], object], second: Callable[[], object]) -> None:
    """The second begins while the transaction of the first is open, and has to wait for it. For tests with real transactions."""
    begun, faults = threading.Event(), list[BaseException]()

    def come_second() -> None:
        begun.wait()
        try:
            second()
        except BaseException as fault:  # noqa: BLE001 - whatever it is, the test shows it
            faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=come_second)
    thread.start()
    try:
        with transaction.atomic():
            first()
            begun.set()
            thread.join(timeout=1)
            assert thread.is_alive()
    finally:
        begun.set()
        thread.join()
    assert faults == []
