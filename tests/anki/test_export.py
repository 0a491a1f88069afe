"""What we export opens in the real Anki with nothing lost; what it exports is read here."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kfor_quiz.bank.exports.anki import build_deck
from kfor_quiz.bank.models import Pack
from kfor_quiz.bank.services.generation import generate_questions
from kfor_quiz.bank.services.sync import sync_pack
from kfor_quiz.engine.facts import GAP
from kfor_quiz.formats.anki import Deck, Item, Lack, Note, list_items, read_deck, write_deck
from kfor_quiz.formats.anki.note_type import NAME
from tests.bank.packs import NOW, lighthouse, load, with_fact

RunAnki = Callable[[str, object], Any]
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def loaded(db: None) -> Pack:
    """The lighthouse pack with its questions."""
    return load(lighthouse())[0]


def change_a_fact(pack: Pack) -> None:
    sync_pack(pack=with_fact(lighthouse(), "amber-point-lit", value={"date": "1894-06-22"}), now=LATER)
    generate_questions(pack_row=pack, now=LATER)


def import_all(run_anki: RunAnki, folder: Path, *decks: Deck) -> list[dict[str, Any]]:
    """What Anki says after each deck, imported in turn into one collection."""
    paths = []
    for number, deck in enumerate(decks):
        paths.append(folder / f"{number}.apkg")
        paths[-1].write_bytes(write_deck(deck))
    report: list[dict[str, Any]] = run_anki("open_deck", {"packages": [str(path) for path in paths]})
    return report


def as_told(note: Note) -> tuple[object, ...]:
    return dict(note.fields), sorted(note.tags), int(note.changed_at.timestamp())


def as_found(note: dict[str, Any]) -> tuple[object, ...]:
    fields = {name: text for name, text in note["fields"].items() if not name.startswith("Spare")}
    return fields, sorted(note["tags"]), note["changed_at"]


def test_every_note_field_and_tag_of_an_export_is_in_anki(loaded: Pack, run_anki: RunAnki, tmp_path: Path) -> None:
    deck, _ = build_deck(loaded)
    [found] = import_all(run_anki, tmp_path, deck)
    assert found["log"] == {**dict.fromkeys(found["log"], 0), "new": len(deck.notes)}
    assert {guid: as_found(note) for guid, note in found["notes"].items()} == {note.guid: as_told(note) for note in deck.notes}
    assert (found["decks"], found["types"]) == ([loaded.title], [NAME])
    assert {note["deck"] for note in found["notes"].values()} == {loaded.title}


def test_each_card_asks_on_its_front_and_tells_on_its_back(loaded: Pack, run_anki: RunAnki, tmp_path: Path) -> None:
    deck, _ = build_deck(loaded)
    [found] = import_all(run_anki, tmp_path, deck)
    for note in deck.notes:
        [(front, back)] = found["notes"][note.guid]["cards"]
        answer, statement = note.fields["Answer"], note.fields["Statement"]
        assert note.fields["Question"] in front
        assert statement not in front
        assert front.count(note.fields["Marking"]) == back.count(note.fields["Marking"]) == 2
        assert all(note.fields[name] in back for name in ("Question", "Statement", "Sentence", "Source", "Notice"))
        assert ("[[type:Answer]]" in back) if note.fields["Typed"] else (answer in back)
        assert ("[[type:Answer]]" in front) == bool(note.fields["Typed"])


def test_a_second_import_updates_what_changed_and_doubles_nothing(loaded: Pack, run_anki: RunAnki, tmp_path: Path) -> None:
    before, _ = build_deck(loaded)
    change_a_fact(loaded)
    after, _ = build_deck(loaded)
    changed = [note.guid for note, other in zip(before.notes, after.notes, strict=True) if note != other]
    first, same, second = import_all(run_anki, tmp_path, before, before, after)
    count = len(before.notes)
    assert same["log"] == {**dict.fromkeys(same["log"], 0), "duplicate": count}
    assert second["log"] == {**dict.fromkeys(second["log"], 0), "updated": 1, "duplicate": count - 1}
    assert [guid for guid in second["notes"] if second["notes"][guid] != first["notes"][guid]] == changed
    assert second["notes"][changed[0]]["fields"]["Answer"] == "22 June 1894"
    assert {guid: note["id"] for guid, note in first["notes"].items()} == {
        guid: note["id"] for guid, note in second["notes"].items()
    }
    assert (second["decks"], second["types"]) == (first["decks"], first["types"])


def test_what_somebody_changed_in_anki_since_is_not_overwritten_by_an_older_note(
    loaded: Pack, run_anki: RunAnki, tmp_path: Path
) -> None:
    deck, _ = build_deck(loaded)
    note = deck.notes[0]
    edited = dataclasses.replace(note, fields={**note.fields, "Answer": "Mine"}, changed_at=LATER)
    newer = dataclasses.replace(deck, notes=(edited, *deck.notes[1:]))
    _, after = import_all(run_anki, tmp_path, newer, deck)
    assert after["notes"][note.guid]["fields"]["Answer"] == "Mine"


def test_two_packs_are_two_decks_with_one_note_type(loaded: Pack, run_anki: RunAnki, tmp_path: Path) -> None:
    deck, _ = build_deck(loaded)
    other = Deck("other", "Another handbook", (Note("other", {"Question": "What?", "Answer": "That"}, ("a",), NOW),))
    _, found = import_all(run_anki, tmp_path, deck, other)
    assert (found["decks"], found["types"]) == (sorted([loaded.title, "Another handbook"]), [NAME])
    assert len(found["notes"]) == len(deck.notes) + 1


def test_media_arrive_byte_by_byte(run_anki: RunAnki, tmp_path: Path) -> None:
    media = {"light of day.png": bytes(range(256)), "bell.mp3": b"dong"}
    fields = {"Question": '<img src="light of day.png">', "Answer": "[sound:bell.mp3]"}
    [found] = import_all(run_anki, tmp_path, Deck("k", "Media", (Note("one", fields, (), NOW),), media=media))
    assert found["media"] == {name: content.hex() for name, content in media.items()}


NOTES = [
    ("Basic", ["What is <b>rung</b> in fog?<br>", "The bell [sound:bell.mp3]"]),
    ("Basic (and reversed card)", ["NLO", "Northern Lights &amp; Office"]),
    ("Basic (type in the answer)", ["Who lit the lamp?", "The keeper"]),
    ("Cloze", ["The {{c1::keeper::who}} lit the {{c2::lamp}}.", "1/2"]),
    ("Basic", ['<img src="a.png">', "A light"]),
]


@pytest.mark.parametrize("kind", ["old", "new"])
def test_what_anki_exports_is_read_card_by_card(run_anki: RunAnki, tmp_path: Path, kind: str) -> None:
    asked = {"folder": str(tmp_path), "deck": "Lights::North", "notes": NOTES}
    assert run_anki("make_decks", asked) == {"old": len(NOTES), "new": len(NOTES)}
    found = read_deck((tmp_path / f"{kind}.apkg").read_bytes())
    items = [item if isinstance(item, Lack) else dataclasses.replace(item, key=item.key[-2:]) for item in list_items(found)]
    assert found.title == "Lights::North"
    assert items == [
        Item(":0", "What is rung in fog?", ("The bell",), has_gap=False, media=1),
        Item(":0", "NLO", ("Northern Lights & Office",), has_gap=False),
        Item(":1", "Northern Lights & Office", ("NLO",), has_gap=False),
        Item(":0", "Who lit the lamp?", ("The keeper",), has_gap=False),
        Item(":0", f"The {GAP} (who) lit the lamp.", ("keeper",), has_gap=True),
        Item(":1", f"The keeper lit the {GAP}.", ("lamp",), has_gap=True),
        Lack.FRONT,
    ]
