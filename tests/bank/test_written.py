"""Questions written by hand."""

import dataclasses

import pytest

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, Pack, Question
from kfor_quiz.bank.models.questions import RetiredBy, Status
from kfor_quiz.bank.selectors.knowledge import gradable_of
from kfor_quiz.bank.services import (
    SavedQuestion,
    UnfitQuestionError,
    WrittenOption,
    WrittenQuestion,
    generate_questions,
    save_written_question,
)
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from kfor_quiz.engine.scoring import grade
from tests.bank.packs import NOW, lighthouse, load, with_fact, without_fact
from tests.factories import AdministratorFactory

pytestmark = pytest.mark.django_db

BELL = (
    WrittenOption("By hand", is_key=True, rationale="A keeper pulled the rope."),
    WrittenOption("By steam", is_key=False, rationale="There was no engine.", contradicted_by="3/2"),
    WrittenOption("By wind", is_key=False, rationale="Fog comes in still air.", contradicted_by="3/2"),
)


@pytest.fixture
def author(db: None) -> User:
    return AdministratorFactory.create(username="keeper")


@pytest.fixture
def written(loaded: Pack) -> WrittenQuestion:
    fact = Fact.objects.select_related("topic", "pack", "current_version").get(key="fog-bell")
    return WrittenQuestion(fact, Kind.SINGLE_CHOICE, "How did a keeper sound the bell in thick fog?", BELL)


@pytest.fixture
def saved(written: WrittenQuestion, author: User) -> SavedQuestion:
    return save_written_question(written=written, author=author, now=NOW)


def test_a_good_question_is_published_with_its_authors_word_as_proof(saved: SavedQuestion) -> None:
    question = saved.question
    assert (saved.flaws, question.status, question.topic.key, question.importance) == ([], Status.PUBLISHED, "watch", "core")
    version = question.current_version
    assert version is not None
    assert [option.text for option in version.options.all()] == ["By hand", "By steam", "By wind"]
    wrong = version.options.get(text="By steam")
    assert (wrong.proof, wrong.evidence) == ("P5", "keeper, paragraph 3/2: There was no engine.")
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
    saved.question.retire(by_person=True)
    edited = dataclasses.replace(written, stem="How did a keeper sound the bell when fog came in?")
    after = save_written_question(written=edited, author=author, now=NOW, question=saved.question).question
    assert (after.status, after.retired_by) == (Status.RETIRED, RetiredBy.PERSON)


def test_a_typed_question_is_graded_by_what_its_author_accepts(written: WrittenQuestion, author: User) -> None:
    typed = dataclasses.replace(written, kind=Kind.TYPED_TEXT, options=(), accepted=AcceptedAnswer(texts=("by hand",)))
    version = save_written_question(written=typed, author=author, now=NOW).question.current_version
    assert version is not None
    grading = grade(gradable_of(version), "By hand", LANGUAGES["en"])
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


def test_generation_leaves_written_questions_alone(saved: SavedQuestion, loaded: Pack) -> None:
    assert generate_questions(pack_row=loaded, now=NOW).is_unchanged
    saved.question.refresh_from_db()
    assert saved.question.status == Status.PUBLISHED


def test_a_written_question_is_retired_while_its_fact_is_gone(saved: SavedQuestion) -> None:
    _, _, report = load(without_fact(lighthouse(), "fog-bell"))
    assert saved.question.key in report.retired
    saved.question.refresh_from_db()
    assert (saved.question.status, saved.question.retired_by) == (Status.RETIRED, RetiredBy.LOADER)
    _, _, report = load(lighthouse())
    assert saved.question.key in report.republished
    saved.question.refresh_from_db()
    assert saved.question.status == Status.PUBLISHED


def test_other_words_for_its_fact_renew_a_written_question(saved: SavedQuestion) -> None:
    _, _, report = load(with_fact(lighthouse(), "fog-bell", statement="When fog comes the bell is rung by hand."))
    assert saved.question.key in report.renewed
    assert report.to_review == []
    saved.question.refresh_from_db()
    assert saved.question.status == Status.PUBLISHED
    assert saved.question.current_version is not None
    assert (saved.question.current_version.number, saved.question.current_version.options.count()) == (2, 3)


def test_another_substance_of_its_fact_sends_a_written_question_to_review(saved: SavedQuestion) -> None:
    _, _, report = load(with_fact(lighthouse(), "fog-bell", value={"proposition": "In fog the bell is rung [by rope]."}))
    assert report.to_review == [saved.question.key]
    saved.question.refresh_from_db()
    assert saved.question.status == Status.IN_REVIEW
