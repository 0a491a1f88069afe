"""Answers of an exam before they count: kept, replaced, taken back, marked; and refused when the time is up."""

import datetime as dt

import pytest
from pytest_django import Settings

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.scoring import UnreadableAnswerError
from kfor_quiz.quizzes.models import Attempt, Grade, Response
from kfor_quiz.quizzes.services.answering import TooLateError
from kfor_quiz.quizzes.services.drafting import flag_slot, save_draft
from kfor_quiz.quizzes.services.moving import move_attempts
from kfor_quiz.quizzes.services.submitting import extend_running, submit_attempt
from tests.quizzes.answers import as_answer, ask, right, slot_of, wrong
from tests.quizzes.conftest import NOW
from tests.quizzes.exams import MINUTE, SECOND, TIME_IS_UP, begin_exam, draft
from tests.races import run_at_once


def test_an_answer_of_an_exam_is_kept_and_does_not_count_yet(exam: Attempt) -> None:
    draft(exam, 3, now=NOW + MINUTE)
    slot = slot_of(exam, 3)
    assert (slot.draft, slot.drafted_at, slot.given) == (as_answer(slot, right(slot)), NOW + MINUTE, None)
    assert (Response.objects.count(), Grade.objects.count()) == (0, 0)
    exam.refresh_from_db()
    assert (exam.answered, exam.score) == (0, 0)


def test_places_are_answered_in_any_order_and_changed_as_often_as_one_likes(exam: Attempt) -> None:
    for position in (5, 2):
        draft(exam, position)
    draft(exam, 5, is_right=False, now=NOW + MINUTE)
    slot = slot_of(exam, 5)
    assert (slot.draft, slot.drafted_at) == (as_answer(slot, wrong(slot)), NOW + MINUTE)
    assert Attempt.objects.with_drafts().get().drafted == 2


def test_the_same_answer_sent_twice_keeps_its_moment(exam: Attempt) -> None:
    draft(exam, 1)
    draft(exam, 1, now=NOW + MINUTE)
    assert slot_of(exam, 1).drafted_at == NOW


@pytest.mark.parametrize("kind", [Kind.SINGLE_CHOICE, Kind.TYPED_TEXT])
def test_an_answer_is_taken_back_by_an_empty_one(exam: Attempt, kind: Kind) -> None:
    position = exam.slots.filter(question_version__question__kind=kind).earliest("position").position
    draft(exam, position)
    save_draft(slot=slot_of(exam, position), answer=[] if kind is Kind.SINGLE_CHOICE else "  ", now=NOW + MINUTE)
    slot = slot_of(exam, position)
    assert (slot.draft, slot.drafted_at) == (None, None)


@pytest.mark.parametrize(
    ("kind", "answer", "reason"),
    [
        (Kind.SINGLE_CHOICE, ["no-such-option"], "unknown_option"),
        (Kind.TYPED_TEXT, "x" * 201, "too_long"),
        (Kind.TYPED_NUMBER, "many", "not_a_number"),
        (Kind.TYPED_DATE, "once upon a time", "not_a_date"),
    ],
)
def test_what_is_no_answer_is_refused_and_the_last_one_stays(
    learner: User, pack: object, kind: Kind, answer: str | list[str], reason: str
) -> None:
    Question.objects.exclude(kind=kind).update(status="draft")
    exam = begin_exam(learner)
    draft(exam, 1)
    before = slot_of(exam, 1).draft
    with pytest.raises(UnreadableAnswerError) as refused:
        save_draft(slot=slot_of(exam, 1), answer=answer, now=NOW)
    assert (refused.value.reason, slot_of(exam, 1).draft) == (reason, before)


def test_a_place_is_marked_to_come_back_to(exam: Attempt) -> None:
    for is_flagged in (True, True, False):
        flag_slot(slot=slot_of(exam, 2), is_flagged=is_flagged, now=NOW)
        assert slot_of(exam, 2).is_flagged == is_flagged
    assert not exam.slots.filter(is_flagged=True).exists()


def test_what_comes_in_the_grace_counts_as_if_it_came_in_time(exam: Attempt, settings: Settings) -> None:
    assert dt.timedelta(seconds=5) == settings.EXAM_GRACE
    draft(exam, 1, now=TIME_IS_UP + 5 * SECOND)
    assert slot_of(exam, 1).drafted_at == TIME_IS_UP == exam.deadline


@pytest.mark.parametrize("how", ["the time is up", "it is submitted"])
def test_after_the_end_nothing_changes_and_what_was_saved_stays(exam: Attempt, how: str) -> None:
    draft(exam, 1)
    before, late = slot_of(exam, 1).draft, TIME_IS_UP + 6 * SECOND
    if how == "it is submitted":
        submit_attempt(attempt=exam, now=NOW)
        late = NOW + SECOND
    slot = slot_of(exam, 1)
    with pytest.raises(TooLateError):
        save_draft(slot=slot, answer=as_answer(slot, wrong(slot)), now=late)
    with pytest.raises(TooLateError):
        flag_slot(slot=slot, is_flagged=True, now=late)
    assert (slot_of(exam, 1).draft, slot_of(exam, 1).is_flagged) == (before, False)


def test_extra_time_granted_meanwhile_counts_for_an_answer_on_its_way(exam: Attempt, learner: User) -> None:
    slot = slot_of(exam, 1)
    learner.extra_time = 2
    learner.save()
    extend_running(learner=learner, now=NOW + MINUTE)
    save_draft(slot=slot, answer=as_answer(slot, right(slot)), now=TIME_IS_UP + MINUTE)
    assert slot_of(exam, 1).drafted_at == TIME_IS_UP + MINUTE


@pytest.mark.django_db(transaction=True)
def test_of_an_answer_and_a_submission_at_once_the_first_decides(exam: Attempt) -> None:
    slot = slot_of(exam, 1)

    def answer_too_late() -> None:
        with pytest.raises(TooLateError):
            save_draft(slot=slot, answer=as_answer(slot, right(slot)), now=NOW)

    run_at_once(lambda: submit_attempt(attempt=Attempt.objects.get(pk=exam.pk), now=NOW), answer_too_late)
    assert (slot_of(exam, 1).draft, Response.objects.count()) == (None, 0)


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_being_saved_is_in_the_submission(exam: Attempt) -> None:
    run_at_once(lambda: draft(exam, 1), lambda: submit_attempt(attempt=Attempt.objects.get(pk=exam.pk), now=NOW))
    exam.refresh_from_db()
    assert (exam.answered, exam.score, Response.objects.count()) == (1, 1, 1)


def test_with_feedback_at_once_nothing_is_kept_as_a_draft(attempt: Attempt) -> None:
    with pytest.raises(ValueError, match="feedback at once"):
        draft(attempt, 1)
    assert slot_of(attempt, 1).draft is None


def test_a_guest_s_draft_on_its_way_while_the_exam_moves_is_kept(guest: User, learner: User, pack: object) -> None:
    exam = begin_exam(guest)
    slot = slot_of(exam, 1)
    move_attempts(guest=guest, account=learner, now=NOW)
    save_draft(slot=slot, answer=as_answer(slot, right(slot)), now=NOW)
    exam.refresh_from_db()
    assert (exam.learner, slot_of(exam, 1).draft) == (learner, as_answer(slot, right(slot)))


ARRANGED = (Kind.ORDERING, Kind.MATCHING, Kind.RECALL_LIST)


@pytest.mark.parametrize("kind", ARRANGED)
def test_what_is_arranged_is_kept_too(learner: User, pack: object, kind: Kind) -> None:
    question = Question.objects.published().filter(kind=kind).earliest("key")
    exam = ask(learner, question)
    Attempt.objects.filter(pk=exam.pk).update(feedback_at_end=True)
    draft(exam, 1)
    slot = slot_of(exam, 1)
    assert slot.draft == as_answer(slot, right(slot))
    submit_attempt(attempt=Attempt.objects.get(pk=exam.pk), now=NOW + MINUTE)
    exam.refresh_from_db()
    assert (exam.answered, exam.score) == (1, 1)


def test_an_ordering_that_nobody_has_touched_stays_open(learner: User, pack: object) -> None:
    exam = ask(learner, Question.objects.published().filter(kind=Kind.ORDERING).earliest("key"))
    Attempt.objects.filter(pk=exam.pk).update(feedback_at_end=True)
    slot = slot_of(exam, 1)
    for answer, is_kept in ((slot.option_order, False), (slot.option_order[::-1], True), (slot.option_order, False)):
        save_draft(slot=slot, answer=list(answer), now=NOW)
        assert (slot_of(exam, 1).draft is not None) == is_kept
