"""How a learner studies: minutes, ratings, an exam, leave; and the log of reviews."""

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kfor_quiz.bank.models import Pack
from kfor_quiz.http import NotThereError, SignedInRequest
from kfor_quiz.memory.forms import PauseForm, PlanForm
from kfor_quiz.memory.models import Review
from kfor_quiz.memory.plans import read_plan
from kfor_quiz.memory.selectors.log import logged_row, read_log
from kfor_quiz.memory.services.planning import begin_pause, end_pauses, save_plan
from kfor_quiz.memory.services.undoing import undo_review
from kfor_quiz.memory.views.owned import sign_in_for_cards


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
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
def pause(request: SignedInRequest) -> HttpResponse:
    """Begin or plan a pause, or end the one that is on and those to come."""
    whose = _whose(request)
    if "end" in request.POST:
        was_on = read_plan(request.user).pause_on(whose["today"])
        end_pauses(learner=request.user, day=whose["today"])
        words = _("The pause is over. Yesterday was its last day.") if was_on else _("The planned pause is cancelled.")
        messages.success(request, words)
        return redirect("memory:plan")
    form = PauseForm(request.POST, **whose)
    if not form.is_valid():
        return _render(request, PlanForm(**whose), form, status=422)
    moved = begin_pause(learner=request.user, pause=form.pause)
    later = ngettext("%(moved)d card comes back later.", "%(moved)d cards come back later.", moved) % {"moved": moved}
    messages.success(request, _("The pause is set. %(later)s") % {"later": later})
    return redirect("memory:plan")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reviews(request: SignedInRequest) -> HttpResponse:
    """The learner's reviews, from cards and quizzes; each can be taken back."""
    if request.method == "POST":
        return _undo(request)
    page = read_log(learner=request.user, page=request.GET.get("page", ""))
    return render(request, "memory/reviews.html", {"page_obj": page, "reviews": [logged_row(review) for review in page]})


def _undo(request: SignedInRequest) -> HttpResponse:
    number = request.POST.get("review", "")
    try:
        found = undo_review(
            learner=request.user, review=int(number) if re.fullmatch(r"[0-9]{1,18}", number) else 0, now=timezone.now()
        )
    except Review.DoesNotExist as error:
        raise NotThereError(_("This review is not in the account you are signed in to.")) from error
    messages.info(request, _("The review is undone.") if found else _("This review was undone before."))
    return redirect(f"{request.path}?page={request.GET.get('page', '1')}")


def _whose(request: SignedInRequest) -> dict[str, Any]:
    return {"learner": request.user, "today": request.user.study_day(timezone.now())}


def _render(request: SignedInRequest, form: PlanForm, pauses: PauseForm, *, status: int | None = None) -> HttpResponse:
    today = request.user.study_day(timezone.now())
    status = status or (422 if form.is_bound else 200)
    ahead = [pause for pause in read_plan(request.user).pauses if pause.last >= today]
    is_paused = read_plan(request.user).pause_on(today) is not None
    context = {
        "form": form,
        "pause_form": pauses,
        "pauses": ahead,
        "is_paused": is_paused,
        "packs": Pack.objects.values("key", "title"),
    }
    return render(request, "memory/plan.html", context, status=status)
