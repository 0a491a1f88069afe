"""The facts of a pack as a deck for Anki: on its page and as a command."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.exports.anki import build_deck
from kfor_quiz.bank.models import Fact, Pack, Question
from kfor_quiz.bank.models.questions import Status
from kfor_quiz.bank.selectors.flashcards import list_flashcards
from kfor_quiz.bank.services.generation import generate_questions
from kfor_quiz.bank.services.sync import sync_pack
from kfor_quiz.formats.anki import Note, note_guid, read_deck, write_deck
from tests.bank.packs import NOW, lighthouse, with_fact

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(days=1)
ADDRESS = "/briefing/lighthouse/anki/"
SignIn = Callable[[User], Client]


def notes_of(pack: Pack) -> dict[str, Note]:
    """The notes of the deck by the fact of each, as they are read back."""
    found = read_deck(write_deck(build_deck(pack)[0])).notes
    return {one.note.fields["Fact"]: one.note for one in found}


def test_every_fact_is_one_note_in_the_order_of_topics_core_facts_first(loaded: Pack) -> None:
    facts = Fact.objects.current().filter(pack=loaded)
    expected = sorted((fact.topic.order, fact.importance, fact.key) for fact in facts)
    assert list(notes_of(loaded)) == [key for _, _, key in expected]
    assert build_deck(loaded)[1] == ()


def test_a_note_says_all_that_there_is_to_a_fact(loaded: Pack) -> None:
    note = notes_of(loaded)["amber-point-lit"]
    assert (note.guid, note.changed_at) == (note_guid("lighthouse", "amber-point-lit"), NOW)
    assert note.tags == ("lighthouse::topic::stations", "lighthouse::importance::core")
    fields = {name: value for name, value in note.fields.items() if value}
    assert fields.pop("Sentence")
    assert fields == {
        "Question": "On which date was the lamp of Amber Point first lit?",
        "Answer": "21 June 1894",
        "Statement": "The lamp of Amber Point was first lit on 21 June 1894.",
        "Source": "Office of Lights, “Handbook for Keepers”, 1/2 (2026-01-05) https://example.org/keepers",
        "Paragraph": "1/2",
        "Topic": "The four stations",
        "Importance": "core",
        "Fact": "amber-point-lit",
        "Marking": "Training · unclassified",
        "Notice": loaded.notice,
    }


@pytest.mark.parametrize(
    ("fact", "answer", "typed"),
    [
        ("gull-rock-steps", "214", ""),
        ("fog-bell", "by hand", "1"),
        ("nlo-means", "Northern Lights Office", "1"),
        ("night-duties", "trimming the wick<br>winding the clockwork<br>logging passing ships<br>reading the barometer", ""),
    ],
)
def test_each_kind_of_fact_is_asked_so_that_it_can_be_recalled(loaded: Pack, fact: str, answer: str, typed: str) -> None:
    fields = notes_of(loaded)[fact].fields
    assert (fields["Answer"], fields["Typed"]) == (answer, typed)


def retire(**chosen: object) -> None:
    Question.objects.filter(**chosen).update(status=Status.RETIRED, retired_by="person")


def test_what_is_out_of_use_is_not_asked(loaded: Pack) -> None:
    asked = []
    for kind in ("typed_text", "cloze", "single_choice"):
        asked.append(notes_of(loaded)["fog-bell"].fields["Question"])
        retire(fact__key="fog-bell", kind=kind)
    assert "_____" in asked[1]
    assert asked[2] == asked[0]
    assert build_deck(loaded)[1] == ("fog-bell",)


def test_what_is_kept_for_exams_is_not_given_out(loaded: Pack) -> None:
    before = notes_of(loaded)["fog-bell"].fields["Question"]
    Question.objects.filter(fact__key="fog-bell", kind="typed_text").update(is_reserved=True)
    assert notes_of(loaded)["fog-bell"].fields["Question"] != before
    Question.objects.filter(fact__key="fog-bell").update(is_reserved=True)
    assert "fog-bell" not in notes_of(loaded)


def test_a_list_is_asked_as_a_whole_or_for_one_member_and_told_as_a_whole(loaded: Pack) -> None:
    before = notes_of(loaded)["night-duties"].fields
    retire(kind="recall_list")
    after = notes_of(loaded)["night-duties"].fields
    assert (before["Question"] == after["Question"], before["Answer"]) == (False, after["Answer"])


def test_the_same_bank_gives_the_same_bytes_in_every_language(loaded: Pack) -> None:
    first = write_deck(build_deck(loaded)[0])
    with override("de"):
        assert write_deck(build_deck(loaded)[0]) == first


def test_a_changed_fact_changes_its_own_note_alone(loaded: Pack) -> None:
    before = notes_of(loaded)
    sync_pack(pack=with_fact(lighthouse(), "amber-point-lit", value={"date": "1894-06-22"}), now=LATER)
    generate_questions(pack_row=loaded, now=LATER)
    after = notes_of(loaded)
    assert [key for key in before if before[key] != after[key]] == ["amber-point-lit"]
    changed = after["amber-point-lit"]
    assert (changed.guid, changed.changed_at, changed.fields["Answer"]) == (
        before["amber-point-lit"].guid,
        LATER,
        "22 June 1894",
    )


def test_the_marking_stands_on_each_note_and_on_the_deck(loaded: Pack) -> None:
    with override_settings(MARKING="Harbours <only>"):
        deck, _ = build_deck(loaded)
    assert {note.fields["Marking"] for note in deck.notes} == {"Harbours &lt;only&gt;"}
    assert deck.description.count("Harbours &lt;only&gt;") == 2
    assert loaded.notice in deck.description


def test_flashcards_take_three_queries_however_many_there_are(loaded: Pack) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert len(list_flashcards(loaded).rows) > 10
    assert len(queries) == 3


def test_a_learner_fetches_the_deck_as_a_file(loaded: Pack, learner: User, sign_in: SignIn) -> None:
    assert reverse("bank:anki_deck", args=["lighthouse"]) == ADDRESS
    response = sign_in(learner).get(ADDRESS)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == 'attachment; filename="lighthouse.apkg"'
    assert response.headers["Content-Type"] == "application/apkg"
    assert len(read_deck(response.content).notes) == len(notes_of(loaded))
    assert sign_in(learner).get(ADDRESS).content == response.content


def test_a_visitor_is_asked_to_sign_in_first(loaded: Pack, client: Client) -> None:
    assert client.get(ADDRESS).headers["Location"] == f"/accounts/login/?next={ADDRESS}"


def test_a_deck_is_only_fetched(loaded: Pack, learner: User, sign_in: SignIn) -> None:
    assert sign_in(learner).post(ADDRESS).status_code == 405
    assert sign_in(learner).head(ADDRESS).status_code == 200


def test_what_cannot_be_a_deck_is_not_there(loaded: Pack, learner: User, sign_in: SignIn) -> None:
    page = sign_in(learner).get("/briefing/nowhere/anki/")
    assert (page.status_code, "There is no such pack." in page.text) == (404, True)
    Question.objects.update(status=Status.DRAFT)
    page = sign_in(learner).get(ADDRESS)
    assert (page.status_code, "there is nothing to put into a deck" in page.text) == (404, True)


def export(*arguments: object) -> str:
    out = io.StringIO()
    call_command("export_anki", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_command_writes_the_deck_and_says_what_is_in_it(loaded: Pack, tmp_path: Path) -> None:
    file = tmp_path / "deck.apkg"
    count = len(notes_of(loaded))
    assert export("lighthouse", file) == f"{count} notes in {file}.\n"
    assert file.read_bytes() == write_deck(build_deck(loaded)[0])
    retire(fact__key="fog-bell")
    assert "every question on them is out of use or kept for exams: fog-bell.\n" in export("lighthouse", file)


def test_the_command_says_why_it_writes_nothing(loaded: Pack, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no pack “nowhere”"):
        export("nowhere", tmp_path / "deck.apkg")
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        export("lighthouse", tmp_path / "no" / "deck.apkg")
    Question.objects.update(status=Status.DRAFT)
    with pytest.raises(CommandError, match="no question in use"):
        export("lighthouse", tmp_path / "deck.apkg")
    assert not list(tmp_path.iterdir())
