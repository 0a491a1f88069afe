"""Where everybody arrives."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kfor_quiz.accounts.models import User
from kfor_quiz.quizzes.models import Attempt, QuestionReport
from kfor_quiz.quizzes.selectors.results import attempt_row, facts_met, quiz_rows
from kfor_quiz.quizzes.services.submitting import submit_expired

RECENT = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for a visitor; what to do next, for a learner."""
    if isinstance(request.user, User):
        return render(request, "home.html", today(request.user))
    return render(request, "home.html", offer(None))


def offer(learner: User | None) -> dict[str, Any]:
    """The quizzes; how many questions the one to begin with has, 0 where there is none; and what its pack says first."""
    quizzes = quiz_rows(learner)
    trial = next((quiz for quiz in quizzes if quiz.is_trial), None)
    return {
        "quizzes": quizzes,
        "trial_length": trial.length if trial else 0,
        "welcome": trial.welcome if trial else None,
    }


def today(learner: User) -> dict[str, Any]:
    """What the learner's home shows."""
    submit_expired(learner=learner, now=timezone.now())
    attempts = Attempt.objects.of(learner).with_drafts()
    unfinished = attempts.unfinished().first()
    met, total = facts_met(learner)
    return {
        "unfinished": attempt_row(unfinished) if unfinished else None,
        "recent": [attempt_row(attempt) for attempt in attempts[:RECENT]],
        **offer(learner),
        "is_guest": learner.is_guest,
        "facts_seen": met,
        "facts_total": total,
        "count_reports": QuestionReport.objects.unsettled().count,  # asked only where authors are told
    }
