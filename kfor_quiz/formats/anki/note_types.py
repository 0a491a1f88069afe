"""The note types and the names of decks of a collection, from JSON or from tables."""

import sqlite3
from collections import defaultdict

from pydantic import BaseModel, TypeAdapter

from kfor_quiz.formats.anki.database import read_rows
from kfor_quiz.formats.anki.found import CardTemplate, NoteType
from kfor_quiz.formats.anki.protobuf import read_number, read_text

MOST_ROWS = 100_000
_CLOZE = 1
# The numbers of fields in Anki's messages: proto/anki/notetypes.proto, Notetype.Config and Notetype.Template.Config.
_KIND, _FRONT, _BACK = 1, 1, 2


class _Field(BaseModel):
    name: str


class _Template(BaseModel):
    qfmt: str
    afmt: str


class _Model(BaseModel):
    type: int = 0
    flds: list[_Field]
    tmpls: list[_Template]


class _Deck(BaseModel):
    name: str


_MODELS, _DECKS = TypeAdapter(dict[int, _Model]), TypeAdapter(dict[int, _Deck])
_TYPE_ROWS, _NAME_ROWS = TypeAdapter(list[tuple[int, bytes]]), TypeAdapter(list[tuple[int, str]])


def read_json(database: sqlite3.Connection) -> dict[int, NoteType]:
    """The note types of schema 11 by id. Raise pydantic's ValidationError for what is none."""
    [[text]] = read_rows(database, "col", "models", order="id", most=1)
    return {key: _as_note_type(key, model) for key, model in _MODELS.validate_json(text).items()}


def _as_note_type(key: int, model: _Model) -> NoteType:
    templates = tuple(CardTemplate(template.qfmt, template.afmt) for template in model.tmpls)
    return NoteType(key, model.type == _CLOZE, tuple(field.name for field in model.flds), templates)


def read_tables(database: sqlite3.Connection) -> dict[int, NoteType]:
    """The note types of schema 15 and later by id. Raise ValueError for what is none."""
    types = _TYPE_ROWS.validate_python(read_rows(database, "notetypes", "id, config", order="id", most=MOST_ROWS))
    fields: dict[int, list[str]] = defaultdict(list)
    for key, name in _NAME_ROWS.validate_python(read_rows(database, "fields", "ntid, name", order="ntid, ord", most=MOST_ROWS)):
        fields[key].append(name)
    templates: dict[int, list[CardTemplate]] = defaultdict(list)
    rows = read_rows(database, "templates", "ntid, config", order="ntid, ord", most=MOST_ROWS)
    for key, config in _TYPE_ROWS.validate_python(rows):
        templates[key].append(CardTemplate(read_text(config, _FRONT), read_text(config, _BACK)))
    return {
        key: NoteType(key, read_number(config, _KIND) == _CLOZE, tuple(fields[key]), tuple(templates[key])) for key, config in types
    }


def read_deck_names(database: sqlite3.Connection, *, has_table: bool) -> dict[int, str]:
    """The names of the decks by id, their levels parted by “::”."""
    if has_table:
        rows = _NAME_ROWS.validate_python(read_rows(database, "decks", "id, name", order="id", most=MOST_ROWS))
        return {key: name.replace("\x1f", "::") for key, name in rows}
    [[text]] = read_rows(database, "col", "decks", order="id", most=1)
    return {key: deck.name for key, deck in _DECKS.validate_json(text).items()}
