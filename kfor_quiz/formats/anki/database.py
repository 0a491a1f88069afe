"""Opening an SQLite database that a stranger made: only to read, only tables, with no code of its own, and not for long."""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from kfor_quiz.formats.anki.faults import AnkiFileError, Fault

MOST_BYTES_IN_A_VALUE = 16 * 1024 * 1024
# A thousand million steps of SQLite's machine; ten thousand notes take a thousandth of that.
STEPS_AT_A_TIME, MOST_TIMES = 1_000_000, 1_000
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_COLUMNS = "table_xinfo"


@contextmanager
def open_database(path: Path) -> Iterator[sqlite3.Connection]:
    """The database in a file that nobody else writes. Raise AnkiFileError for whatever SQLite finds wrong in the block."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            _guard(database)
            yield database
    except sqlite3.Error as error:
        raise AnkiFileError(Fault.UNREADABLE) from error


def _guard(database: sqlite3.Connection) -> None:
    steps = itertools.count()
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES_IN_A_VALUE)
    database.set_progress_handler(lambda: next(steps) >= MOST_TIMES, STEPS_AT_A_TIME)
    database.set_authorizer(_may)
    database.text_factory = lambda content: content.decode(errors="replace")


def _may(action: int, name: str | None, *_: str | None) -> int:
    """Whether a step of a query is allowed; `name` is what it is done to."""
    is_allowed = action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and name == _COLUMNS)
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY


def read_rows(database: sqlite3.Connection, table: str, columns: str, *, order: str, most: int) -> list[tuple[Any, ...]]:
    """Rows of a table, at most so many. Raise AnkiFileError unless it is one in which all that is read is stored."""
    if not _is_stored(database, table):
        raise AnkiFileError(Fault.UNREADABLE)
    return database.execute(f"SELECT {columns} FROM {table} ORDER BY {order} LIMIT ?", (most,)).fetchall()  # noqa: S608 - our own names


def _is_stored(database: sqlite3.Connection, table: str) -> bool:
    """False for a view, a virtual table, and a table with computed columns: what they give is as large as somebody liked."""
    found = database.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone()
    columns = database.execute(f"PRAGMA {_COLUMNS}({table})").fetchall()
    return found is not None and str(found[0]).upper().startswith("CREATE TABLE") and not any(column[-1] for column in columns)
