"""How a learner studies: minutes, ratings, an exam, leave; and the log of reviews."""

import datetime as dt
import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kfor_quiz.bank.models import Pack
from kfor_quiz.bank.selectors.wanted import clean_query
from kfor_quiz.engine.pauses import Pause
from kfor_quiz.http import NotThereError, SignedInRequest
from kfor_quiz.memory.forms import PauseForm, PlanForm, read_first
from kfor_quiz.memory.models import Review
from kfor_quiz.memory.plans import LONGEST_AHEAD, read_plan
from kfor_quiz.memory.selectors.log import logged_row, read_log
from kfor_quiz.memory.services.planning import begin_pause, end_pause, save_plan
from kfor_quiz.memory.services.undoing import undo_review
from kfor_quiz.memory.views.owned import go_on_in_the_account, sign_in_for_cards


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@go_on_in_the_account
def plan(request: SignedInRequest) -> HttpResponse:
    """Choose how to study."""
    form = PlanForm(request.POST or None, **_whose(request))
    if form.is_valid():
        save_plan(learner=request.user, plan=form.chosen)
        messages.success(request, _("Saved. It holds from the next card on."))
        return redirect("memory:plan")
    return _render(request, form, PauseForm(**_whose(request)))


@require_POST
@sign_in_for_cards
@go_on_in_the_account
def pause(request: SignedInRequest) -> HttpResponse:
    """Enter a pause, on now, to come or passed; or take one back."""
    whose = _whose(request)
    if "end" in request.POST:
        return _end_pause(request, whose["today"])
    form = PauseForm(request.POST, **whose)
    if not form.is_valid():
        return _render(request, PlanForm(**whose), form, status=422)
    begun = begin_pause(learner=request.user, pause=form.pause)
    if begun is None:
        messages.info(request, _("These days were paused already."))
        return redirect("memory:plan")
    whole, moved = begun
    later = ngettext("%(moved)d card comes back later.", "%(moved)d cards come back later.", moved) % {"moved": moved}
    messages.success(request, " ".join([_pause_words(form.pause, whole), *([later] if moved else [])]))
    return redirect("memory:plan")


def _pause_words(asked: Pause, whole: Pause) -> str:
    if whole == asked:
        return _("The pause is set.")
    first, last = date_format(whole.first, "DATE_FORMAT"), date_format(whole.last, "DATE_FORMAT")
    return _("The pause is set. With another that it touches it is one: %(first)s to %(last)s.") % {"first": first, "last": last}


def _end_pause(request: SignedInRequest, today: dt.date) -> HttpResponse:
    first = read_first(request.POST)
    found = end_pause(learner=request.user, first=first, day=today) if first else None
    if found is None:
        messages.info(request, _("That pause is no longer there. The list shows those that are."))
        return redirect("memory:plan")
    ended, moved = found
    is_cut = ended.first < today <= ended.last
    over = _("The pause is over. Yesterday was its last day.") if is_cut else _("The pause is taken back.")
    sooner = ngettext("%(moved)d card comes back sooner.", "%(moved)d cards come back sooner.", moved) % {"moved": moved}
    messages.success(request, " ".join([over, *([sooner] if moved else [])]))
    return redirect("memory:plan")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@go_on_in_the_account
def reviews(request: SignedInRequest) -> HttpResponse:
    """The learner's reviews, from cards and quizzes; each can be taken back."""
    if request.method == "POST":
        return _undo(request)
    words = clean_query(request.GET.get("q", ""))
    page = read_log(learner=request.user, words=words, page=request.GET.get("page", ""))
    context = {"page_obj": page, "reviews": [logged_row(review) for review in page], "words": words}
    return render(request, "memory/reviews.html", context)


def _undo(request: SignedInRequest) -> HttpResponse:
    number = request.POST.get("review", "")
    try:
        found = undo_review(
            learner=request.user, review=int(number) if re.fullmatch(r"[0-9]{1,18}", number) else 0, now=timezone.now()
        )
    except Review.DoesNotExist as error:
        raise NotThereError(_("This review is not in the account you are signed in to.")) from error
    messages.info(request, _("The review is undone.") if found else _("This review was undone before."))
    return redirect(f"{request.get_full_path()}#review-{number}")


def _whose(request: SignedInRequest) -> dict[str, Any]:
    return {"learner": request.user, "today": request.user.study_day(timezone.now())}


def _render(request: SignedInRequest, form: PlanForm, pauses: PauseForm, *, status: int | None = None) -> HttpResponse:
    today = request.user.study_day(timezone.now())
    status = status or (422 if form.is_bound else 200)
    context = {
        "form": form,
        "pause_form": pauses,
        "pauses": [pause for pause in reversed(read_plan(request.user).pauses) if pause.last >= today - LONGEST_AHEAD],
        "today": today,
        "packs": Pack.objects.values("key", "title"),
    }
    return render(request, "memory/plan.html", context, status=status)
