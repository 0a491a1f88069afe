"""Packages as Anki writes them, old and new, built row by row: what is read is only what Anki's own schemas say of it."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

import zstandard

DECK, BASIC, REVERSED, TYPED, CLOZE = 1, 11, 12, 13, 14
LATEST = b"\x08\x03"
DUMMY = "Please update to the latest Anki version, then import the .colpkg/.apkg file again."


@dataclass(frozen=True)
class Kind:
    """A note type: its fields, the two sides of its cards, and whether it is of the cloze kind."""

    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]
    is_cloze: bool = False


ANSWER = "{{FrontSide}}<hr id=answer>{{Back}}"
KINDS = {
    BASIC: Kind(("Front", "Back"), (("{{Front}}", ANSWER),)),
    REVERSED: Kind(("Front", "Back"), (("{{Front}}", ANSWER), ("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"))),
    TYPED: Kind(("Front", "Back", "More"), (("{{Front}} {{type:Back}}", "{{Front}} {{type:Back}} {{More}}"),)),
    CLOZE: Kind(("Text", "Extra"), (("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}"),), is_cloze=True),
}


@dataclass(frozen=True)
class Row:
    """A note as it is stored, and the ordinals of its cards."""

    guid: str
    kind: int
    fields: tuple[str, ...]
    cards: tuple[int, ...] = (0,)
    tags: str = " harbour watch "
    changed_at: int = 1_770_000_000


BELL = Row("bell", BASIC, ("What is rung in fog?", "The bell"))
ROWS = (BELL, Row("keeper", CLOZE, ("The {{c1::keeper::who}} lit the {{c2::lamp}}.", ""), (0, 1)))
_COLUMNS = {
    "col": "id integer primary key, ver integer not null, models text not null, decks text not null",
    "notes": "id integer primary key, guid text not null, mid integer not null, mod integer not null, tags text not null, "
    "flds text not null, sfld integer not null",
    "cards": "id integer primary key, nid integer not null, did integer not null, ord integer not null",
}
_TABLES = {
    "notetypes": "id integer not null primary key, name text not null collate unicase, config blob not null",
    "fields": "ntid integer not null, ord integer not null, name text not null collate unicase, primary key (ntid, ord)",
    "templates": "ntid integer not null, ord integer not null, name text not null collate unicase, config blob not null, "
    "primary key (ntid, ord)",
    "decks": "id integer primary key not null, name text not null collate unicase",
}


def collection(rows: Sequence[Row] = ROWS, *, schema: int = 11, extra: str = "", title: str = "Lights\x1fNorth") -> bytes:
    """A collection as bytes of SQLite; `extra` is run at the end."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.create_collation("unicase", lambda one, other: (one.lower() > other.lower()) - (one.lower() < other.lower()))
        with_tables = schema >= 15
        for name, columns in (_COLUMNS | (_TABLES if with_tables else {})).items():
            database.execute(f"CREATE TABLE {name} ({columns}){' without rowid' if name in {'fields', 'templates'} else ''}")
        models = "" if with_tables else json.dumps({str(key): _model(kind) for key, kind in KINDS.items()})
        decks = "" if with_tables else json.dumps({str(DECK): {"name": title.replace("\x1f", "::")}})
        database.execute("INSERT INTO col VALUES (1, ?, ?, ?)", (schema, models, decks))
        if with_tables:
            database.execute("INSERT INTO decks VALUES (?, ?)", (DECK, title))
            for key, kind in KINDS.items():
                _add_note_type(database, key, kind)
        for number, row in enumerate(rows, start=1):
            _add_note(database, number, row)
        database.executescript(extra)
        return database.serialize()


def _model(kind: Kind) -> dict[str, object]:
    return {
        "type": int(kind.is_cloze),
        "flds": [{"name": name, "ord": place} for place, name in enumerate(kind.fields)],
        "tmpls": [{"name": f"Card {place}", "qfmt": front, "afmt": back} for place, (front, back) in enumerate(kind.templates)],
    }


def _add_note_type(database: sqlite3.Connection, key: int, kind: Kind) -> None:
    style = _field(3, b".card { color: black }")
    config = b"\x08\x01" + style if kind.is_cloze else style
    database.execute("INSERT INTO notetypes VALUES (?, ?, ?)", (key, f"Kind {key}", config))
    database.executemany("INSERT INTO fields VALUES (?, ?, ?)", [(key, place, name) for place, name in enumerate(kind.fields)])
    sides = [_field(1, front.encode()) + _field(2, back.encode()) for front, back in kind.templates]
    rows = [(key, place, f"Card {place}", side) for place, side in enumerate(sides)]
    database.executemany("INSERT INTO templates VALUES (?, ?, ?, ?)", rows)


def _field(number: int, content: bytes) -> bytes:
    """A field of bytes in a protobuf message."""
    length = len(content)
    size = bytes([length]) if length < 128 else bytes([length & 0x7F | 0x80, length >> 7])
    return bytes([number << 3 | 2]) + size + content


def _add_note(database: sqlite3.Connection, number: int, row: Row) -> None:
    values = (number, row.guid, row.kind, row.changed_at, row.tags, "\x1f".join(row.fields), row.fields[0])
    database.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    cards = [(number * 100 + ordinal, number, DECK, ordinal) for ordinal in row.cards]
    database.executemany("INSERT INTO cards VALUES (?, ?, ?, ?)", cards)


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def dummy() -> bytes:
    """The collection that only says that Anki is to be updated."""
    return collection([Row("dummy", BASIC, (DUMMY, ""))])


def oldest(rows: Sequence[Row] = ROWS) -> bytes:
    """A package of the first kind."""
    return pack({"collection.anki2": collection(rows), "media": b"{}"})


def older(rows: Sequence[Row] = ROWS) -> bytes:
    """A package of the second kind."""
    return pack({"collection.anki2": dummy(), "collection.anki21": collection(rows), "media": b"{}"})


def latest(rows: Sequence[Row] = ROWS, *, schema: int = 18) -> bytes:
    """A package of the newest kind."""
    packed = zstandard.ZstdCompressor().compress(collection(rows, schema=schema))
    return pack({"meta": LATEST, "collection.anki21b": packed, "collection.anki2": dummy(), "media": b""})
