"""Starting a quiz, its questions, and the feedback to each answer."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import start_guest
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.scoring import UnreadableAnswerError
from kfor_quiz.http import SignedInRequest, wants_partial
from kfor_quiz.quizzes.forms import chosen_positions, read_answer
from kfor_quiz.quizzes.models import Attempt, Quiz, Slot
from kfor_quiz.quizzes.selectors.pages import feedback_row, find_attempt, find_slot, list_places, question_row
from kfor_quiz.quizzes.services.answering import OutOfOrderError, note_shown, record_response
from kfor_quiz.quizzes.services.attempts import NothingToAskError, start_attempt
from kfor_quiz.quizzes.wording import refusal

LONGEST_DATE = 60
not_stored = cache_control(private=True, no_store=True)


@require_POST
@login_required
def start(request: SignedInRequest, pack: str, quiz: str) -> HttpResponse:
    """Start a quiz, or go on with it."""
    return _begin(request, request.user, get_object_or_404(Quiz.objects.on_offer(), pack__key=pack, key=quiz))


@require_POST
def begin_trial(request: HttpRequest) -> HttpResponse:
    """Ten questions for a visitor, who becomes a guest."""
    quiz = _widest_quiz()
    learner = request.user if isinstance(request.user, User) else start_guest(request=request)
    return _begin(request, learner, quiz)


def _widest_quiz() -> Quiz:
    """The first quiz that draws from all topics and kinds, or else the first of all."""
    quizzes = list(Quiz.objects.on_offer())
    if not quizzes:
        raise Http404(_("There is no quiz yet."))
    return next((quiz for quiz in quizzes if not any(quiz.blueprint.values())), quizzes[0])


def _begin(request: HttpRequest, learner: User, quiz: Quiz) -> HttpResponse:
    try:
        attempt = start_attempt(learner=learner, quiz=quiz, now=timezone.now())
    except NothingToAskError:
        messages.error(request, _("“%(title)s” has no questions yet. Please choose another quiz.") % {"title": quiz.title})
        return redirect("quizzes:list")
    if attempt.length < quiz.length and not attempt.answered:
        text = _("This quiz has %(length)d questions today: more would give each other away.") % {"length": attempt.length}
        messages.info(request, text)
    return redirect("quizzes:attempt", attempt.uuid)


def own_attempt(request: SignedInRequest, attempt: uuid.UUID) -> Attempt:
    """The signed-in learner's attempt; a 404 for any other."""
    try:
        return find_attempt(learner=request.user, attempt=attempt)
    except Attempt.DoesNotExist as error:
        raise Http404 from error


def own_slot(request: SignedInRequest, attempt: uuid.UUID, position: int) -> Slot:
    """A place of the signed-in learner's attempt; a 404 for any other."""
    try:
        return find_slot(learner=request.user, attempt=attempt, position=position)
    except Slot.DoesNotExist as error:
        raise Http404 from error


@require_safe
@login_required
@not_stored
def attempt(request: SignedInRequest, attempt: uuid.UUID) -> HttpResponse:
    """The question to answer now, or the result when all are answered."""
    mine = own_attempt(request, attempt)
    if mine.finished_at:
        return redirect("quizzes:result", mine.uuid)
    slot = own_slot(request, attempt, mine.answered + 1)
    note_shown(slot=slot, now=timezone.now())
    return render(request, "quizzes/question.html", {"question": question_row(slot, list_places(mine)), "form_error": ""})


@require_POST
@login_required
@not_stored
@vary_on_headers("HX-Request")
def answer(request: SignedInRequest, attempt: uuid.UUID, position: int) -> HttpResponse:
    """Take an answer. The reply is the feedback; for htmx, with the next question."""
    slot = own_slot(request, attempt, position)
    try:
        record_response(slot=slot, answer=read_answer(slot, request.POST), now=timezone.now())
    except UnreadableAnswerError as error:
        return _ask_again(request, slot, refusal(error.reason))
    except OutOfOrderError:
        messages.error(request, _("That question comes later. Please answer this one first."))
        return redirect("quizzes:attempt", attempt)
    if wants_partial(request):
        answered = own_slot(request, attempt, position)
        return render(request, "quizzes/feedback.html#feedback", _feedback_context(request, answered, with_next=True))
    return redirect("quizzes:slot", attempt, position)


def _ask_again(request: SignedInRequest, slot: Slot, form_error: str) -> HttpResponse:
    """The question with what was typed or chosen, and what is wrong with it."""
    places = list_places(slot.attempt)
    question = question_row(slot, places, typed=request.POST.get("text", "")[:200], chosen=chosen_positions(request.POST))
    template = "quizzes/question.html#question" if wants_partial(request) else "quizzes/question.html"
    return render(request, template, {"question": question, "form_error": form_error}, status=422)


@require_safe
@login_required
@not_stored
def slot(request: SignedInRequest, attempt: uuid.UUID, position: int) -> HttpResponse:
    """The feedback to an answered place; an open one is asked first."""
    answered = own_slot(request, attempt, position)
    if not hasattr(answered, "response"):
        return redirect("quizzes:attempt", attempt)
    return render(request, "quizzes/feedback.html", _feedback_context(request, answered, with_next=False))


def _feedback_context(request: SignedInRequest, answered: Slot, *, with_next: bool) -> dict[str, Any]:
    """Feedback, where to go on, and the next question where it travels along."""
    places = list_places(answered.attempt)
    coming = next((place.position for place in places if place.score is None), None)
    next_question = None
    if with_next and coming is not None:
        upcoming = own_slot(request, answered.attempt.uuid, coming)
        note_shown(slot=upcoming, now=timezone.now())
        next_question = question_row(upcoming, places)
    return {"feedback": feedback_row(answered, places), "question": next_question, "next_url": _next_url(answered)}


def _next_url(answered: Slot) -> str:
    return redirect("quizzes:attempt", answered.attempt.uuid).url


@require_GET
def read_date(request: HttpRequest) -> HttpResponse:
    """How a typed date is understood, before it is graded."""
    language = LANGUAGES.get((get_language() or "en").partition("-")[0], LANGUAGES["en"])
    text = request.GET.get("text", "").strip()[:LONGEST_DATE]
    date = language.read_date(text)
    if date is not None:
        words = _("Read as %(date)s") % {"date": language.date_text(date)}
    else:
        words = _("Not read as a date yet") if text else ""
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
