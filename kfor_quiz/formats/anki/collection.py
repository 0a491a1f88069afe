"""Reading a collection of Anki: schema 11, in which note types and decks are JSON, and schemas 15 to 18, in which they are tables.

The schemas: rslib/src/storage of github.com/ankitects/anki.
"""

import datetime as dt
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from kfor_quiz.formats.anki import note_types
from kfor_quiz.formats.anki.database import open_database, read_rows
from kfor_quiz.formats.anki.decks import Note
from kfor_quiz.formats.anki.faults import AnkiFileError, Fault
from kfor_quiz.formats.anki.found import FoundDeck, FoundNote, NoteType

MOST_NOTES, MOST_CARDS = 10_000, 30_000
OLDEST_SCHEMA, FIRST_WITH_TABLES, NEWEST_SCHEMA = 11, 15, 18


class _NoteRow(NamedTuple):
    id: int
    guid: str
    mid: int
    mod: int
    tags: str
    flds: str


class _CardRow(NamedTuple):
    nid: int
    did: int
    ord: int


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_NOTES, _CARDS, _SCHEMA = TypeAdapter(list[_NoteRow]), TypeAdapter(list[_CardRow]), TypeAdapter(int)


def read_collection(path: Path) -> FoundDeck:
    """The notes that have cards. Raise AnkiFileError where there are none or too many, or where the collection is not one."""
    with open_database(path) as database:
        try:
            return _read(database)
        except (ValueError, OverflowError) as error:
            raise AnkiFileError(Fault.UNREADABLE) from error


def _read(database: sqlite3.Connection) -> FoundDeck:
    schema = _read_schema(database)
    notes = _NOTES.validate_python(read_rows(database, "notes", "id, guid, mid, mod, tags, flds", order="id", most=MOST_NOTES + 1))
    cards = _CARDS.validate_python(read_rows(database, "cards", "nid, did, ord", order="nid, ord", most=MOST_CARDS + 1))
    if len(notes) > MOST_NOTES or len(cards) > MOST_CARDS:
        raise AnkiFileError(Fault.TOO_MANY)
    has_tables = schema >= FIRST_WITH_TABLES
    types = note_types.read_tables(database) if has_tables else note_types.read_json(database)
    ordinals: dict[int, list[int]] = defaultdict(list)
    for card in cards:
        ordinals[card.nid].append(card.ord)
    found = tuple(_found(row, types, tuple(ordinals[row.id])) for row in notes if row.id in ordinals)
    if not found:
        raise AnkiFileError(Fault.NO_CARDS)
    decks = note_types.read_deck_names(database, has_table=has_tables)
    return FoundDeck(decks.get(cards[0].did, ""), found)


def _read_schema(database: sqlite3.Connection) -> int:
    rows = read_rows(database, "col", "ver", order="id", most=1)
    schema = _SCHEMA.validate_python(rows[0][0] if rows else None)
    if schema > NEWEST_SCHEMA:
        raise AnkiFileError(Fault.NEWER)
    if schema < OLDEST_SCHEMA:
        raise AnkiFileError(Fault.UNREADABLE)
    return schema


def _found(row: _NoteRow, types: dict[int, NoteType], cards: tuple[int, ...]) -> FoundNote:
    note_type = types.get(row.mid)
    if note_type is None:
        raise ValueError(f"note {row.id} is of no type")
    values = row.flds.split("\x1f")
    fields = dict(zip(note_type.fields, [*values, *[""] * len(note_type.fields)], strict=False))
    note = Note(row.guid, fields, tuple(row.tags.split()), _EPOCH + dt.timedelta(seconds=row.mod))
    return FoundNote(note, note_type, cards)
