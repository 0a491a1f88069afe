"""The end of an attempt: its drafts become answers, and reviews of what they asked. And how much time there is until then."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.scoring import Grading, UnreadableAnswerError
from kfor_quiz.memory.services.recording import record_answers
from kfor_quiz.quizzes.models import Attempt, Grade, Response, Slot
from kfor_quiz.quizzes.plans import time_for
from kfor_quiz.quizzes.selectors.pages import read_slots
from kfor_quiz.quizzes.services.answering import grade_answer, grade_columns, lock_with_learner, response_columns
from kfor_quiz.quizzes.services.remembering import answered

if TYPE_CHECKING:
    from kfor_quiz.engine.questions import Answer


@transaction.atomic
def submit_attempt(*, attempt: Attempt, now: dt.datetime) -> None:
    """End an attempt that may end with gaps: each draft becomes a response with its grade, an open place gets neither.

    It ends now, or at its deadline where that has passed. One that has ended stays as it is. `attempt` is brought up to date.
    """
    if not attempt.may_end_with_gaps:
        raise ValueError("an attempt without a time limit and with feedback at once ends with its last answer")
    lock_with_learner(attempt)
    _end(attempt, now)


def submit_if_over(*, attempt: Attempt, now: dt.datetime) -> bool:
    """End an attempt whose time is up, as if it had been submitted at its deadline. Return whether it has ended since it was
    fetched, whoever ended it.

    One that seems to be over is brought up to date first: it may have got more time meanwhile.
    """
    return attempt.finished_at is None and attempt.is_over(now) and _end_if_over(attempt, now)


@transaction.atomic
def _end_if_over(attempt: Attempt, now: dt.datetime) -> bool:
    lock_with_learner(attempt)
    if not attempt.is_over(now):
        return False
    _end(attempt, now)
    return True


def submit_expired(*, learner: User, now: dt.datetime) -> int:
    """End each attempt of a learner whose time is up; pages that show several begin with it. One query where there is none.

    Return how many there were.
    """
    return sum(submit_if_over(attempt=attempt, now=now) for attempt in Attempt.objects.of(learner).expired(now))


def _end(attempt: Attempt, now: dt.datetime) -> None:
    """The attempt is locked, so that no draft changes and nobody else ends it. It is brought up to date."""
    if attempt.finished_at is None:
        _store_answers(attempt, attempt.within_time(now))
    attempt.refresh_from_db(fields=["answered", "score", "finished_at"])


def _store_answers(attempt: Attempt, ended: dt.datetime) -> None:
    rows = list(_build_answers(attempt, ended))
    Response.objects.bulk_create(response for response, _grading in rows)
    Grade.objects.bulk_create(Grade(**grade_columns(response, grading, ended)) for response, grading in rows)
    remembered = [answered(response, response.slot.question_version, grading.outcomes) for response, grading in rows]
    record_answers(learner=attempt.learner, answers=sorted(remembered, key=lambda one: one.at))
    points = sum(grading.score for _response, grading in rows)
    Attempt.objects.filter(pk=attempt.pk).update(answered=F("answered") + len(rows), score=F("score") + points, finished_at=ended)


def _build_answers(attempt: Attempt, ended: dt.datetime) -> Iterator[tuple[Response, Grading]]:
    """For each place with a draft and no answer yet, what is to be stored.

    A draft was readable when it was saved. Should a later release no longer read it, its place stays open, and the attempt ends.
    """
    drafted = Slot.objects.filter(attempt=attempt, draft__isnull=False, responses__isnull=True)
    for slot in read_slots(drafted.order_by("position")):
        slot.attempt = attempt
        answer: Answer = slot.draft or ""
        try:
            grading = grade_answer(slot, answer)
        except UnreadableAnswerError:
            continue
        columns = response_columns(slot, answer, *_times(slot, ended))
        yield Response(**columns, certainty=slot.draft_certainty), grading


def _times(slot: Slot, ended: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """When the question was first shown, and when the answer that counts was saved."""
    answered_at = min(slot.drafted_at or ended, ended)
    return min(slot.shown_at or answered_at, answered_at), answered_at


@transaction.atomic
def extend_running(*, learner: User, now: dt.datetime) -> int:
    """Give a learner's running attempts the extra time that the learner has by now. Return how many got more.

    Nobody loses time: where the factor became smaller, attempts that run keep theirs.
    """
    count = 0
    running = Attempt.objects.of(learner).unfinished().filter(deadline__isnull=False).order_by("pk")
    for attempt in running.select_for_update(no_key=True):
        deadline = attempt.started_at + time_for(learner, dt.timedelta(seconds=attempt.time_limit or 0))
        if attempt.deadline and attempt.deadline < deadline and not attempt.is_over(now):
            Attempt.objects.filter(pk=attempt.pk).update(deadline=deadline)
            count += 1
    return count
