"""What every page of an attempt shares: it is the learner's own, and it is not stored on the way."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control

from kfor_quiz.http import NotThereError, SignedInRequest, show_notice
from kfor_quiz.quizzes.forms import pick_answer
from kfor_quiz.quizzes.models import Attempt, Slot
from kfor_quiz.quizzes.selectors.pages import find_attempt, find_due_slot, find_slots
from kfor_quiz.quizzes.services.submitting import submit_if_over

View = Callable[..., HttpResponse]

LONGEST_QUERY = 2000  # characters; in the address of the sign-in page they can be twice as many

not_stored = cache_control(private=True, no_store=True)


def sign_in_then(page: str) -> Callable[[View], View]:
    """Send visitors to sign in, and then to `page`: the address they posted to has nothing to show.

    The answer to a place goes along in the address, unless it is too long for one: the page shows it, to be sent again.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)
            place = {name: value for name, value in kwargs.items() if name in {"attempt", "position"}}
            answer = pick_answer(request.POST) if "position" in place else QueryDict()
            fits = len(answer.urlencode()) <= LONGEST_QUERY
            return redirect_to_login(reverse(page, kwargs=place, query=answer if fits else None))

        return wrapper

    return decorate


def own_attempt(request: SignedInRequest, attempt: uuid.UUID) -> Attempt:
    """The signed-in learner's attempt; a 404 for any other, which does not tell whether there is one.

    One whose time is up ends with this.
    """
    try:
        mine = find_attempt(learner=request.user, attempt=attempt)
    except Attempt.DoesNotExist as error:
        sentence = _("This attempt is not in the account you are signed in to. If it is in another account, sign in to that one.")
        raise NotThereError(sentence) from error
    _end_if_over(request, mine)
    return mine


def _end_if_over(request: HttpRequest, attempt: Attempt) -> bool:
    """End an attempt whose time is up, and say so. Return whether it was so."""
    if not submit_if_over(attempt=attempt, now=timezone.now()):
        return False
    moment = date_format(timezone.localtime(attempt.finished_at), "TIME_FORMAT")
    messages.info(request, _("The time was up at %(moment)s. What you had answered until then counts.") % {"moment": moment})
    return True


def say_too_late(request: HttpRequest) -> None:
    """Say why an answer is not taken."""
    messages.info(request, _("The attempt was over before this answer came, so it does not count. What was saved before counts."))


def own_due_slot(request: SignedInRequest, attempt: uuid.UUID) -> Slot | None:
    """The place to answer next in the signed-in learner's attempt; None where it is over. A 404 for any other attempt.

    The page shows the notice of the pack that the place is from. An attempt whose time is up ends with this.
    """
    slot = find_due_slot(learner=request.user, attempt=attempt)
    if slot is None:
        own_attempt(request, attempt)
    elif _end_if_over(request, slot.attempt):
        return None
    else:
        show_notice(request, slot.question_version.question.pack.notice)
    return slot


def own_slot(request: SignedInRequest, attempt: uuid.UUID, position: int) -> Slot:
    """A place of the signed-in learner's attempt; a 404 for any other."""
    return own_slots(request, attempt, position)[position]


def own_slots(request: SignedInRequest, attempt: uuid.UUID, position: int, *more: int) -> dict[int, Slot]:
    """A place of the signed-in learner's attempt, and more where there are such; a 404 where the first is not theirs.

    The page shows the notice of the pack that the first is from. An attempt whose time is up ends with this.
    """
    slots = find_slots(learner=request.user, attempt=attempt, positions=(position, *more))
    if position in slots and _end_if_over(request, slots[position].attempt):
        slots = find_slots(learner=request.user, attempt=attempt, positions=(position, *more))
    if position not in slots:
        mine = own_attempt(request, attempt)
        sentence = ngettext(
            "This attempt has %(length)d question and no other.",
            "This attempt has %(length)d questions and no other.",
            mine.length,
        )
        raise NotThereError(sentence % {"length": mine.length})
    show_notice(request, slots[position].question_version.question.pack.notice)
    return slots
