"""The questions of an attempt, and the feedback to each answer."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from kfor_quiz.bank.wording import refusal
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.scoring import UnreadableAnswerError
from kfor_quiz.http import SignedInRequest, wants_partial
from kfor_quiz.quizzes.forms import read_answer, read_carried, read_certainty, read_elapsed, read_what_was_sent
from kfor_quiz.quizzes.models import Slot
from kfor_quiz.quizzes.selectors.feedback import feedback_row
from kfor_quiz.quizzes.selectors.overview import clock_row
from kfor_quiz.quizzes.selectors.pages import list_places, question_row
from kfor_quiz.quizzes.services.answering import OutOfOrderError, TooLateError, note_shown, record_response, refuse_early
from kfor_quiz.quizzes.views.exams import leave, resume, show_place
from kfor_quiz.quizzes.views.owned import not_stored, own_due_slot, own_slot, own_slots, say_too_late, sign_in_then

LONGEST_DATE = 60


@require_safe
@login_required
@not_stored
def attempt(request: SignedInRequest, attempt: uuid.UUID) -> HttpResponse:
    """The question to answer now, or the result when the attempt is over."""
    slot, now = own_due_slot(request, attempt), timezone.now()
    if slot is None or slot.attempt.finished_at:
        return redirect("quizzes:result", attempt)
    if slot.attempt.feedback_at_end:
        return resume(slot.attempt)
    note_shown(slot=slot, now=now)
    given, certainty = read_carried(slot, request.GET)
    question = question_row(slot, list_places(slot.attempt), given=given, certainty=certainty)
    context = {"question": question, "clock": clock_row(slot.attempt, now=now), "form_error": ""}
    return render(request, "quizzes/question.html", context)


@require_POST
@sign_in_then("quizzes:slot")
@not_stored
@vary_on_headers("HX-Request")
def answer(request: SignedInRequest, attempt: uuid.UUID, position: int) -> HttpResponse:
    """Take an answer. The reply is the feedback; for htmx, with the next question."""
    slots = own_slots(request, attempt, position, position + 1)
    slot, upcoming = slots[position], slots.get(position + 1) if wants_partial(request) else None
    if slot.attempt.feedback_at_end and slot.given is None:
        return leave(request, reverse("quizzes:attempt", args=[attempt]))
    try:
        refuse_early(slot)
        given = read_answer(slot, request.POST)
        elapsed, certainty = read_elapsed(request.POST), read_certainty(request.POST)
        counted = record_response(
            slot=slot, answer=given, now=timezone.now(), elapsed=elapsed, certainty=certainty, upcoming=upcoming
        )
    except UnreadableAnswerError as error:
        return _ask(request, slot, refusal(error.reason), status=422)
    except OutOfOrderError:
        due = own_slot(request, attempt, slot.attempt.answered + 1)
        return _ask(request, due, _("That question comes later. Please answer this one first."), status=409)
    except TooLateError:
        say_too_late(request)
        return leave(request, reverse("quizzes:result", args=[attempt]))
    note = "" if counted.answer == given else _("You had answered this question before. Your first answer counts.")
    if wants_partial(request):
        context = _feedback_context(slot, upcoming=upcoming)
        return render(request, "quizzes/feedback.html#feedback", {**context, "note": note})
    feedback = reverse("quizzes:slot", args=[attempt, position])
    if note:
        messages.info(request, note)
        return redirect(feedback)
    return redirect(f"{feedback}#verdict")


def _ask(request: SignedInRequest, slot: Slot, form_error: str, *, status: int) -> HttpResponse:
    """The question with what is wrong, and with what was typed or chosen for it."""
    is_same = request.resolver_match is not None and request.resolver_match.kwargs["position"] == slot.position
    given, certainty = (read_what_was_sent(slot, request.POST), read_certainty(request.POST)) if is_same else (None, None)
    question = question_row(slot, list_places(slot.attempt), given=given, certainty=certainty)
    template = "quizzes/question.html#question" if wants_partial(request) else "quizzes/question.html"
    context = {"question": question, "clock": clock_row(slot.attempt, now=timezone.now()), "form_error": form_error}
    return render(request, template, context, status=status)


@require_safe
@login_required
@not_stored
def slot(request: SignedInRequest, attempt: uuid.UUID, position: int) -> HttpResponse:
    """The feedback to a place; an open one is asked first, unless the attempt is over.

    With feedback at the end, a place of a running attempt is its question.
    """
    place = own_slot(request, attempt, position)
    if place.given is not None or place.attempt.finished_at:
        return render(request, "quizzes/feedback.html", _feedback_context(place))
    if place.attempt.feedback_at_end:
        return show_place(request, place)
    is_due = position == place.attempt.answered + 1
    return redirect(reverse("quizzes:attempt", args=[attempt], query=request.GET if is_due else None))


def _feedback_context(answered: Slot, *, upcoming: Slot | None = None) -> dict[str, Any]:
    """Feedback, where to go on, and the question that travels along, unless it is answered already."""
    places = list_places(answered.attempt)
    context = {"feedback": feedback_row(answered, places), "next_url": _address_after(answered)}
    if upcoming is not None and places[upcoming.position - 1].score is None:
        note_shown(slot=upcoming, now=timezone.now())
        context["question"] = question_row(upcoming, places)
    return context


def _address_after(answered: Slot) -> str:
    """The question to answer next; when the attempt is over, what there is to say of the next place, or the result."""
    if answered.attempt.finished_at and answered.position < answered.attempt.length:
        return reverse("quizzes:slot", args=[answered.attempt.uuid, answered.position + 1])
    return reverse("quizzes:attempt", args=[answered.attempt.uuid])


@require_safe
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
