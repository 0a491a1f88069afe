"""Building a quiz of one's own."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import LearnerGoneError
from kfor_quiz.bank.models import Pack
from kfor_quiz.http import NotThereError, SignedInRequest, show_notice, wants_partial
from kfor_quiz.quizzes.building import BuildForm, choices_of
from kfor_quiz.quizzes.plans import time_for
from kfor_quiz.quizzes.selectors.building import list_kinds, list_topics, match_row
from kfor_quiz.quizzes.services.attempts import NothingToAskError, start_planned
from kfor_quiz.quizzes.views.owned import not_stored
from kfor_quiz.quizzes.views.starting import say_if_shorter, say_moved
from kfor_quiz.quizzes.wording import build_sentence


@require_http_methods(["GET", "HEAD", "POST"])
@not_stored
@vary_on_headers("HX-Request")
def build(request: HttpRequest) -> HttpResponse:
    """Choose what a quiz is to ask, see how many questions there are, and start it. The address keeps the choices."""
    if isinstance(request.user, User):
        return _build(cast("SignedInRequest", request))
    return redirect_to_login(f"{reverse('quizzes:build')}?{choices_of(request.POST or request.GET)}".rstrip("?"))


def _build(request: SignedInRequest) -> HttpResponse:
    packs = {pack.key: pack for pack in Pack.objects.order_by("title")}
    if not packs:
        return render(request, "quizzes/build_nothing.html")
    data = request.POST or request.GET or _last_choices(request.user, packs)
    pack = packs.get(data.get("pack", next(iter(packs))))
    if pack is None:
        raise NotThereError(_("There is no such subject. Choose anew what to build a quiz from."))
    show_notice(request, pack.notice)
    form = BuildForm(data, pack=pack, topics=list_topics(pack), kinds=list_kinds(pack))
    if request.method == "POST" and form.is_valid():
        return _count_or_start(request, form, packs)
    return _show(request, form, packs)


def _last_choices(person: User, packs: dict[str, Pack]) -> QueryDict:
    """What the person built last, where its pack is still there."""
    choices = QueryDict(person.preferences.get("build", ""))
    return choices if choices.get("pack") in packs else QueryDict()


def _count_or_start(request: SignedInRequest, form: BuildForm, packs: dict[str, Pack]) -> HttpResponse:
    if "count" in request.POST:
        return redirect(_address(form))
    plan = form.plan()
    try:
        started = start_planned(learner=request.user, plan=plan, now=timezone.now())
    except NothingToAskError:
        return _show(request, form, packs)
    except LearnerGoneError:
        return say_moved(request)
    request.user.remember(build=form.query())
    if not started.is_new:
        messages.info(request, _("You go on with the quiz that you began with the same choices."))
    say_if_shorter(request, started, plan.length)
    return redirect("quizzes:attempt", started.attempt.uuid)


def _address(form: BuildForm) -> str:
    return f"{reverse('quizzes:build')}?{form.query()}"


def _show(request: SignedInRequest, form: BuildForm, packs: dict[str, Pack]) -> HttpResponse:
    """The page; or for htmx what comes of the choices, and the address follows them."""
    context = {"form": form, "packs": packs.values(), **(_outcome(request.user, form) if form.is_valid() else {})}
    if not wants_partial(request):
        return render(request, "quizzes/build.html", context, status=422 if request.method == "POST" else 200)
    response = render(request, "quizzes/build.html#outcome", context)
    if form.is_valid():
        response["HX-Replace-Url"] = _address(form)
    return response


def _outcome(person: User, form: BuildForm) -> dict[str, object]:
    """How many questions match valid choices, and in words what would be started."""
    plan = form.plan()
    match = match_row(plan.pool)
    time = time_for(person, plan.time_limit) if plan.time_limit else None
    return {"match": match, "sentence": build_sentence(min(plan.length, match.facts), time, at_end=plan.feedback_at_end)}
