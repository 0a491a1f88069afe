"""What the bank adds to every template."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kfor_quiz.bank.selectors.briefing import first_notice


def notice(request: HttpRequest) -> dict[str, Any]:
    """`notice`: the first pack's, read by one query, and only where a template shows it."""
    return {"notice": SimpleLazyObject(first_notice)}
