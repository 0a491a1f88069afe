"""What the addresses of cards share: they are for people who are signed in, and a guest may move to an account meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kfor_quiz.accounts.services import LearnerGoneError

View = Callable[..., HttpResponse]


def sign_in_for_cards(view: View) -> View:
    """Send visitors to sign in, and then to today's cards: the address they posted to has nothing to show."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(reverse("memory:cards"))

    return wrapper


def gone_words() -> str:
    """What is said to a guest who moved to an account in another tab."""
    return _("You have signed in to an account meanwhile, and your cards moved there. Please go on there.")


def go_on_in_the_account(view: View) -> View:
    """Send a guest who moved meanwhile to today's cards, and say why nothing was stored."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except LearnerGoneError:
            messages.info(request, gone_words())
            return redirect("memory:cards")

    return wrapper
