"""Exams in tests: started, answered in drafts, run out of time."""

import datetime as dt

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack
from kfor_quiz.quizzes.models import Attempt
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.services.attempts import start_planned
from kfor_quiz.quizzes.services.drafting import save_draft
from tests.quizzes.answers import as_answer, right, slot_of, wrong
from tests.quizzes.conftest import NOW

MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)
TIME_IS_UP = NOW + 20 * MINUTE
AFTERWARDS = TIME_IS_UP + dt.timedelta(days=1)


def begin_exam(learner: User, *, now: dt.datetime = NOW) -> Attempt:
    """An exam of the only pack that there is."""
    return start_planned(learner=learner, plan=plan_exam(Pack.objects.get()), now=now).attempt


def draft(attempt: Attempt, position: int, *, is_right: bool = True, now: dt.datetime = NOW) -> None:
    """Answer a place of an exam; it counts at the end."""
    slot = slot_of(attempt, position)
    save_draft(slot=slot, answer=as_answer(slot, right(slot) if is_right else wrong(slot)), now=now)


def draft_all(attempt: Attempt, *, wrong_at: tuple[int, ...] = (), now: dt.datetime = NOW) -> None:
    for position in range(1, attempt.length + 1):
        draft(attempt, position, is_right=position not in wrong_at, now=now)


def let_time_run_out(attempt: Attempt) -> None:
    """Move the exam into the past, so that its deadline was an hour ago for whoever looks at the real clock."""
    stored = Attempt.objects.get(pk=attempt.pk)
    assert stored.deadline is not None
    moved = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1) - stored.deadline
    Attempt.objects.filter(pk=attempt.pk).update(started_at=stored.started_at + moved, deadline=stored.deadline + moved)
