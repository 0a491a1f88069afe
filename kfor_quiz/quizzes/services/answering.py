"""Recording an answer: once, with its grade and what it says of memory, in one transaction."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.selectors.knowledge import gradable_of
from kfor_quiz.bank.selectors.lexicons import lexicon_for
from kfor_quiz.engine.calibration import Certainty
from kfor_quiz.engine.questions import Answer
from kfor_quiz.engine.scoring import Grading, grade
from kfor_quiz.memory.services.recording import record_answers
from kfor_quiz.quizzes.models import Attempt, Grade, Response, Slot
from kfor_quiz.quizzes.services.remembering import answered

FIRST_SCORING = "first scoring"


class OutOfOrderError(Exception):
    """The question has not been shown yet: an earlier one is still open."""


class TooLateError(Exception):
    """The attempt is over: its time is up, or it was submitted. What was answered before counts."""


def refuse_early(slot: Slot) -> None:
    """Raise OutOfOrderError for a slot whose turn has not come. Nothing of its question may be shown then."""
    if slot.attempt.finished_at is None and slot.position > slot.attempt.answered + 1:
        raise OutOfOrderError


def record_response(
    *,
    slot: Slot,
    answer: Answer,
    now: dt.datetime,
    elapsed: dt.timedelta | None = None,
    certainty: Certainty | None = None,
    upcoming: Slot | None = None,
) -> Response:
    """Record the answer to a slot that `read_slots` fetched. The first answer counts; a later one changes nothing.

    A question may be sent before it is seen, together with the feedback to the last one: `elapsed` is how long the browser had it
    in sight, and is believed where that is shorter than the time since it was sent. `upcoming` is such a question, which is shown
    from now on where this answer counts.

    Return the response that counts. Raise UnreadableAnswerError for what is no answer, OutOfOrderError for a slot whose turn
    has not come, TooLateError when the time is up; nothing is recorded then. With feedback at the end answers are kept as drafts:
    ValueError.
    """
    if slot.attempt.feedback_at_end:
        raise ValueError("an answer to an attempt with feedback at the end is kept as a draft")
    if slot.given is not None:
        return Response.objects.get(slot=slot)
    refuse_early(slot)
    grading = grade_answer(slot, answer)
    try:
        with transaction.atomic():
            counted = _store(slot, answer, certainty, grading, _first_seen(slot, now, elapsed), now)
            if upcoming is not None:
                note_shown(slot=upcoming, now=now)
    except (IntegrityError, TooLateError):
        first = Response.objects.filter(slot=slot).first()
        if first is None:
            raise
        # Another tab or a second click came first, and its answer counts.
        counted = first
    slot.given, slot.certainty = counted.answer, counted.certainty
    return counted


def _first_seen(slot: Slot, now: dt.datetime, elapsed: dt.timedelta | None) -> dt.datetime:
    sent = slot.shown_at or now
    return sent if elapsed is None else max(sent, now - elapsed)


def grade_answer(slot: Slot, answer: Answer) -> Grading:
    """What an answer to a slot that `read_slots` fetched is worth. Raise UnreadableAnswerError for what is no answer."""
    return grade(gradable_of(slot.question_version), answer, lexicon_for(slot.question_version.question.pack))


def _store(
    slot: Slot, answer: Answer, certainty: Certainty | None, grading: Grading, shown_at: dt.datetime, now: dt.datetime
) -> Response:
    attempt = lock_with_learner(slot.attempt)
    if attempt.is_over(now):
        raise TooLateError
    answered_at = attempt.within_time(now)
    columns = response_columns(slot, answer, min(shown_at, answered_at), answered_at)
    response = Response.objects.create(**columns, certainty=certainty)
    Grade.objects.create(**grade_columns(response, grading, answered_at))
    record_answers(learner=attempt.learner, answers=[answered(response, slot.question_version, grading.outcomes)])
    _count(attempt, grading.score, answered_at)
    return response


def lock_with_learner(attempt: Attempt) -> Attempt:
    """Hold the attempt and its learner until the transaction ends, and bring both up to date: what is answered is remembered by
    the plan that the learner has now, and a pause that is set meanwhile waits for it.

    A person is always held before an attempt, so that nobody waits in a circle.
    """
    people = User.objects.select_for_update(no_key=True)
    learner = people.filter(pk=attempt.learner_id).first()
    locked = lock_attempt(attempt)
    # The guest whose it was may have moved to an account in between.
    locked.learner = learner if learner and learner.pk == locked.learner_id else people.get(pk=locked.learner_id)
    return locked


def lock_attempt(attempt: Attempt) -> Attempt:
    """Hold the attempt until the transaction ends, and bring it up to date: whose it is, how far it is, and when it ends.

    A guest's may have moved to an account since it was fetched; it stays theirs until the end.
    """
    columns = ("learner_id", "answered", "score", "deadline", "finished_at")
    locked = Attempt.objects.select_for_update(no_key=True).order_by().values(*columns).get(pk=attempt.pk)
    for column in columns:
        setattr(attempt, column, locked[column])
    return attempt


def response_columns(slot: Slot, answer: Answer, shown_at: dt.datetime, answered_at: dt.datetime) -> dict[str, Any]:
    """A response as it is stored. The attempt of the slot is locked."""
    attempt = slot.attempt
    return {
        "learner": attempt.learner,
        "slot": slot,
        "answer": answer,
        "shown_at": shown_at,
        "answered_at": answered_at,
        "study_day": attempt.learner.study_day(answered_at),
        "mode": attempt.mode,
    }


def grade_columns(response: Response, grading: Grading, now: dt.datetime) -> dict[str, Any]:
    """The first grade of a response as it is stored."""
    return {
        "learner": response.learner,
        "response": response,
        "question_version": response.slot.question_version,
        "score": grading.score,
        "outcomes": grading.outcomes,
        "read_as": grading.read_as,
        "off_by_days": grading.off_by_days,
        "members": grading.members,
        "reason": FIRST_SCORING,
        "created_at": now,
    }


def _count(attempt: Attempt, score: float, now: dt.datetime) -> None:
    """Add one answer to the attempt, which is locked; the last one finishes it."""
    attempt.answered += 1
    attempt.score += score
    attempt.finished_at = now if attempt.answered == attempt.length else None
    attempt.save(update_fields=["answered", "score", "finished_at"])


def note_shown(*, slot: Slot, now: dt.datetime) -> None:
    """Remember when the learner first saw the question."""
    if slot.shown_at is None:
        Slot.objects.filter(pk=slot.pk, shown_at__isnull=True).update(shown_at=now)
        slot.shown_at = now
