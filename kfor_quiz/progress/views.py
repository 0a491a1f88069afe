"""Where everybody arrives, and what a learner's progress is."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.selectors.briefing import briefing_page
from kfor_quiz.http import NotThereError, SignedInRequest, show_notice
from kfor_quiz.memory.plans import read_plan
from kfor_quiz.memory.selectors.day import day_row, read_day
from kfor_quiz.memory.selectors.recall import read_recall
from kfor_quiz.progress.forms import WhenForm
from kfor_quiz.progress.selectors.days import forecast_row, study_row
from kfor_quiz.progress.selectors.recall import fading_rows, recalled_paragraphs, topic_rows
from kfor_quiz.progress.selectors.retention import retention_chart
from kfor_quiz.progress.selectors.score import score_rows
from kfor_quiz.quizzes.models import Attempt, QuestionReport
from kfor_quiz.quizzes.selectors.results import attempt_row, quiz_rows
from kfor_quiz.quizzes.services.submitting import submit_expired

RECENT = 5
# What stands first on the home of a learner, and what beside it.
UNFINISHED, CARDS = ("_continue", "_cards_beside"), ("_cards", "_unfinished")
NEW, NOTHING_DUE = ("_begin", "_first_cards"), ("_begin", "_cards_beside")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for a visitor; what to do next, for a learner."""
    if isinstance(request.user, User):
        return render(request, "home.html", today(request.user, timezone.now()))
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


def today(learner: User, now: dt.datetime) -> dict[str, Any]:
    """What the learner's home shows."""
    submit_expired(learner=learner, now=now)
    attempts = list(Attempt.objects.of(learner).with_drafts()[:RECENT])
    unfinished = Attempt.objects.of(learner).with_drafts().unfinished().first()
    day = learner.study_day(now)
    recall = read_recall(learner, day)
    cards = day_row(read_day(learner=learner, now=now))
    # A clock does not wait; and what was begun goes before what is new.
    is_unfinished_first = unfinished is not None and (unfinished.deadline is not None or not cards.due)
    is_new = not attempts and not recall.chances
    if is_unfinished_first:
        first, beside = UNFINISHED
    elif is_new:
        first, beside = NEW
    else:
        first, beside = CARDS if cards.count or cards.pause else NOTHING_DUE
    return {
        "first_template": f"progress/{first}.html",
        "beside_template": f"progress/{beside}.html",
        "is_unfinished_first": is_unfinished_first,
        "unfinished": attempt_row(unfinished) if unfinished else None,
        "recent": [attempt_row(attempt) for attempt in attempts],
        **offer(learner),
        "is_guest": learner.is_guest,
        "study_day": day,
        "day": cards,
        "topics": topic_rows(recall),
        "has_studied": bool(recall.chances),
        "study": study_row(learner, day, weeks=2),
        "count_reports": QuestionReport.objects.unsettled().count,  # asked only where authors are told
    }


@require_safe
@login_required
def progress(request: SignedInRequest) -> HttpResponse:
    """What the learner knows, what fades, and what score to expect."""
    learner, day = request.user, request.user.study_day(timezone.now())
    recall = read_recall(learner, day)
    form = WhenForm(request.GET, today=day, exam_on=read_plan(learner).exam_after(day))
    context = {
        "topics": topic_rows(recall),
        "has_studied": bool(recall.chances),
        "fading": fading_rows(recall),
        "scores": score_rows(learner, recall, later=form.read()),
        "form": form,
        "study": study_row(learner, day),
        "forecast": forecast_row(learner, day),
        "retention": retention_chart(learner, day),
    }
    return render(request, "progress/progress.html", context)


@require_safe
@login_required
def recalled_briefing(request: SignedInRequest, pack: str, topic: str) -> HttpResponse:
    """A page of the briefing, with what the learner recalls of each paragraph."""
    page = briefing_page(pack, topic)
    if page is None:
        raise NotThereError(_("There is no such topic."))
    show_notice(request, page.notice)
    recall = read_recall(request.user, request.user.study_day(timezone.now()))
    context = {"page": page, "paragraphs": recalled_paragraphs(page, recall, pack=pack), "pack": pack}
    return render(request, "progress/recalled_briefing.html", context)
