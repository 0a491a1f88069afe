"""Rows for tests, with the least that makes them valid."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from kfor_quiz.accounts.models import Cohort, Membership, Role, User

PASSWORD = "correct horse battery"


class UserFactory(DjangoModelFactory[User]):
    """A learner with an account, who signs in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"learner{n}")
    password = factory.django.Password(PASSWORD)


class GuestFactory(UserFactory):
    """Somebody who tries the app without an account."""

    username = factory.Sequence(lambda n: f"guest-{n}")
    password = factory.django.Password(None)
    is_guest = True


class AdministratorFactory(UserFactory):
    username = factory.Sequence(lambda n: f"administrator{n}")
    is_staff = True
    is_superuser = True


class CohortFactory(DjangoModelFactory[Cohort]):
    class Meta:
        model = Cohort

    name = factory.Sequence(lambda n: f"Cohort {n}")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    cohort = factory.SubFactory(CohortFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.LEARNER
    from_date = dt.date(2026, 1, 1)
