"""Who may do what in the admin."""

import datetime as dt

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from kfor_quiz.accounts.models import Membership, Role, User


def is_administrator(request: HttpRequest) -> bool:
    """True for those who may see everything, people and their attempts included."""
    return request.user.is_active and request.user.is_superuser


def is_author(request: HttpRequest) -> bool:
    """True for administrators and for whoever is an instructor somewhere today. Looked up once a request."""
    known: bool | None = getattr(request, "is_from_author", None)
    if known is None:
        user = request.user
        known = is_administrator(request) or (
            isinstance(user, User) and user.is_active and is_instructor(user, on=timezone.localdate())
        )
        request.is_from_author = known  # type: ignore[attr-defined]
    return known


def is_instructor(user: User, *, on: dt.date) -> bool:
    """True while one of the person's memberships as instructor runs."""
    running = Q(from_date__lte=on) & (Q(to_date__isnull=True) | Q(to_date__gte=on))
    return Membership.objects.filter(running, user=user, role=Role.INSTRUCTOR).exists()
