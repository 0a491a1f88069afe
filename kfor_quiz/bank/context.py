"""What the bank adds to every template."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kfor_quiz.bank.selectors.briefing import list_notices
from kfor_quiz.http import own_notice


def notices(request: HttpRequest) -> dict[str, Any]:
    """`notices`: that of the pack that the page is about, else those of all packs. Read only where a template shows them."""
    return {"notices": SimpleLazyObject(lambda: _notices(request))}


def _notices(request: HttpRequest) -> tuple[str, ...]:
    own = own_notice(request)
    return (own,) if own else list_notices()
