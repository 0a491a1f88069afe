"""Who may do what in the admin."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from kfor_quiz.accounts.models import Membership, Role, User


def is_administrator(user: User | AnonymousUser) -> bool:
    """True for those who may see everything, people and their attempts included."""
    return user.is_active and user.is_superuser


def is_author(user: User | AnonymousUser) -> bool:
    """True for administrators and for whoever is an instructor somewhere today."""
    if is_administrator(user):
        return True
    return isinstance(user, User) and user.is_active and is_instructor(user, on=timezone.localdate())


def is_instructor(user: User, *, on: dt.date) -> bool:
    """True while one of the person's memberships as instructor runs."""
    running = Q(from_date__lte=on) & (Q(to_date__isnull=True) | Q(to_date__gte=on))
    return Membership.objects.filter(running, user=user, role=Role.INSTRUCTOR).exists()
