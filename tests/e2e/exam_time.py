"""The time of an exam, which is moved and never waited for: the clock of a browser, and the deadline that the server keeps.

A browser's clock moves once `clock.install()` was called on its page or context, before the page was opened.
"""

import datetime as dt

from django.utils import timezone

from kfor_quiz.quizzes.models import Attempt

LIMIT = dt.timedelta(minutes=20)
GRACE = dt.timedelta(minutes=10)  # in place of EXAM_GRACE, so that no machine is too slow for it


def leave(attempt: Attempt, left: dt.timedelta) -> None:
    """Move the exam on the server so that this much of its time is left."""
    stored = Attempt.objects.get(pk=attempt.pk)
    assert stored.deadline is not None
    moved = timezone.now() + left - stored.deadline
    Attempt.objects.filter(pk=attempt.pk).update(started_at=stored.started_at + moved, deadline=stored.deadline + moved)


def ticks(time: dt.timedelta) -> int:
    """The time in milliseconds, to move a browser's clock by."""
    return time // dt.timedelta(milliseconds=1)
