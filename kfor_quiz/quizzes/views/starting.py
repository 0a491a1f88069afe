"""Starting a quiz, with an account or as a guest, and retrying what was missed."""

import uuid

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import LearnerGoneError, start_guest
from kfor_quiz.accounts.time_zones import read_time_zone
from kfor_quiz.http import NotThereError, SignedInRequest
from kfor_quiz.quizzes.models import Quiz
from kfor_quiz.quizzes.plans import Plan, plan_quiz
from kfor_quiz.quizzes.selectors.missed import count_left_out
from kfor_quiz.quizzes.selectors.results import choose_trial
from kfor_quiz.quizzes.services.attempts import NothingToAskError, Started, retry_missed, start_planned
from kfor_quiz.quizzes.views.owned import own_attempt, sign_in_then


@require_POST
@sign_in_then("quizzes:list")
def start(request: SignedInRequest, pack: str, quiz: str) -> HttpResponse:
    """Start a quiz, or go on with it."""
    return begin(request, request.user, plan_quiz(_on_offer(pack, quiz)))


def _on_offer(pack: str, quiz: str) -> Quiz:
    return get_object_or_404(Quiz.objects.on_offer(), pack__key=pack, key=quiz)


@require_POST
def begin_trial(request: HttpRequest, pack: str = "", quiz: str = "") -> HttpResponse:
    """A first quiz for a visitor, who becomes a guest: the one that was chosen, or the widest.

    It is not `start`, which somebody presses whose session has expired: they sign in, and become no guest.
    """
    chosen = _on_offer(pack, quiz) if quiz else choose_trial(list(Quiz.objects.on_offer()))
    if chosen is None:
        raise NotThereError(_("There is no quiz yet."))
    if isinstance(request.user, User):
        return begin(request, request.user, plan_quiz(chosen))
    # Not inside the transaction: others of the same address would wait for its end, and be refused for that.
    ratelimit.consume(request, action="start_guest", raise_exception=True)
    with transaction.atomic():  # all or nothing: nobody becomes a guest without the questions
        guest = start_guest(language=get_language() or settings.LANGUAGE_CODE, time_zone=read_time_zone(request.COOKIES))
        login(request, guest, backend=settings.AUTHENTICATION_BACKENDS[0])
        return begin(request, guest, plan_quiz(chosen))


@require_POST
@sign_in_then("quizzes:result")
def retry(request: SignedInRequest, attempt: uuid.UUID) -> HttpResponse:
    """Start an attempt of what was missed in a finished one, or go on with it."""
    mine = own_attempt(request, attempt)
    if not mine.finished_at:
        return redirect("quizzes:attempt", mine.uuid)
    try:
        again = retry_missed(attempt=mine, now=timezone.now())
    except NothingToAskError:
        messages.info(request, _("Nothing is left to retry: you missed nothing there, or what you missed is no longer asked."))
        return redirect("quizzes:result", mine.uuid)
    except LearnerGoneError:
        return say_moved(request)
    if not again.answered and count_left_out(again):
        text = _("Some of what you missed is left out: it is no longer asked, or these questions would give it away.")
        messages.info(request, text)
    return redirect("quizzes:attempt", again.uuid)


def say_moved(request: HttpRequest) -> HttpResponse:
    """Tell somebody whose attempts went to an account meanwhile."""
    messages.error(request, _("You have signed in to an account meanwhile, and your attempts moved there. Please start again."))
    return redirect("quizzes:list")


def begin(request: HttpRequest, learner: User, plan: Plan) -> HttpResponse:
    """Start what is planned, or go on with it, and lead to its questions."""
    try:
        started = start_planned(learner=learner, plan=plan, now=timezone.now())
    except NothingToAskError:
        messages.error(request, _("“%(title)s” has no questions yet. Please choose another quiz.") % {"title": plan.title})
        return redirect("quizzes:list")
    except LearnerGoneError:
        return say_moved(request)
    say_if_shorter(request, started, plan.length)
    return redirect("quizzes:attempt", started.attempt.uuid)


def say_if_shorter(request: HttpRequest, started: Started, wanted: int) -> None:
    """Say of a new attempt that it is shorter than was wanted, and why."""
    length = started.attempt.length
    if started.is_new and length < wanted:
        sentence = ngettext(
            "This quiz has %(length)d question today: more would give each other away.",
            "This quiz has %(length)d questions today: more would give each other away.",
            length,
        )
        messages.info(request, sentence % {"length": length})
