"""An attempt with feedback at the end, while it runs: which places are answered, and how much time is left."""

import datetime as dt
import math

from django.conf import settings

from kfor_quiz.quizzes.models import Attempt
from kfor_quiz.quizzes.rows import ClockRow, OverviewRow, PlaceRow
from kfor_quiz.quizzes.selectors.pages import Place
from kfor_quiz.quizzes.wording import extra_time_words, minutes_of


def overview_row(attempt: Attempt, places: list[Place], *, now: dt.datetime) -> OverviewRow:
    """All places of the attempt. No query."""
    return OverviewRow(
        attempt_uuid=attempt.uuid,
        title=attempt.title,
        places=tuple(PlaceRow(place.position, place.is_drafted, place.is_flagged) for place in places),
        clock=clock_row(attempt, now=now),
    )


def clock_row(attempt: Attempt, *, now: dt.datetime) -> ClockRow | None:
    """How much time is left, never less than none; None without a time limit."""
    if attempt.deadline is None or attempt.time_limit is None:
        return None
    left = max(attempt.deadline - now, dt.timedelta(0))
    given = attempt.deadline - attempt.started_at
    more = given / dt.timedelta(seconds=attempt.time_limit) - 1
    return ClockRow(
        seconds=math.ceil(left.total_seconds()),
        minutes=minutes_of(left),
        grace=math.ceil(settings.EXAM_GRACE.total_seconds()),
        ends_at=attempt.deadline,
        extra_time=extra_time_words(round(100 * more), given),
    )


def first_open(places: list[Place]) -> int | None:
    """The first place without an answer; None where all have one."""
    return next((place.position for place in places if not place.is_drafted), None)
