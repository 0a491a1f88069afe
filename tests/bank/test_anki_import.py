"""Cards of an Anki deck as draft questions."""

import datetime as dt
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, Pack, Question, QuestionVersion, Topic
from kfor_quiz.bank.models.questions import Status
from kfor_quiz.bank.selectors.knowledge import published_drafts
from kfor_quiz.bank.services.authored import UnfitQuestionError, WrittenQuestion, find_problems
from kfor_quiz.bank.services.generation import generate_questions
from kfor_quiz.bank.services.import_words import FAULTS, describe_import
from kfor_quiz.bank.services.imported import DeckImport, import_deck
from kfor_quiz.bank.services.publishing import publish_question
from kfor_quiz.bank.services.rebuilding import rebuild_disclosures
from kfor_quiz.bank.services.written import save_written_question
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from kfor_quiz.formats.anki import Fault, Lack, read_deck
from tests.bank.packs import NOW, lighthouse, load, rebuild
from tests.formats.anki.built import BASIC, CLOZE, ROWS, Row, latest, oldest

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(days=1)
Bring = Callable[..., DeckImport]
STEM = "How did a keeper sound the bell in thick fog?"


@pytest.fixture
def topic(loaded: Pack) -> Topic:
    return Topic.objects.select_related("pack").get(pack=loaded, key="watch")


@pytest.fixture
def bring(topic: Topic, author: User) -> Bring:
    """Import notes into the topic “watch”."""

    def import_rows(*rows: Row, **changes: Any) -> DeckImport:
        given: dict[str, Any] = {"topic": topic, "author": author, "now": NOW}
        return import_deck(deck=read_deck(latest(rows or ROWS)), **given | changes)

    return import_rows


def drafts() -> dict[str, Question]:
    rows = Question.objects.imported().select_related("current_version", "topic", "author", "fact")
    return {row.external_key: row for row in rows}


def version_of(key: str) -> QuestionVersion:
    version = drafts()[key].current_version
    assert version is not None
    return version


def told(report: DeckImport) -> tuple[int, int, int, int]:
    return len(report.created), len(report.updated), report.unchanged, report.left


def test_each_card_becomes_a_draft_of_whoever_imported_it(bring: Bring, author: User) -> None:
    assert told(bring()) == (3, 0, 0, 0)
    assert sorted(drafts()) == ["anki:bell:0", "anki:keeper:0", "anki:keeper:1"]
    for draft in drafts().values():
        assert (draft.status, draft.author, draft.topic.key, draft.fact) == (Status.DRAFT, author, "watch", None)
        draft.full_clean(exclude=["fact"])


@pytest.mark.parametrize(
    ("key", "kind", "stem", "texts"),
    [
        ("anki:bell:0", Kind.TYPED_TEXT, "What is rung in fog?", ("The bell",)),
        ("anki:keeper:0", Kind.CLOZE, "The _____ (who) lit the lamp.", ("keeper",)),
        ("anki:keeper:1", Kind.CLOZE, "The keeper lit the _____.", ("lamp",)),
    ],
)
def test_a_front_is_asked_and_a_back_accepted(bring: Bring, key: str, kind: Kind, stem: str, texts: tuple[str, ...]) -> None:
    bring()
    version = version_of(key)
    assert (drafts()[key].kind, version.stem, version.accepted_answer()) == (kind, stem, AcceptedAnswer(texts=texts))
    assert not version.fact_links.exists()


def test_nothing_that_is_imported_is_asked(bring: Bring, loaded: Pack) -> None:
    before = len(published_drafts(loaded))
    bring()
    assert len(published_drafts(loaded)) == before
    assert not Question.objects.imported().published().exists()


def test_a_second_import_changes_nothing(bring: Bring) -> None:
    bring()
    before = list(QuestionVersion.objects.values_list("pk", flat=True))
    assert told(bring(now=LATER)) == (0, 0, 3, 0)
    assert list(QuestionVersion.objects.values_list("pk", flat=True)) == before


def test_a_card_that_says_something_else_updates_its_draft(bring: Bring) -> None:
    bring()
    changed = Row("bell", BASIC, ("What is rung in thick fog?", "The bell"))
    assert told(bring(changed, ROWS[1], now=LATER)) == (0, 1, 2, 0)
    assert [version.stem for version in drafts()["anki:bell:0"].versions.order_by("number")] == [
        "What is rung in fog?",
        "What is rung in thick fog?",
    ]
    assert told(bring(changed, ROWS[1])) == (0, 0, 3, 0)


def test_an_import_into_another_topic_moves_the_drafts(bring: Bring, loaded: Pack) -> None:
    bring()
    stations = Topic.objects.get(pack=loaded, key="stations")
    assert told(bring(topic=stations)) == (0, 3, 0, 0)
    assert {draft.topic for draft in drafts().values()} == {stations}
    assert version_of("anki:bell:0").number == 1


def choose_fact(author: User, *, stem: str = STEM, **changes: Any) -> Question:
    """Do what an author does in the form: choose the fact, and mend the words."""
    fact = Fact.objects.select_related("topic", "pack", "current_version").get(key="fog-bell", pack__key="lighthouse")
    given: dict[str, Any] = {"kind": Kind.TYPED_TEXT, "accepted": AcceptedAnswer(texts=("by hand",)), "edits": 1}
    written = WrittenQuestion(fact=fact, stem=stem, **given | changes)
    return save_written_question(written=written, author=author, now=LATER, question=drafts()["anki:bell:0"]).question


def test_a_draft_is_used_once_its_fact_is_chosen(bring: Bring, author: User) -> None:
    bring()
    question = choose_fact(author)
    assert (question.status, question.fact and question.fact.key) == (Status.PUBLISHED, "fog-bell")
    assert [link.fact_version.fact.key for link in version_of("anki:bell:0").fact_links.all()] == ["fog-bell"]


def test_the_kind_of_a_draft_may_change_with_its_fact_and_not_after(bring: Bring, author: User) -> None:
    bring()
    date = {"kind": Kind.TYPED_DATE, "accepted": AcceptedAnswer(date="1901")}
    assert choose_fact(author, stem="In which year did a keeper first sound the bell?", **date).kind == Kind.TYPED_DATE
    with pytest.raises(UnfitQuestionError, match="The fact and the kind of a question stay"):
        choose_fact(author, edits=2)


@pytest.mark.parametrize("stem", [STEM, "Never?"])
def test_what_was_edited_is_left_alone(bring: Bring, author: User, stem: str) -> None:
    bring()
    status = choose_fact(author, stem=stem).status
    assert told(bring(Row("bell", BASIC, ("What else?", "This")), ROWS[1])) == (0, 0, 2, 1)
    assert (version_of("anki:bell:0").stem, drafts()["anki:bell:0"].status) == (stem, status)


def test_what_was_taken_out_of_use_is_left_alone(bring: Bring) -> None:
    bring()
    drafts()["anki:bell:0"].retire()
    assert told(bring(Row("bell", BASIC, ("What else?", "This")), ROWS[1])) == (0, 0, 2, 1)
    assert version_of("anki:bell:0").stem == "What is rung in fog?"


def test_a_draft_without_a_fact_is_not_put_to_use(bring: Bring) -> None:
    bring()
    with pytest.raises(UnfitQuestionError, match=r"“What is rung in fog\?” stays out of use: choose the fact that it asks"):
        publish_question(question=drafts()["anki:bell:0"])
    with pytest.raises(IntegrityError, match="bank_question_is_used_only_with_a_fact"):
        drafts()["anki:bell:0"].publish()


def test_the_fact_of_a_draft_is_one_of_its_own_pack(bring: Bring) -> None:
    bring()
    load(rebuild(lighthouse(), key="another", title="Another handbook"))
    other = Fact.objects.select_related("pack", "topic", "current_version").get(pack__key="another", key="fog-bell")
    written = WrittenQuestion(other, Kind.TYPED_TEXT, STEM, accepted=AcceptedAnswer(texts=("by hand",)))
    [problem] = find_problems(written, drafts()["anki:bell:0"])
    assert (problem.field, "another pack than the question" in problem.sentence) == ("fact", True)


def test_the_same_deck_may_go_into_two_packs(bring: Bring) -> None:
    bring()
    load(rebuild(lighthouse(), key="another", title="Another handbook"))
    assert told(bring(topic=Topic.objects.get(pack__key="another", key="watch"))) == (3, 0, 0, 0)


def test_a_note_that_stands_twice_in_a_file_is_one_draft(bring: Bring) -> None:
    assert told(bring(ROWS[0], ROWS[0])) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("fields", "lack"),
    [
        (("<img src=a.png>", "A bell"), Lack.FRONT),
        (("What rings?", "[sound:bell.mp3]"), Lack.ANSWER),
        (("What rings?" + "x" * 490, "A bell"), Lack.TOO_LONG),
        (("What rings?", "x" * 201), Lack.TOO_LONG),
    ],
)
def test_a_card_of_which_no_question_can_be_made_is_skipped_and_counted(bring: Bring, fields: tuple[str, ...], lack: Lack) -> None:
    report = bring(Row("odd", BASIC, fields), ROWS[0])
    assert (told(report), report.skipped) == ((1, 0, 0, 0), Counter({lack: 1}))


def test_a_reload_of_the_pack_leaves_the_drafts_as_they_are(bring: Bring, loaded: Pack) -> None:
    bring()
    before = Question.objects.imported().order_by("pk").values()
    expected = list(before)
    generate_questions(pack_row=loaded, now=LATER)
    assert list(before.all()) == expected
    assert rebuild_disclosures(pack_row=loaded) == 0


def test_an_import_takes_the_same_few_queries_however_many_cards_there_are(bring: Bring) -> None:
    counts = []
    for size in (2, 40):
        rows = [Row(f"{size}-{number}", CLOZE, (f"{{{{c1::bell}}}} {number}", "")) for number in range(size)]
        with CaptureQueriesContext(connection) as queries:
            bring(*rows)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_an_import_did_is_told_in_sentences() -> None:
    question = Question()
    report = DeckImport([question], [question] * 2, 3, 4, Counter({Lack.GAP: 1, Lack.FRONT: 2}), media=5)
    assert list(describe_import(report)) == [
        "1 new draft.",
        "2 drafts updated.",
        "3 drafts unchanged.",
        "4 questions left as they are: somebody edited them, or decided on their use, since they were imported.",
        "2 cards skipped: there is nothing to read on their fronts.",
        "1 card skipped: it has no gap that a word could fill.",
        "5 pictures and sounds left out.",
    ]


def test_every_fault_of_a_file_can_be_translated() -> None:
    assert {fault.value for fault in Fault} == FAULTS


def command(file: Path, **changes: str) -> str:
    given = {"pack": "lighthouse", "topic": "watch", "author": "keeper"} | changes
    out = io.StringIO()
    call_command("import_anki", str(file), *(f"--{name}={value}" for name, value in given.items()), stdout=out)
    return out.getvalue()


def test_the_command_imports_and_says_what_it_did(topic: Topic, author: User, tmp_path: Path) -> None:
    file = tmp_path / "deck.apkg"
    file.write_bytes(oldest())
    assert command(file) == "3 new drafts.\n"
    assert command(file) == "3 drafts unchanged.\n"
    assert len(drafts()) == 3


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"pack": "nowhere"}, "There is no pack “nowhere”"),
        ({"topic": "nowhere"}, "“lighthouse” has no topic “nowhere”. It has: stations, watch"),
        ({"author": "nobody"}, "There is no user “nobody”"),
    ],
)
def test_the_command_says_what_it_does_not_find(
    topic: Topic, author: User, tmp_path: Path, changes: dict[str, str], message: str
) -> None:
    file = tmp_path / "deck.apkg"
    file.write_bytes(oldest())
    with pytest.raises(CommandError, match=message):
        command(file, **changes)
    assert not drafts()


def test_the_command_says_in_one_sentence_why_a_file_is_not_read(topic: Topic, author: User, tmp_path: Path) -> None:
    file = tmp_path / "deck.apkg"
    with pytest.raises(CommandError, match=r"deck\.apkg cannot be read: No such file"):
        command(file)
    file.write_bytes(oldest()[:-40])
    with pytest.raises(CommandError, match=r"The file is cut off or damaged\. .* Nothing was stored\."):
        command(file)
    assert not drafts()
