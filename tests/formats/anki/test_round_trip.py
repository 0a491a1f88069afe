"""What is written to an Anki package is read back as it was."""

import datetime as dt
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.formats.anki import Deck, Note, as_html, note_guid, read_deck, write_deck
from kfor_quiz.formats.anki.note_type import FIELDS, MODEL_ID
from kfor_quiz.formats.anki.plain import plain_text

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
LETTERS = st.characters(exclude_categories=["C"])
TEXTS = st.text(LETTERS, max_size=40).map(as_html)
TAGS = st.lists(st.from_regex(r"[a-z]{1,9}(::[a-z]{1,9})?", fullmatch=True), max_size=3, unique=True).map(tuple)
MOMENTS = st.integers(min_value=0, max_value=4_000_000_000).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC))
NOTES = st.builds(
    Note,
    guid=st.from_regex(r"[a-z0-9]{20}", fullmatch=True),
    fields=st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXTS) | {"Question": TEXTS.filter(str.strip)}),
    tags=TAGS,
    changed_at=MOMENTS,
)


def note(key: str, **changes: Any) -> Note:
    given: dict[str, Any] = {"fields": {"Question": f"What is {key}?", "Answer": key}, "tags": ("watch",), "changed_at": NOW}
    return Note(guid=note_guid("lighthouse", key), **given | changes)


def deck(*notes: Note, **changes: Any) -> Deck:
    return Deck(**{"key": "lighthouse", "title": "Handbook", "notes": notes} | changes)


def database_of(package: bytes) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
        return database


@given(st.lists(NOTES, min_size=1, max_size=4, unique_by=lambda note: note.guid), st.text(LETTERS, min_size=1))
def test_a_deck_that_is_written_is_read_as_it_was(notes: list[Note], title: str) -> None:
    found = read_deck(write_deck(deck(*notes, title=title)))
    assert [one.note for one in found.notes] == notes
    assert found.title == title
    assert {(one.note_type.id, one.cards) for one in found.notes} == {(MODEL_ID, (0,))}


@given(st.text(LETTERS))
def test_a_text_is_the_same_when_it_was_html(text: str) -> None:
    assert plain_text(as_html(text)) == " ".join(text.split())


@given(st.lists(NOTES, min_size=1, max_size=3, unique_by=lambda note: note.guid), st.binary())
def test_the_same_deck_gives_the_same_bytes(notes: list[Note], sound: bytes) -> None:
    one, other = (deck(*notes, media=dict(media)) for media in ([("a", sound), ("b", b"")], [("b", b""), ("a", sound)]))
    assert write_deck(one) == write_deck(other)


def test_names_of_notes_decks_and_types_are_the_same_for_good() -> None:
    assert note_guid("lighthouse", "fog-bell") == "0575a8125a4d1a3b804d"
    with closing(database_of(write_deck(deck(note("fog-bell"))))) as database:
        [(models, decks)] = database.execute("SELECT models, decks FROM col")
    assert list(json.loads(models)) == ["1222565732456"]
    assert sorted(json.loads(decks)) == ["1", "1440545552577"]


def test_the_note_type_is_frozen() -> None:
    with closing(database_of(write_deck(deck(note("fog-bell"))))) as database:
        [(text,)] = database.execute("SELECT models FROM col")
    [model] = json.loads(text).values()
    names = "Question,Answer,Statement,Sentence,Source,Paragraph,Topic,Importance,Fact,Typed,Marking,Notice"
    assert [field["name"] for field in model["flds"]] == [*names.split(","), "Spare 1", "Spare 2", "Spare 3", "Spare 4"]
    assert [template["name"] for template in model["tmpls"]] == ["Recall"]
    assert (model["name"], model["type"], model["mod"]) == ("KFOR Quiz fact", 0, 1772323200)


def test_each_note_has_the_time_of_its_own_change() -> None:
    later = NOW + dt.timedelta(days=3)
    with closing(database_of(write_deck(deck(note("bell"), note("lamp", changed_at=later))))) as database:
        rows = database.execute("SELECT guid, mod FROM notes").fetchall()
    assert rows == [(note("bell").guid, int(NOW.timestamp())), (note("lamp").guid, int(later.timestamp()))]


def test_another_answer_changes_its_own_note_alone() -> None:
    columns = "SELECT id, guid, mid, mod, tags, flds FROM notes"
    changed = note("lamp", fields={"Question": "What is lamp?", "Answer": "A light"}, changed_at=NOW + dt.timedelta(seconds=1))
    with (
        closing(database_of(write_deck(deck(note("bell"), note("lamp"))))) as before,
        closing(database_of(write_deck(deck(note("bell"), changed)))) as after,
    ):
        rows, others = before.execute(columns).fetchall(), after.execute(columns).fetchall()
    assert rows[0] == others[0]
    assert rows[1][:3] == others[1][:3]
    assert rows[1][3] + 1 == others[1][3]


def test_media_are_packed_under_numbers_that_the_list_names() -> None:
    package = write_deck(deck(note("bell"), media={"bell.mp3": b"dong", "a.png": b"light"}))
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert json.loads(archive.read("media")) == {"0": "a.png", "1": "bell.mp3"}
        assert (archive.read("0"), archive.read("1")) == (b"light", b"dong")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"fields": {"Answer": "A bell"}}, "has no question"),
        ({"fields": {"Question": "What?", "Reply": "A bell"}}, "no such fields: Reply"),
        ({"tags": ("two words",)}, "contains a space"),
    ],
)
def test_a_note_that_anki_would_not_show_is_not_written(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        write_deck(deck(note("bell", **changes)))
