"""Whatever is not an Anki package, or is more than one: a sentence, and nothing else."""

import contextlib
import io
import struct
import tracemalloc
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.formats.anki import AnkiFileError, Fault, list_items, packages, read_deck
from kfor_quiz.formats.anki import collection as collections
from kfor_quiz.formats.anki.database import MOST_TIMES
from tests.formats.anki.built import BASIC, LATEST, ROWS, Row, collection, dummy, latest, older, oldest, pack

MIB = 1024 * 1024
VIEW = "ALTER TABLE notes RENAME TO others; CREATE VIEW notes AS SELECT * FROM others;"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, 'a', 11, 1, '', 'a' || x'1f' || 'b', '' FROM n"
COMPUTED = (
    "DROP TABLE notes; CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, tags text, "
    "flds text AS (hex(zeroblob(9)))); INSERT INTO notes VALUES (1, '1', 11, 1, '');"
)
NESTED = "UPDATE col SET models = replace(hex(zeroblob(50000)), '0', '[');"


def one_file(name: str, content: bytes, **others: bytes) -> bytes:
    return pack({name: content, **others})


def old(**built: object) -> bytes:
    return one_file("collection.anki2", collection(**built))  # type: ignore[arg-type]


def bomb() -> bytes:
    return one_file("collection.anki21b", zstandard.ZstdCompressor().compress(bytes(16 * MIB)), meta=LATEST)


def many(count: int) -> list[Row]:
    return [Row(f"note{number}", BASIC, ("Front", "Back")) for number in range(count)]


def long_list() -> bytes:
    """An archive that claims a list of files of 16 MB."""
    package = bytearray(oldest())
    end = package.rfind(b"PK\x05\x06")
    package[end + 12 : end + 16] = struct.pack("<L", 16 * MIB)
    return bytes(package)


def locked() -> bytes:
    """An archive that claims to be under a password."""
    package = bytearray(oldest())
    package[package.find(b"PK\x01\x02") + 8] |= 1
    package[6] |= 1
    return bytes(package)


CASES: dict[str, tuple[bytes, Fault]] = {
    "nothing": (b"", Fault.NOT_A_ZIP),
    "a text": (b"Front;Back\n", Fault.NOT_A_ZIP),
    "a bare collection": (collection(), Fault.NOT_A_ZIP),
    "an old package, cut off": (oldest()[:-30], Fault.DAMAGED),
    "a new package, cut off": (latest()[:600], Fault.DAMAGED),
    "an archive with nothing in it": (pack({}), Fault.NO_COLLECTION),
    "an archive of something else": (pack({"word/document.xml": b"<x/>"}), Fault.NO_COLLECTION),
    "no collection of the announced kind": (pack({"meta": LATEST, "collection.anki2": dummy()}), Fault.NO_COLLECTION),
    "a kind to come": (pack({"meta": b"\x08\x04", "collection.anki21b": b""}), Fault.NEWER),
    "a kind that says nothing": (pack({"meta": b"", "collection.anki2": collection()}), Fault.NEWER),
    "an unreadable announcement": (pack({"meta": b"\x0b", "collection.anki2": collection()}), Fault.DAMAGED),
    "a schema to come": (latest(schema=19), Fault.NEWER),
    "a schema from before all others": (old(schema=10), Fault.UNREADABLE),
    "only the request for an update": (one_file("collection.anki2", dummy()), Fault.ONLY_A_NOTICE),
    "no notes": (old(rows=()), Fault.NO_CARDS),
    "notes without cards": (old(rows=[Row("bell", BASIC, ("a", "b"), cards=())]), Fault.NO_CARDS),
    "a zip bomb": (one_file("collection.anki2", bytes(16 * MIB)), Fault.BOMB),
    "a zstandard bomb": (bomb(), Fault.BOMB),
    "a long list of files": (long_list(), Fault.BOMB),
    "a collection under a password": (locked(), Fault.DAMAGED),
    "a collection that is no database": (one_file("collection.anki2", b"SQLite format 4\x00" * 9), Fault.UNREADABLE),
    "a collection that is cut off": (one_file("collection.anki2", collection()[:9_000]), Fault.UNREADABLE),
    "a collection that is not packed as announced": (pack({"meta": LATEST, "collection.anki21b": b"SQLite"}), Fault.DAMAGED),
    "an empty database": (one_file("collection.anki2", b""), Fault.UNREADABLE),
    "a view in the place of the notes": (old(extra=VIEW), Fault.UNREADABLE),
    "notes that never end": (old(extra=f"DROP TABLE notes; CREATE VIEW notes AS {ENDLESS};"), Fault.UNREADABLE),
    "note types that are no JSON": (old(extra="UPDATE col SET models = '[';"), Fault.UNREADABLE),
    "note types that are something else": (old(extra="UPDATE col SET models = '{\"11\": {}}';"), Fault.UNREADABLE),
    "note types within one another": (old(extra=NESTED), Fault.UNREADABLE),
    "no note types": (old(extra="UPDATE col SET models = '{}';"), Fault.UNREADABLE),
    "no row about the collection": (old(extra="DELETE FROM col;"), Fault.UNREADABLE),
    "a time beyond all calendars": (old(extra="UPDATE notes SET mod = 1 << 60;"), Fault.UNREADABLE),
    "bytes in the place of a name": (old(extra="UPDATE cards SET ord = x'00';"), Fault.UNREADABLE),
    "a value that is computed": (old(extra=COMPUTED), Fault.UNREADABLE),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_told_in_one_sentence(name: str) -> None:
    package, fault = CASES[name]
    with pytest.raises(AnkiFileError) as caught:
        read_deck(package)
    assert (caught.value.fault, str(caught.value)) == (fault, fault.value)


@pytest.mark.parametrize("fault", Fault)
def test_each_fault_is_told_plainly(fault: Fault) -> None:
    assert fault.value.endswith(".")
    assert len(fault.value) < 130


def test_a_message_that_is_none_in_the_tables_of_note_types_is_told() -> None:
    content = collection(schema=18, extra="UPDATE notetypes SET config = x'0b';")
    package = pack({"meta": LATEST, "collection.anki21b": zstandard.ZstdCompressor().compress(content)})
    with pytest.raises(AnkiFileError, match="cannot be read"):
        read_deck(package)


def test_more_notes_than_anybody_looks_through_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collections, "MOST_NOTES", 3)
    assert len(read_deck(older(many(3))).notes) == 3
    with pytest.raises(AnkiFileError) as caught:
        read_deck(older(many(4)))
    assert caught.value.fault == Fault.TOO_MANY
    assert "10,000 notes or 30,000 cards" in str(caught.value)


def test_more_cards_than_anybody_looks_through_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collections, "MOST_CARDS", 2)
    with pytest.raises(AnkiFileError, match="30,000 cards"):
        read_deck(oldest(ROWS))


def test_the_sizes_are_those_that_the_sentences_name() -> None:
    assert (packages.MOST_PACKED, collections.MOST_NOTES, collections.MOST_CARDS) == (64 * MIB, 10_000, 30_000)


def test_a_large_file_is_refused_before_it_is_opened() -> None:
    with pytest.raises(AnkiFileError, match="larger than 64 MB"), patch.object(zipfile, "ZipFile", side_effect=AssertionError):
        read_deck(bytes(packages.MOST_PACKED + 1))


def test_a_bomb_takes_no_more_memory_than_a_few_chunks() -> None:
    package = bomb()
    tracemalloc.start()
    try:
        with pytest.raises(AnkiFileError):
            packages.unpack_collection(package, io.BytesIO())
        assert tracemalloc.get_traced_memory()[1] < 8 * MIB
    finally:
        tracemalloc.stop()


def test_a_collection_that_keeps_its_reader_busy_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_TIMES == 1_000
    monkeypatch.setattr("kfor_quiz.formats.anki.database.STEPS_AT_A_TIME", 10)
    monkeypatch.setattr("kfor_quiz.formats.anki.database.MOST_TIMES", 1)
    with pytest.raises(AnkiFileError, match="cannot be read"):
        read_deck(oldest(many(50)))


def test_nothing_of_a_package_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read_deck(latest())
    with pytest.raises(AnkiFileError):
        read_deck(old(rows=()))
    assert not list(tmp_path.iterdir())


PACKAGES = {"oldest": oldest(), "latest": latest()}
COLLECTION = collection(schema=18)


@pytest.mark.parametrize("name", PACKAGES)
@given(data=st.data())
def test_a_mangled_package_is_read_or_told(name: str, data: st.DataObject) -> None:
    package = bytearray(PACKAGES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        package[data.draw(st.integers(0, len(package) - 1))] = data.draw(st.integers(0, 255))
    expect_deck_or_sentence(bytes(package[: data.draw(st.integers(1, len(package)))]))


@given(data=st.data())
def test_a_mangled_collection_is_read_or_told(data: st.DataObject) -> None:
    content = bytearray(COLLECTION)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    expect_deck_or_sentence(pack({"meta": LATEST, "collection.anki21b": zstandard.ZstdCompressor().compress(bytes(content))}))


def expect_deck_or_sentence(package: bytes) -> None:
    with contextlib.suppress(AnkiFileError):
        list(list_items(read_deck(package)))
