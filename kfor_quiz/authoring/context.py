"""What every page knows of authoring."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kfor_quiz.authoring.roles import is_author


def authoring(request: HttpRequest) -> dict[str, Any]:
    """`may_author`: whether the menu leads to the admin. Looked up only where a page asks."""
    return {"may_author": SimpleLazyObject(lambda: hasattr(request, "user") and is_author(request))}
