"""Recording answers: each place once, whatever the order and however often it is sent."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.scoring import UnreadableAnswerError
from kfor_quiz.quizzes.models import Attempt, Grade, Quiz, Response
from kfor_quiz.quizzes.services.answering import OutOfOrderError, note_shown, record_response
from kfor_quiz.quizzes.services.attempts import start_attempt
from tests.factories import UserFactory
from tests.quizzes.answers import as_answer, ask, finish, record, right, slot_of, wrong
from tests.quizzes.conftest import NOW

LATER = NOW + dt.timedelta(seconds=20)


def test_a_right_answer_is_kept_with_its_grade_and_counted(learner: User, attempt: Attempt) -> None:
    note_shown(slot=slot_of(attempt), now=NOW)
    response = record(attempt, 1, now=LATER)
    assert (response.learner, response.mode, response.certainty) == (learner, "practice", None)
    assert (response.shown_at, response.answered_at, response.study_day) == (NOW, LATER, NOW.date())
    grade = response.grades.get()
    fact = response.slot.question_version.question.fact.key
    assert (grade.number, grade.score, grade.outcomes, grade.reason) == (1, 1, {fact: 1}, "first scoring")
    assert grade.question_version == response.slot.question_version
    attempt.refresh_from_db()
    assert (attempt.answered, attempt.score, attempt.finished_at) == (1, 1, None)


def test_a_wrong_answer_counts_as_answered_and_earns_nothing(attempt: Attempt) -> None:
    response = record(attempt, 1, is_right=False)
    assert set(response.grades.get().outcomes.values()) == {0}
    attempt.refresh_from_db()
    assert (attempt.answered, attempt.score) == (1, 0)


def test_a_choice_is_kept_as_keys_and_not_as_positions(learner: User, pack: object) -> None:
    question = Question.objects.published().filter(kind=Kind.SINGLE_CHOICE).order_by("key")[0]
    response = record(ask(learner, question), 1)
    assert response.answer == [response.slot.question_version.options.get(is_key=True).key]


def test_the_last_answer_finishes_the_attempt(attempt: Attempt) -> None:
    finish(attempt, wrong_at=(3,))
    assert (attempt.answered, attempt.score, attempt.finished_at) == (10, 9, NOW)
    attempt.full_clean()


def test_the_first_answer_is_the_only_one(attempt: Attempt) -> None:
    first = record(attempt, 1)
    assert record(attempt, 1, is_right=False, now=LATER) == first
    attempt.refresh_from_db()
    assert (attempt.answered, attempt.score, Response.objects.count(), Grade.objects.count()) == (1, 1, 1, 1)


def test_of_two_tabs_the_first_to_answer_counts(attempt: Attempt) -> None:
    one_tab, other_tab = slot_of(attempt), slot_of(attempt)
    first = record_response(slot=one_tab, answer=as_answer(one_tab, right(one_tab)), now=NOW)
    second = record_response(slot=other_tab, answer=as_answer(other_tab, wrong(other_tab)), now=LATER)
    assert second == first
    assert other_tab.given == first.answer
    attempt.refresh_from_db()
    assert (attempt.answered, Response.objects.count(), Grade.objects.count()) == (1, 1, 1)


def test_a_fault_that_no_first_answer_explains_is_not_swallowed(attempt: Attempt, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**columns: object) -> None:
        raise IntegrityError("no such version")

    monkeypatch.setattr(Grade.objects, "create", fail)
    with pytest.raises(IntegrityError, match="no such version"):
        record(attempt, 1)
    assert not Response.objects.exists()


def test_a_question_whose_turn_has_not_come_is_not_answered(attempt: Attempt) -> None:
    with pytest.raises(OutOfOrderError):
        record(attempt, 2)
    attempt.refresh_from_db()
    assert (attempt.answered, Response.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "answer", "reason"),
    [
        (Kind.SINGLE_CHOICE, [], "empty"),
        (Kind.SINGLE_CHOICE, ["no-such-option"], "unknown_option"),
        (Kind.MULTIPLE_RESPONSE, [], "empty"),
        (Kind.TRUE_FALSE, ["true", "true"], "unknown_option"),
        (Kind.TYPED_TEXT, "   ", "empty"),
        (Kind.TYPED_TEXT, "x" * 201, "too_long"),
        (Kind.TYPED_TEXT, ["a list"], "not_of_kind"),
        (Kind.TYPED_NUMBER, "many", "not_a_number"),
        (Kind.TYPED_DATE, "31 February 1881", "not_a_date"),
        (Kind.TYPED_DATE, "once upon a time", "not_a_date"),
    ],
)
def test_what_is_no_answer_changes_nothing(learner: User, pack: object, kind: Kind, answer: str | list[str], reason: str) -> None:
    attempt = ask(learner, Question.objects.published().filter(kind=kind).order_by("key")[0])
    with pytest.raises(UnreadableAnswerError) as refused:
        record_response(slot=slot_of(attempt), answer=answer, now=NOW)
    assert refused.value.reason == reason
    attempt.refresh_from_db()
    assert (attempt.answered, Response.objects.exists(), Grade.objects.exists()) == (0, False, False)


def test_two_options_are_no_answer_to_a_single_choice(learner: User, pack: object) -> None:
    attempt = ask(learner, Question.objects.published().filter(kind=Kind.SINGLE_CHOICE).order_by("key")[0])
    slot = slot_of(attempt)
    with pytest.raises(UnreadableAnswerError) as refused:
        record_response(slot=slot, answer=slot.option_order[:2], now=NOW)
    assert refused.value.reason == "one_option"


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("UTC", "2026-11-23T03:59:59+00:00", "2026-11-22"),
        ("UTC", "2026-11-23T04:00:00+00:00", "2026-11-23"),
        ("Europe/Belgrade", "2026-11-23T02:59:59+00:00", "2026-11-22"),
        ("Europe/Belgrade", "2026-11-23T03:00:00+00:00", "2026-11-23"),
        ("Pacific/Auckland", "2026-11-23T23:00:00+00:00", "2026-11-24"),
        ("America/New_York", "2026-11-23T08:30:00+00:00", "2026-11-22"),
    ],
)
def test_a_study_day_begins_at_four_in_the_learner_s_morning(zone: str, moment: str, day: str) -> None:
    learner = UserFactory.build(time_zone=zone)
    assert learner.study_day(dt.datetime.fromisoformat(moment)) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(("elapsed", "seconds"), [(None, 20), (8, 8), (20, 20), (3600, 20), (0, 0)])
def test_the_browser_can_only_shorten_the_time_an_answer_took(attempt: Attempt, elapsed: int | None, seconds: int) -> None:
    note_shown(slot=slot_of(attempt), now=NOW)
    slot = slot_of(attempt)
    in_sight = None if elapsed is None else dt.timedelta(seconds=elapsed)
    response = record_response(slot=slot, answer=as_answer(slot, right(slot)), now=LATER, elapsed=in_sight)
    assert response.answered_at - response.shown_at == dt.timedelta(seconds=seconds)


def test_a_question_is_first_shown_once(attempt: Attempt) -> None:
    note_shown(slot=slot_of(attempt), now=NOW)
    note_shown(slot=slot_of(attempt), now=LATER)
    assert slot_of(attempt).shown_at == NOW


def test_the_database_itself_refuses_a_second_answer_and_an_answer_too_many(attempt: Attempt) -> None:
    first = record(attempt, 1)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.bulk_create([first])
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(answered=11)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=25))
def test_counts_follow_the_answers_however_they_come(quiz: Quiz, sent: list[tuple[int, bool]]) -> None:
    attempt = start_attempt(learner=UserFactory.create(), quiz=Quiz.objects.get(key="stations"), now=NOW)
    for position, is_right in sent:
        try:
            record(attempt, min(position, attempt.length), is_right=is_right)
        except OutOfOrderError:
            continue
    attempt.refresh_from_db()
    responses = Response.objects.filter(slot__attempt=attempt)
    assert attempt.answered == responses.count() <= attempt.length
    assert attempt.score == pytest.approx(sum(response.grades.latest("number").score for response in responses))
    assert (attempt.finished_at is not None) == (attempt.answered == attempt.length)


def test_with_feedback_at_the_end_no_answer_counts_before_it(exam: Attempt) -> None:
    with pytest.raises(ValueError, match="kept as a draft"):
        record(exam, 1)
    assert not Response.objects.exists()
