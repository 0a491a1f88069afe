"""An exam, and whatever else has its feedback at the end: before it starts, its places, its overview, its end."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect, push_url

from kfor_quiz.bank.models import Pack
from kfor_quiz.bank.wording import refusal
from kfor_quiz.engine.questions import Answer
from kfor_quiz.engine.scoring import UnreadableAnswerError
from kfor_quiz.http import SignedInRequest, show_notice, wants_partial
from kfor_quiz.quizzes.forms import read_answer, read_carried, read_certainty, read_what_was_sent
from kfor_quiz.quizzes.models import Attempt, Slot
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.selectors.exams import exam_row
from kfor_quiz.quizzes.selectors.overview import first_open, overview_row
from kfor_quiz.quizzes.selectors.pages import list_places, question_row
from kfor_quiz.quizzes.services.answering import TooLateError, note_shown
from kfor_quiz.quizzes.services.drafting import changes, draft_mark, flag_slot, save_draft
from kfor_quiz.quizzes.services.submitting import submit_attempt, submit_expired
from kfor_quiz.quizzes.views.owned import not_stored, own_attempt, own_slots, say_too_late, sign_in_then
from kfor_quiz.quizzes.views.starting import begin


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exam(request: SignedInRequest, pack: str) -> HttpResponse:
    """What an exam of the pack is like, and its start."""
    asked = get_object_or_404(Pack, key=pack)
    if request.method == "POST":
        return begin(request, request.user, plan_exam(asked))
    submit_expired(learner=request.user, now=timezone.now())
    show_notice(request, asked.notice)
    return render(request, "quizzes/exam.html", {"exam": exam_row(pack=asked, learner=request.user)})


def resume(attempt: Attempt) -> HttpResponse:
    """Lead to the first open place of a running attempt; to its overview where all are answered."""
    position = first_open(list_places(attempt))
    return redirect("quizzes:slot", attempt.uuid, position) if position else redirect("quizzes:overview", attempt.uuid)


def show_place(request: HttpRequest, slot: Slot) -> HttpResponse:
    """The question of any place of a running attempt, with what the address carries, or what is saved there."""
    note_shown(slot=slot, now=timezone.now())
    given, certainty = read_carried(slot, request.GET)
    answer = (slot.draft, slot.draft_certainty) if given is None else (given, certainty)
    return render(request, "quizzes/place.html", _place_context(slot, *answer))


def _place_context(slot: Slot, given: Answer | None, certainty: int | None, *, form_error: str = "") -> dict[str, Any]:
    places = list_places(slot.attempt)
    return {
        "question": question_row(slot, places, given=given, certainty=certainty),
        "overview": overview_row(slot.attempt, places, now=timezone.now()),
        "is_flagged": slot.is_flagged,
        "shown": draft_mark(slot.draft, slot.draft_certainty),
        "form_error": form_error,
    }


@require_POST
@sign_in_then("quizzes:slot")
@not_stored
@vary_on_headers("HX-Request")
def save(request: SignedInRequest, attempt: uuid.UUID, position: int) -> HttpResponse:
    """Keep the answer to a place and go where the learner wants; for htmx, what is there comes with the reply."""
    target = _target(request.POST.get("go", "next"), position)
    slots = own_slots(request, attempt, position, target)
    slot, now = slots[position], timezone.now()
    shown = request.POST.get("shown")
    if not slot.attempt.feedback_at_end or slot.attempt.finished_at:
        if shown is not None and _changes(slot, request.POST, shown):
            say_too_late(request)
        return leave(request, reverse("quizzes:attempt", args=[attempt]))
    try:
        given, certainty = read_answer(slot, request.POST), read_certainty(request.POST)
        save_draft(slot=slot, answer=given, now=now, certainty=certainty, shown=shown)
        if request.POST.get("go") in {"flag", "unflag"}:
            flag_slot(slot=slot, is_flagged=request.POST["go"] == "flag", now=now)
    except UnreadableAnswerError as error:
        return _refuse(request, slot, refusal(error.reason))
    except TooLateError:
        say_too_late(request)
        return leave(request, reverse("quizzes:result", args=[attempt]))
    return _go(request, slot.attempt, slots.get(target))


def _changes(slot: Slot, data: QueryDict, shown: str) -> bool:
    """Whether what was sent is another answer than the one that its page showed."""
    try:
        return changes(slot, read_answer(slot, data), read_certainty(data), shown=shown)
    except UnreadableAnswerError:
        return True


def _target(go: str, position: int) -> int:
    """The place to go to; 0 for the overview, which also comes before the first place and after the last."""
    return {"back": position - 1, "flag": position, "unflag": position, "overview": 0}.get(go, position + 1)


def leave(request: HttpRequest, address: str) -> HttpResponse:
    """Lead to another page as a whole, whoever asks."""
    return HttpResponseClientRedirect(address) if wants_partial(request) else redirect(address)


def _refuse(request: HttpRequest, slot: Slot, form_error: str) -> HttpResponse:
    """The place with what is wrong, and with what was sent for it."""
    sent = read_what_was_sent(slot, request.POST), read_certainty(request.POST)
    context = _place_context(slot, *sent, form_error=form_error)
    return render(request, "quizzes/place.html#place" if wants_partial(request) else "quizzes/place.html", context, status=422)


def _go(request: HttpRequest, attempt: Attempt, slot: Slot | None) -> HttpResponse:
    """Show a place, or the overview."""
    address = (
        reverse("quizzes:slot", args=[attempt.uuid, slot.position]) if slot else reverse("quizzes:overview", args=[attempt.uuid])
    )
    if not wants_partial(request):
        return redirect(address)
    if slot is None:
        return push_url(render(request, "quizzes/overview.html#overview", _overview_context(attempt)), address)
    note_shown(slot=slot, now=timezone.now())
    return push_url(render(request, "quizzes/place.html#place", _place_context(slot, slot.draft, slot.draft_certainty)), address)


def _overview_context(attempt: Attempt) -> dict[str, Any]:
    return {"overview": overview_row(attempt, list_places(attempt), now=timezone.now())}


@require_safe
@login_required
@not_stored
def overview(request: SignedInRequest, attempt: uuid.UUID) -> HttpResponse:
    """Every place of a running attempt, and the way to its end."""
    mine = own_attempt(request, attempt)
    if mine.finished_at or not mine.feedback_at_end:
        return redirect("quizzes:attempt", attempt)
    return render(request, "quizzes/overview.html", _overview_context(mine))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_then("quizzes:attempt")
@not_stored
def submit(request: SignedInRequest, attempt: uuid.UUID) -> HttpResponse:
    """End an attempt. Whoever has not been told how many places are open is told first."""
    mine = own_attempt(request, attempt)
    if mine.finished_at or not mine.feedback_at_end:
        return redirect("quizzes:attempt", attempt)
    context = _overview_context(mine)
    if request.method == "POST" and request.POST.get("open") == str(context["overview"].open):
        submit_attempt(attempt=mine, now=timezone.now())
        return redirect("quizzes:result", attempt)
    return render(request, "quizzes/submit.html", context)
