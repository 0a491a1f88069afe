"""The roll-ups of attempts made anew from what was answered equal those kept as the answers came in."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfor_quiz.bank.services import rebuilding as batches
from kfor_quiz.engine.scoring import UnreadableAnswerError
from kfor_quiz.quizzes.models import Attempt, Grade, Quiz
from kfor_quiz.quizzes.services.answering import OutOfOrderError, record_response
from kfor_quiz.quizzes.services.attempts import start_attempt
from kfor_quiz.quizzes.services.rebuilding import rebuild_attempts
from kfor_quiz.quizzes.services.submitting import submit_attempt
from tests.factories import UserFactory
from tests.quizzes.answers import as_answer, finish, record, right, slot_of, wrong
from tests.quizzes.conftest import NOW
from tests.quizzes.exams import draft

LATER = NOW + dt.timedelta(minutes=5)


def stored() -> list[Any]:
    return list(Attempt.objects.order_by("pk").values())


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["right", "wrong", "half"])), max_size=25))
def test_rebuilt_equals_incremental_however_the_answers_come(quiz: Quiz, sent: list[tuple[int, str]]) -> None:
    attempt = start_attempt(learner=UserFactory.create(), quiz=Quiz.objects.get(key="stations"), now=NOW)
    for moment, (position, how) in enumerate(sent):
        slot = slot_of(attempt, min(position, attempt.length))
        answer = as_answer(slot, wrong(slot) if how == "wrong" else right(slot))
        half = dict(list(answer.items())[:1]) if isinstance(answer, dict) else answer[:1]
        try:
            record_response(slot=slot, answer=half if how == "half" else answer, now=NOW + dt.timedelta(seconds=moment))
        except (OutOfOrderError, UnreadableAnswerError):
            continue
    before = stored()
    assert rebuild_attempts() == 0
    assert stored() == before
    Attempt.objects.filter(pk=attempt.pk).update(answered=0, score=0, finished_at=None)
    assert rebuild_attempts() == (before[-1]["answered"] > 0)
    for rebuilt, kept in zip(stored(), before, strict=True):
        assert rebuilt == {**kept, "score": pytest.approx(kept["score"])}


@pytest.mark.parametrize("spoilt", [{"answered": 2}, {"score": 0.5}, {"score": 0}])
def test_a_spoilt_roll_up_is_put_right_and_a_second_time_nothing_changes(attempt: Attempt, spoilt: dict[str, float]) -> None:
    record(attempt, 1)
    before = stored()
    Attempt.objects.update(**spoilt)
    assert rebuild_attempts() == 1
    assert stored() == before
    assert rebuild_attempts() == 0


def test_an_attempt_ends_with_its_last_answer(attempt: Attempt) -> None:
    finish(attempt)
    Attempt.objects.update(finished_at=LATER)
    assert rebuild_attempts() == 1
    attempt.refresh_from_db()
    assert attempt.finished_at == NOW


def test_the_newest_grade_counts(attempt: Attempt) -> None:
    response = record(attempt, 1)
    first = response.grades.get()
    columns = {"learner": first.learner, "response": response, "question_version": first.question_version}
    Grade.objects.create(**columns, number=2, score=0.25, outcomes={}, reason="corrected", created_at=LATER)
    assert rebuild_attempts() == 1
    attempt.refresh_from_db()
    assert (attempt.answered, attempt.score) == (1, 0.25)


def test_a_submitted_exam_is_as_its_rebuild_and_a_running_one_too(exam: Attempt) -> None:
    draft(exam, 1)
    draft(exam, 3, is_right=False)
    before = stored()
    assert (rebuild_attempts(), stored()) == (0, before)
    submit_attempt(attempt=exam, now=LATER)
    before = stored()
    assert (rebuild_attempts(), stored()) == (0, before)
    Attempt.objects.update(answered=0, score=5)
    assert (rebuild_attempts(), stored()) == (1, before)


def test_when_an_exam_ended_stays(attempt: Attempt) -> None:
    record(attempt, 1)
    Attempt.objects.update(feedback_at_end=True, finished_at=LATER)
    assert rebuild_attempts() == 0
    attempt.refresh_from_db()
    assert attempt.finished_at == LATER


def test_attempts_are_rebuilt_a_batch_at_a_time(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)
    for _ in range(5):
        record(start_attempt(learner=UserFactory.create(), quiz=quiz, now=NOW), 1)
    Attempt.objects.update(score=0)
    assert rebuild_attempts() == 5
    assert {attempt.score for attempt in Attempt.objects.all()} == {1}
