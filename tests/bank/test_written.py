"""Questions written by hand."""

import dataclasses
import json

import pytest

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.exports.questions import export_lines
from kfor_quiz.bank.models import Fact, Option, Pack, Question, QuestionFact
from kfor_quiz.bank.models.questions import FactRole, RetiredBy, Status
from kfor_quiz.bank.models.unchanging import UnchangingRowError
from kfor_quiz.bank.selectors.knowledge import gradable_of
from kfor_quiz.bank.selectors.lexicons import lexicon_for
from kfor_quiz.bank.services.authored import UnfitQuestionError, WrittenOption, WrittenQuestion, find_problems
from kfor_quiz.bank.services.ordering import sort_values
from kfor_quiz.bank.services.written import SavedQuestion, save_written_question
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.questions import WRITTEN_KINDS, AcceptedAnswer, Kind
from kfor_quiz.engine.scoring import grade
from tests.bank.conftest import BELL
from tests.bank.packs import NOW, lighthouse, load, without_fact

pytestmark = pytest.mark.django_db


def test_a_good_question_is_published_with_its_authors_word_as_proof(saved: SavedQuestion) -> None:
    question = saved.question
    assert (saved.flaws, question.status, question.topic.key, question.importance) == ([], Status.PUBLISHED, "watch", "core")
    version = question.current_version
    assert version is not None
    assert [option.text for option in version.options.all()] == ["By hand", "By steam", "By wind"]
    wrong = version.options.get(text="By steam")
    assert (wrong.proof, wrong.evidence) == ("P5", "There was no engine.")
    assert (wrong.reviewer, wrong.paragraph) == (question.author, "3/2")
    assert [link.fact_version.fact.key for link in version.fact_links.all()] == ["fog-bell"]
    assert question.discloses["before"] == ["fog-bell"]


def test_a_flawed_question_stays_a_draft(written: WrittenQuestion, author: User) -> None:
    saved = save_written_question(
        written=dataclasses.replace(written, stem="How did a keeper never sound the bell in thick fog?"), author=author, now=NOW
    )
    assert saved.question.status == Status.DRAFT
    assert saved.flaws


def test_an_edit_makes_a_new_version_and_the_same_words_make_none(
    saved: SavedQuestion, written: WrittenQuestion, author: User
) -> None:
    again = save_written_question(written=written, author=author, now=NOW, question=saved.question).question
    assert again.versions.count() == 1
    edited = dataclasses.replace(written, stem="How did a keeper sound the bell when fog came in?")
    after = save_written_question(written=edited, author=author, now=NOW, question=again).question
    assert after.pk == saved.question.pk
    assert [version.number for version in after.versions.order_by("number")] == [1, 2]
    assert after.current_version is not None
    assert after.current_version.stem == edited.stem


def test_an_edit_leaves_a_retired_question_retired(saved: SavedQuestion, written: WrittenQuestion, author: User) -> None:
    saved.question.retire()
    edited = dataclasses.replace(written, stem="How did a keeper sound the bell when fog came in?")
    after = save_written_question(written=edited, author=author, now=NOW, question=saved.question).question
    assert (after.status, after.retired_by) == (Status.RETIRED, RetiredBy.PERSON)


def test_a_typed_question_is_graded_by_what_its_author_accepts(loaded: Pack, written: WrittenQuestion, author: User) -> None:
    typed = dataclasses.replace(written, kind=Kind.TYPED_TEXT, options=(), accepted=AcceptedAnswer(texts=("by hand",)))
    version = save_written_question(written=typed, author=author, now=NOW).question.current_version
    assert version is not None
    grading = grade(gradable_of(version), "By hand", lexicon_for(loaded))
    assert (grading.score, grading.outcomes) == (1.0, {"fog-bell": 1.0})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"options": BELL[:1]}, "two options or more"),
        (
            {"options": (*BELL, WrittenOption("by hand", is_key=False, rationale="Twice.", contradicted_by="3/2"))},
            "a text of its own",
        ),
        ({"options": BELL[1:]}, "One option must be right"),
        ({"options": (BELL[0], dataclasses.replace(BELL[1], rationale=" "))}, "a reason why"),
        ({"options": (BELL[0], dataclasses.replace(BELL[1], contradicted_by=""))}, "the paragraph of the source"),
        (
            {"options": (BELL[0], dataclasses.replace(BELL[1], contradicted_by="99/9"))},
            "Handbook for Keepers” has no paragraph “99/9”",
        ),
        ({"kind": Kind.TYPED_TEXT}, "an accepted answer and no options"),
        ({"accepted": AcceptedAnswer(texts=("by hand",))}, "no typed answer"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    written: WrittenQuestion, author: User, changes: dict[str, object], message: str
) -> None:
    count = Question.objects.count()
    with pytest.raises(UnfitQuestionError, match=message):
        save_written_question(written=dataclasses.replace(written, **changes), author=author, now=NOW)  # type: ignore[arg-type]
    assert Question.objects.count() == count


def test_a_generated_question_is_not_edited_by_hand(written: WrittenQuestion, author: User) -> None:
    generated = Question.objects.generated().filter(fact=written.fact).first()
    with pytest.raises(UnfitQuestionError, match="follows its fact"):
        save_written_question(written=written, author=author, now=NOW, question=generated)


def write(fact_key: str, stem: str, key: str, *wrong: str) -> WrittenQuestion:
    fact = Fact.objects.select_related("topic", "pack", "current_version").get(key=fact_key)
    options = [WrittenOption(text, is_key=False, rationale="The handbook says another.", contradicted_by="1/2") for text in wrong]
    right = WrittenOption(key, is_key=True, rationale="The handbook says so.")
    return WrittenQuestion(fact, Kind.SINGLE_CHOICE, stem, (*options[:1], right, *options[1:]))


@pytest.mark.parametrize(
    ("fact", "stem", "texts", "generated"),
    [
        (
            "gull-rock-steps",
            "How many steps lead up the tower of Gull Rock?",
            ["214", "1 214", "99"],
            "gull-rock-steps.measure-number.single_choice",
        ),
        (
            "gull-rock-lit",
            "On which date was the lamp of Gull Rock lit?",
            ["3 May 1881", "21 June 1894", "9 October 1880"],
            "gull-rock-lit.event-date.single_choice",
        ),
    ],
)
def test_figures_and_dates_are_put_in_order_like_generated_ones(
    loaded: Pack, author: User, fact: str, stem: str, texts: list[str], generated: str
) -> None:
    saved = save_written_question(written=write(fact, stem, *texts), author=author, now=NOW)
    assert (saved.flaws, saved.question.status) == ([], Status.PUBLISHED)
    version = saved.question.current_version
    assert version is not None
    assert version.is_sorted
    assert [option.text for option in version.options.order_by("order")] == [texts[2], *texts[:2]]
    twin = Option.objects.get(version__question__key=generated, is_key=True)
    assert version.options.get(is_key=True).sort_value == twin.sort_value


@pytest.mark.parametrize(
    ("texts", "dates_first", "values"),
    [
        (["1999", "2001"], True, ["1999-01-01 1999-12-31", "2001-01-01 2001-12-31"]),
        (["1999", "2001"], False, ["000000001999", "000000002001"]),
        (["June 1999", "three"], False, []),
        (["two", "ten"], False, ["000000000002", "000000000010"]),
        (["9" * 13, "12"], False, []),
        (["By hand", "12"], False, []),
        ([], False, []),
    ],
)
def test_only_what_reads_as_one_kind_is_sorted(texts: list[str], dates_first: bool, values: list[str]) -> None:
    assert sort_values(texts, LANGUAGES["en"], dates_first=dates_first) == values


def test_a_problem_says_where_it_lies(written: WrittenQuestion) -> None:
    options = (
        BELL[0],
        dataclasses.replace(BELL[1], contradicted_by="", rationale=""),
        dataclasses.replace(BELL[2], text="by Hand"),
    )
    found = [(problem.field, problem.option) for problem in find_problems(dataclasses.replace(written, options=options), None)]
    assert found == [("rationale", 1), ("contradicted_by", 1), ("text", 2)]
    no_key = [dataclasses.replace(BELL[1], text=text) for text in ("By steam", "By wind")]
    [problem] = find_problems(dataclasses.replace(written, options=tuple(no_key)), None)
    assert (problem.field, problem.option) == ("", None)


def test_a_question_of_a_fact_that_is_gone_is_not_saved(saved: SavedQuestion, written: WrittenQuestion, author: User) -> None:
    load(without_fact(lighthouse(), "fog-bell"))
    written.fact.refresh_from_db()
    with pytest.raises(UnfitQuestionError, match="no longer in the pack"):
        save_written_question(written=written, author=author, now=NOW, question=saved.question)


def test_what_a_version_asks_is_told_by_its_links(loaded: Pack, saved: SavedQuestion) -> None:
    version = saved.question.current_version
    other = Fact.objects.get(key="amber-point-lit").current_version
    context = Fact.objects.get(key="gull-rock-lit").current_version
    assert version is not None
    assert other is not None
    assert context is not None
    QuestionFact.objects.create(question_version=version, fact_version=other, role=FactRole.ASKED)
    QuestionFact.objects.create(question_version=version, fact_version=context, role=FactRole.CONTEXT)
    right = [option.key for option in version.options.filter(is_key=True)]
    assert grade(gradable_of(version), right, lexicon_for(loaded)).outcomes == {"amber-point-lit": 1.0, "fog-bell": 1.0}
    [line] = [line for line in export_lines() if "written." in line]
    assert json.loads(line)["facts"] == ["fog-bell", "amber-point-lit"], "the fact that files it comes first"


@pytest.mark.parametrize("name", ["version", "option", "fact version"])
def test_what_was_said_is_never_changed(saved: SavedQuestion, name: str) -> None:
    version = saved.question.current_version
    assert version is not None
    rows = {"version": version, "option": version.options.first(), "fact version": version.facts.first()}
    row = rows[name]
    assert row is not None
    with pytest.raises(UnchangingRowError, match="does not change"):
        row.save()


@pytest.mark.parametrize("kind", sorted(set(Kind) - WRITTEN_KINDS))
def test_what_only_a_pack_can_give_is_not_written_by_hand(written: WrittenQuestion, author: User, kind: Kind) -> None:
    with pytest.raises(UnfitQuestionError, match="made from the facts of a pack"):
        save_written_question(written=dataclasses.replace(written, kind=kind), author=author, now=NOW)
    assert not Question.objects.written().exists()


def test_a_gap_is_written_with_what_fills_it(written: WrittenQuestion, author: User) -> None:
    hand, stem = AcceptedAnswer(texts=("by hand",)), "In thick fog a keeper rang the bell _____."
    gap = dataclasses.replace(written, kind=Kind.CLOZE, stem=stem, options=(), accepted=hand)
    saved = save_written_question(written=gap, author=author, now=NOW)
    assert (saved.question.status, saved.flaws) == (Status.PUBLISHED, [])
    without = save_written_question(
        written=dataclasses.replace(gap, stem="A keeper rang the bell by hand."), author=author, now=NOW
    )
    assert [flaw.words for flaw in without.flaws] == ["0 gaps"]
