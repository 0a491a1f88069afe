"""Answers of attempts with feedback at the end: kept as drafts until they count, and marked to come back to."""

import datetime as dt
import hashlib
import json

from django.db import transaction

from kfor_quiz.engine.calibration import Certainty
from kfor_quiz.engine.questions import Answer, Kind
from kfor_quiz.engine.scoring import UnreadableAnswerError
from kfor_quiz.quizzes.models import Attempt, Slot
from kfor_quiz.quizzes.services.answering import TooLateError, grade_answer, lock_attempt


def save_draft(
    *, slot: Slot, answer: Answer, now: dt.datetime, certainty: Certainty | None = None, shown: str | None = None
) -> None:
    """Keep an answer to a slot that `read_slots` fetched, in place of any before; an empty one leaves the place open.

    `certainty` is how sure the learner says they are. `shown` is the mark of the draft that the page showed, where it says so: an
    answer that is still that one was not given here, and what was saved on another device meanwhile stays.

    Raise UnreadableAnswerError for what could be neither right nor wrong, TooLateError when the attempt is over; what was saved
    before stays then. With feedback at once an answer counts at once: ValueError.
    """
    if not slot.attempt.feedback_at_end:
        raise ValueError("an answer to an attempt with feedback at once is not kept as a draft")
    draft = _as_draft(slot, answer, certainty)
    if shown != draft_mark(*draft):
        _store(slot, *draft, now)


def changes(slot: Slot, answer: Answer, certainty: Certainty | None, *, shown: str | None) -> bool:
    """Whether an answer is another than the draft with the mark `shown`. Raise UnreadableAnswerError as `save_draft` does."""
    return shown != draft_mark(*_as_draft(slot, answer, certainty))


def draft_mark(draft: Answer | None, certainty: int | None) -> str:
    """Sixteen hex digits that stand for a draft in the page that shows it."""
    return hashlib.sha256(json.dumps([draft, certainty], sort_keys=True).encode()).hexdigest()[:16]


def _as_draft(slot: Slot, answer: Answer, certainty: Certainty | None) -> tuple[Answer | None, Certainty | None]:
    return (answer, certainty) if _is_readable(slot, answer) else (None, None)


def _is_readable(slot: Slot, answer: Answer) -> bool:
    """Whether there is an answer to keep, False for none. Grading says no more here: what it is worth is not looked at.

    An ordering that stands as it was shown is none: nobody has touched it, and it is never shown in the right order.
    """
    if slot.question_version.question.kind == Kind.ORDERING and answer == slot.option_order:
        return False
    try:
        grade_answer(slot, answer)
    except UnreadableAnswerError as error:
        if error.reason != "empty":
            raise
        return False
    return True


@transaction.atomic
def _store(slot: Slot, draft: Answer | None, certainty: Certainty | None, now: dt.datetime) -> None:
    attempt = _lock_running(slot, now)
    stored = Slot.objects.get(pk=slot.pk)
    slot.draft, slot.drafted_at, slot.draft_certainty = stored.draft, stored.drafted_at, stored.draft_certainty
    if (stored.draft, stored.draft_certainty) == (draft, certainty):
        return
    if stored.draft != draft:  # sent twice, it keeps the moment when it was first saved
        slot.drafted_at = attempt.within_time(now) if draft is not None else None
    slot.draft, slot.draft_certainty = draft, certainty
    slot.save(update_fields=["draft", "drafted_at", "draft_certainty"])


@transaction.atomic
def flag_slot(*, slot: Slot, is_flagged: bool, now: dt.datetime) -> None:
    """Mark a place to come back to, or take the mark away. Raise TooLateError when the attempt is over."""
    _lock_running(slot, now)
    slot.is_flagged = is_flagged
    slot.save(update_fields=["is_flagged"])


def _lock_running(slot: Slot, now: dt.datetime) -> Attempt:
    attempt = lock_attempt(slot.attempt)
    if attempt.is_over(now):
        raise TooLateError
    return attempt
