"""The daily session: a card, its answer, its rating, and the next."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from kfor_quiz.accounts.services import LearnerGoneError
from kfor_quiz.bank.selectors.knowledge import gradable_of
from kfor_quiz.bank.selectors.lexicons import lexicon_for
from kfor_quiz.bank.wording import refusal
from kfor_quiz.engine.daily import next_card
from kfor_quiz.engine.scoring import UnreadableAnswerError, grade
from kfor_quiz.http import NotThereError, SignedInRequest, show_notice, wants_partial
from kfor_quiz.memory.forms import read_answer, read_chosen, read_rating, read_shown, read_typed
from kfor_quiz.memory.selectors.day import day_row, read_day
from kfor_quiz.memory.selectors.fronts import Front, back_row, confused_with, find_front, front_row
from kfor_quiz.memory.services.planning import extend_day
from kfor_quiz.memory.services.rating import AlreadyRatedError, rate_card
from kfor_quiz.memory.services.undoing import undo_last
from kfor_quiz.memory.views.owned import go_on_in_the_account, gone_words, sign_in_for_cards


@require_safe
@login_required
@never_cache
def cards(request: SignedInRequest) -> HttpResponse:
    """The card to rate now; what was done, when nothing is left for today."""
    return render(request, "memory/cards.html", _next(request, timezone.now()))


@require_safe
@login_required
@never_cache
def card(request: SignedInRequest, pack: str, fact: str) -> HttpResponse:
    """The card of one fact, whether it is due or not."""
    return render(request, "memory/cards.html", _show(request, _find(request, pack, fact), timezone.now()))


@require_POST
@sign_in_for_cards
@never_cache
@vary_on_headers("HX-Request")
def answer(request: SignedInRequest, pack: str, fact: str) -> HttpResponse:
    """The back of a card. What was typed is graded, and proposes a rating; nothing is stored yet.

    What cannot be read is asked for again.
    """
    front, now = _find(request, pack, fact), timezone.now()
    shown = front_row(front, now=now, typed=read_typed(request.POST), chosen=read_chosen(request.POST))
    try:
        outcome = _grade(front, request)
    except UnreadableAnswerError as error:
        form_error = _("%(why)s Or leave it empty to see the answer.") % {"why": refusal(error.reason)}
        context = {"front": shown, "form_error": form_error, **_day(request, now)}
        return render(request, _template(request), context, status=422)
    back = back_row(front, shown, learner=request.user, outcome=outcome, now=now)
    context = {"back": back, "shown": request.POST.get("shown", ""), **_day(request, now)}
    return render(request, _template(request), context)


@require_POST
@sign_in_for_cards
@never_cache
@vary_on_headers("HX-Request")
def rate(request: SignedInRequest, pack: str, fact: str) -> HttpResponse:
    """Store a rating. The reply is the next card."""
    front, now = _find(request, pack, fact), timezone.now()
    shown, rating = read_shown(request.POST), read_rating(request.POST)
    note = ""
    if shown is None or rating is None or shown.fact != front.fact.pk:
        note = _("That rating could not be read, so nothing was stored. Please rate the card again.")
    else:
        try:
            outcome = _grade(front, request) if shown.question_version == front.version.pk else None
            rate_card(learner=request.user, shown=shown, rating=rating, outcome=outcome, now=now)
        except UnreadableAnswerError:
            note = _("What was typed could not be read, so nothing was stored. Please rate the card again.")
        except LearnerGoneError:
            note = gone_words()
        except AlreadyRatedError:
            note = _("You had rated this card before. Your first rating counts; undo it if it is wrong.")
    return _go_on(request, note)


@require_POST
@sign_in_for_cards
@never_cache
@vary_on_headers("HX-Request")
def undo(request: SignedInRequest) -> HttpResponse:
    """Take the last rating of today back, and show its card again."""
    now = timezone.now()
    try:
        taken_back = undo_last(learner=request.user, now=now)
    except LearnerGoneError:
        return _go_on(request, gone_words())
    if taken_back is None:
        return _go_on(request, _("No rating of today is left to undo."))
    fact = taken_back.card.fact
    address = reverse("memory:card", args=[fact.pack.key, fact.key])
    front = find_front(learner=request.user, pk=fact.pk)
    if front is None:
        return _go_on(request, _("The last rating is undone. Its card is no longer asked."))
    note = _("The last rating is undone. Rate the card again.")
    if not wants_partial(request):
        messages.info(request, note)
        return redirect(address)
    response = render(request, _template(request), {**_show(request, front, now), "note": note})
    response["HX-Replace-Url"] = address
    return response


@require_POST
@sign_in_for_cards
@go_on_in_the_account
def more(request: SignedInRequest) -> HttpResponse:
    """Go on beyond the minutes of today, from now on."""
    extend_day(learner=request.user, now=timezone.now())
    return redirect("memory:cards")


def _find(request: SignedInRequest, pack: str, fact: str) -> Front:
    front = find_front(learner=request.user, pack__key=pack, key=fact)
    if front is None:
        raise NotThereError(_("There is no card of this fact. It may have left the content since."))
    show_notice(request, front.fact.pack.notice)
    return front


def _grade(front: Front, request: SignedInRequest) -> float | None:
    """What an answer to a card is worth; None where nothing was answered. Raise UnreadableAnswerError for what is no answer."""
    given = read_answer(front, request.POST)
    return None if given is None else grade(gradable_of(front.version), given, lexicon_for(front.fact.pack)).score


def _day(request: SignedInRequest, now: dt.datetime) -> dict[str, Any]:
    return {"day": day_row(read_day(learner=request.user, now=now))}


def _next(request: SignedInRequest, now: dt.datetime) -> dict[str, Any]:
    """What the session shows now: the card that is next, or that there is none."""
    day = read_day(learner=request.user, now=now)
    context: dict[str, Any] = {"day": day_row(day)}
    if day.pause:
        return context
    last = day.last[0] if day.last else None
    chosen = next_card(day.today, now=now, turn=day.turn, last=last, beside=confused_with(day.last))
    front = find_front(learner=request.user, pk=chosen.fact) if chosen else None
    if front is None:
        return context
    show_notice(request, front.fact.pack.notice)
    return {**context, "front": front_row(front, now=now)}


def _show(request: SignedInRequest, front: Front, now: dt.datetime) -> dict[str, Any]:
    return {**_day(request, now), "front": front_row(front, now=now)}


def _go_on(request: SignedInRequest, note: str) -> HttpResponse:
    """To the next card, with a note if there is one."""
    if not wants_partial(request):
        if note:
            messages.info(request, note)
        return redirect("memory:cards")
    response = render(request, _template(request), {**_next(request, timezone.now()), "note": note})
    response["HX-Replace-Url"] = reverse("memory:cards")
    return response


def _template(request: SignedInRequest) -> str:
    return "memory/cards.html#card" if wants_partial(request) else "memory/cards.html"
