"""The end of an exam: by its learner, or when its time is up."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack
from kfor_quiz.quizzes.models import Attempt, Grade, Response
from kfor_quiz.quizzes.plans import Plan, Pool
from kfor_quiz.quizzes.services.answering import TooLateError, note_shown, record_response
from kfor_quiz.quizzes.services.attempts import start_planned
from kfor_quiz.quizzes.services.submitting import extend_running, submit_attempt, submit_expired, submit_if_over
from tests.quizzes.answers import as_answer, record, right, slot_of
from tests.quizzes.conftest import NOW
from tests.quizzes.exams import AFTERWARDS, MINUTE, SECOND, TIME_IS_UP, begin_exam, draft, draft_all
from tests.races import run_at_once


def ended(attempt: Attempt) -> tuple[int, float, dt.datetime | None]:
    attempt.refresh_from_db()
    return attempt.answered, attempt.score, attempt.finished_at


def answers() -> list[Any]:
    return [*Response.objects.order_by("pk").values(), *Grade.objects.order_by("pk").values()]


def test_with_the_submission_all_drafts_become_answers_with_their_grades(learner: User, exam: Attempt) -> None:
    note_shown(slot=slot_of(exam, 1), now=NOW)
    draft_all(exam, wrong_at=(2,), now=NOW + MINUTE)
    submit_attempt(attempt=exam, now=NOW + 2 * MINUTE)
    assert (exam.answered, exam.score, exam.finished_at) == ended(exam) == (exam.length, exam.length - 1, NOW + 2 * MINUTE)
    exam.full_clean()
    response = Response.objects.get(slot__attempt=exam, slot__position=1)
    assert (response.learner, response.mode, response.answer) == (learner, "exam", response.slot.draft)
    assert (response.shown_at, response.answered_at, response.study_day) == (NOW, NOW + MINUTE, NOW.date())
    grade = response.grades.get()
    fact = response.slot.question_version.question.fact
    assert fact is not None
    assert (grade.number, grade.score, grade.outcomes, grade.reason) == (1, 1, {fact.key: 1}, "first scoring")
    assert grade.created_at == NOW + 2 * MINUTE


def test_an_open_place_gets_no_answer_and_counts_in_the_length(exam: Attempt) -> None:
    for position in (2, 4):
        draft(exam, position)
    submit_attempt(attempt=exam, now=NOW + MINUTE)
    assert ended(exam) == (2, 2, NOW + MINUTE)
    assert set(Response.objects.values_list("slot__position", flat=True)) == {2, 4}
    exam.full_clean()


def test_nothing_answered_is_an_exam_too(exam: Attempt) -> None:
    submit_attempt(attempt=exam, now=NOW)
    assert ended(exam) == (0, 0, NOW)


def test_submitting_twice_changes_nothing(exam: Attempt) -> None:
    draft(exam, 1)
    submit_attempt(attempt=exam, now=NOW)
    before = answers()
    submit_attempt(attempt=Attempt.objects.get(pk=exam.pk), now=NOW + MINUTE)
    assert (ended(exam), answers()) == ((1, 1, NOW), before)


@pytest.mark.django_db(transaction=True)
def test_of_two_submissions_at_once_one_counts(exam: Attempt) -> None:
    draft_all(exam)
    stale = Attempt.objects.get(pk=exam.pk)
    run_at_once(lambda: submit_attempt(attempt=exam, now=NOW), lambda: submit_attempt(attempt=stale, now=NOW + MINUTE))
    assert ended(exam) == (exam.length, exam.length, NOW)
    assert stale.finished_at == NOW
    assert (Response.objects.count(), Grade.objects.count()) == (exam.length, exam.length)


def test_a_fault_in_the_middle_of_a_submission_leaves_the_exam_as_it_was(exam: Attempt, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(rows: object) -> None:
        list(rows)  # type: ignore[call-overload]
        raise IntegrityError("no such version")

    draft(exam, 1)
    monkeypatch.setattr(Grade.objects, "bulk_create", fail)
    with pytest.raises(IntegrityError, match="no such version"):
        submit_attempt(attempt=exam, now=NOW)
    assert (ended(exam), answers()) == ((0, 0, None), [])


@pytest.mark.parametrize("moment", [TIME_IS_UP + 3 * SECOND, AFTERWARDS])
def test_an_exam_ends_no_later_than_its_time(exam: Attempt, moment: dt.datetime) -> None:
    draft(exam, 1, now=NOW + MINUTE)
    submit_attempt(attempt=exam, now=moment)
    assert ended(exam) == (1, 1, TIME_IS_UP)
    assert Response.objects.get().answered_at == NOW + MINUTE


@pytest.mark.parametrize(
    ("moment", "is_over"),
    [(TIME_IS_UP, False), (TIME_IS_UP + 5 * SECOND, False), (TIME_IS_UP + 6 * SECOND, True), (AFTERWARDS, True)],
)
def test_an_exam_is_over_when_its_time_and_the_grace_have_passed(exam: Attempt, moment: dt.datetime, is_over: bool) -> None:
    draft(exam, 1)
    assert submit_if_over(attempt=exam, now=moment) is is_over
    assert ended(exam) == ((1, 1, TIME_IS_UP) if is_over else (0, 0, None))
    assert not submit_if_over(attempt=exam, now=moment)


def test_an_exam_that_got_more_time_since_it_was_fetched_goes_on(learner: User, exam: Attempt) -> None:
    stale = Attempt.objects.get(pk=exam.pk)
    learner.extra_time = 2
    assert extend_running(learner=learner, now=NOW) == 1
    assert not submit_if_over(attempt=stale, now=TIME_IS_UP + MINUTE)
    assert (ended(exam), stale.deadline) == ((0, 0, None), exam.deadline)


@pytest.mark.django_db(transaction=True)
def test_more_time_that_is_being_given_keeps_an_exam_from_being_ended(learner: User, exam: Attempt) -> None:
    stale = Attempt.objects.get(pk=exam.pk)
    learner.extra_time = 2
    run_at_once(
        lambda: extend_running(learner=learner, now=TIME_IS_UP), lambda: submit_if_over(attempt=stale, now=TIME_IS_UP + MINUTE)
    )
    assert ended(exam) == (0, 0, None)


def test_an_exam_that_was_submitted_since_it_was_fetched_stays_as_it_ended(exam: Attempt) -> None:
    draft(exam, 1)
    stale = Attempt.objects.get(pk=exam.pk)
    submit_attempt(attempt=exam, now=NOW)
    assert submit_if_over(attempt=stale, now=AFTERWARDS)
    assert (stale.answered, stale.score, stale.finished_at) == ended(exam) == (1, 1, NOW)


def test_everything_of_a_learner_whose_time_is_up_is_ended_at_once_and_nothing_else(
    learner: User, exam: Attempt, attempt: Attempt, pack: Pack, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    theirs = begin_exam(learner=User.objects.create(username="somebody else"))
    with django_assert_num_queries(1):
        assert submit_expired(learner=learner, now=NOW) == 0
    assert submit_expired(learner=learner, now=AFTERWARDS) == 1
    assert (ended(exam), ended(attempt), ended(theirs)) == ((0, 0, TIME_IS_UP), (0, 0, None), (0, 0, None))


@pytest.mark.usefixtures("all_read", "all_met")
def test_submitting_takes_as_many_queries_however_much_was_answered(
    learner: User, exam: Attempt, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    draft(exam, 1)
    submit_attempt(attempt=exam, now=NOW)  # the lexicon is read once in a process
    for count in (1, 9):
        another = begin_exam(learner)
        for position in range(1, count + 1):
            draft(another, position)
        with django_assert_num_queries(13):
            submit_attempt(attempt=another, now=NOW)


def test_a_draft_that_nothing_can_read_any_more_leaves_its_place_open(exam: Attempt) -> None:
    draft(exam, 1)
    exam.slots.filter(position=2).update(draft=["gone"], drafted_at=NOW)
    submit_attempt(attempt=exam, now=NOW)
    assert ended(exam) == (1, 1, NOW)


def test_a_place_that_has_an_answer_already_keeps_it(exam: Attempt) -> None:
    Attempt.objects.filter(pk=exam.pk).update(feedback_at_end=False)
    first = record(exam, 1, is_right=False)
    Attempt.objects.filter(pk=exam.pk).update(feedback_at_end=True)
    for position in (1, 2):
        draft(exam, position)
    submit_attempt(attempt=exam, now=NOW)
    assert ended(exam) == (2, 1, NOW)
    assert Response.objects.get(slot__position=1) == first


def test_practice_with_feedback_at_once_is_not_submitted(attempt: Attempt) -> None:
    with pytest.raises(ValueError, match="ends with its last answer"):
        submit_attempt(attempt=attempt, now=NOW)


@pytest.fixture
def timed(learner: User, pack: Pack) -> Attempt:
    """Practice with feedback at once and ten minutes for five questions."""
    plan = Plan("Against the clock", Pool(pack), 5, time_limit=10 * MINUTE)
    return start_planned(learner=learner, plan=plan, now=NOW).attempt


def test_timed_practice_takes_answers_until_its_time_is_up(timed: Attempt) -> None:
    late = NOW + 10 * MINUTE + 3 * SECOND
    assert record(timed, 1, now=late).answered_at == NOW + 10 * MINUTE == timed.deadline
    with pytest.raises(TooLateError):
        record(timed, 2, now=late + MINUTE)
    assert submit_if_over(attempt=timed, now=late + MINUTE)
    assert ended(timed) == (1, 1, timed.deadline)
    with pytest.raises(TooLateError):
        record(timed, 2, now=NOW)


def test_the_first_answer_is_shown_again_after_the_time(timed: Attempt) -> None:
    slot = slot_of(timed)
    first = record(timed, 1)
    assert record_response(slot=slot, answer=as_answer(slot, right(slot)), now=NOW + MINUTE * 60) == first


def test_extra_time_is_given_to_what_runs_and_taken_from_nothing(learner: User, exam: Attempt, attempt: Attempt) -> None:
    for factor, deadline, count in ((1.5, 30, 1), (1.5, 30, 0), (1, 30, 0), (2, 40, 1)):
        learner.extra_time = factor
        assert extend_running(learner=learner, now=NOW) == count
        exam.refresh_from_db()
        assert exam.deadline == NOW + deadline * MINUTE


def test_an_exam_that_is_over_gets_no_extra_time(learner: User, exam: Attempt) -> None:
    learner.extra_time = 2
    assert extend_running(learner=learner, now=AFTERWARDS) == 0
    submit_attempt(attempt=exam, now=NOW)
    assert extend_running(learner=learner, now=NOW) == 0
    exam.refresh_from_db()
    assert exam.deadline == TIME_IS_UP
