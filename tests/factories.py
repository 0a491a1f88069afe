"""Rows for tests, with the least that makes them valid."""

import datetime as dt

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory, Password

from kfor_quiz.accounts.models import Cohort, Membership, Role, User

PASSWORD = "correct horse battery"


class UserFactory(DjangoModelFactory[User]):
    """A learner with an account, who signs in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda n: f"learner{n}")
    password = Password(PASSWORD)


class GuestFactory(UserFactory):
    """Somebody who tries the app without an account."""

    username = Sequence(lambda n: f"guest-{n}")
    password = Password(None)
    is_guest = True


class AdministratorFactory(UserFactory):
    username = Sequence(lambda n: f"administrator{n}")
    is_staff = True
    is_superuser = True


class CohortFactory(DjangoModelFactory[Cohort]):
    class Meta:
        model = Cohort

    name = Sequence(lambda n: f"Cohort {n}")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    cohort = SubFactory(CohortFactory)
    user = SubFactory(UserFactory)
    role = Role.LEARNER
    from_date = dt.date(2026, 1, 1)
