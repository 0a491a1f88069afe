"""Writing a deck as an Anki package, of the kind that every Anki reads (schema 11). The same deck gives the same bytes."""

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import genanki

from kfor_quiz.engine.digests import digest_number
from kfor_quiz.formats.anki import note_type
from kfor_quiz.formats.anki.decks import Deck, Note

_NO_TIME = (1980, 1, 1, 0, 0, 0)


class _DatedNote(genanki.Note):  # type: ignore[misc]
    """A note with a time of its own; genanki dates all notes of a package alike."""

    def __init__(self, *, changed_at: int, **given: Any) -> None:
        super().__init__(**given)
        self._changed_at = changed_at

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, self._changed_at, deck_id, id_gen)


def write_deck(deck: Deck) -> bytes:
    """The deck as an `.apkg`.

    Raise ValueError for a note without a question or with a field that the note type does not have, and for a tag with a space.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        _add(package, "collection.anki2", _collection(deck))
        names = sorted(deck.media)
        _add(package, "media", json.dumps({str(number): name for number, name in enumerate(names)}).encode())
        for number, name in enumerate(names):
            _add(package, str(number), deck.media[name])
    return content.getvalue()


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file without its time, and as if from one kind of machine."""
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.create_system, info.external_attr, info.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
    package.writestr(info, content)


def _collection(deck: Deck) -> bytes:
    """The collection as an SQLite database."""
    deck_id = note_type.FIRST_ID + digest_number("anki deck", deck.key, below=note_type.IDS)
    written = genanki.Deck(deck_id, deck.title, deck.description)
    model = _model()
    written.add_model(model)
    for place, note in enumerate(deck.notes, start=1):
        written.add_note(_note(note, model, place))
    with closing(sqlite3.connect(":memory:")) as database:
        genanki.Package(written).write_to_db(database.cursor(), note_type.DATED.timestamp(), itertools.count(deck_id + 1))
        database.commit()
        return database.serialize()


def _model() -> genanki.Model:
    fields = [{"name": name} for name in note_type.FIELDS]
    return genanki.Model(note_type.MODEL_ID, note_type.NAME, fields, note_type.templates(), css=note_type.CSS)


def _note(note: Note, model: genanki.Model, place: int) -> _DatedNote:
    """The note as genanki writes it; `place` is that among the cards that are new to the learner."""
    unknown = sorted(set(note.fields) - set(note_type.FIELDS))
    if unknown or not note.fields.get("Question"):
        raise ValueError(f"no such fields: {', '.join(unknown)}" if unknown else f"note {note.guid} has no question")
    return _DatedNote(
        changed_at=int(note.changed_at.timestamp()),
        model=model,
        fields=[note.fields.get(name, "") for name in note_type.FIELDS],
        tags=list(note.tags),
        guid=note.guid,
        due=place,
    )
