import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from kfor_quiz.accounts.models import Cohort, Membership, User
from tests.factories import CohortFactory, GuestFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": "ANNA"},
        {"email": "Anna@Example.org"},
        {"extra_time": "0.9"},
        {"extra_time": "4.1"},
        {"is_guest": True},
    ],
)
def test_the_database_refuses_a_person_who_cannot_be(wrong: dict[str, object]) -> None:
    UserFactory.create(username="anna", email="anna@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory.create(**wrong)
    assert User.objects.count() == 1


def test_many_people_may_have_no_email_and_no_external_id() -> None:
    UserFactory.create_batch(2, email="", external_id=None)
    assert User.objects.filter(email="", external_id=None).count() == 2


def test_a_time_zone_must_exist() -> None:
    person = UserFactory.build(time_zone="Europe/Atlantis", preferences={"shortcuts": True})
    with pytest.raises(ValidationError, match="Europe/Atlantis"):
        person.full_clean()


def test_shortcuts_are_on_until_switched_off() -> None:
    assert UserFactory.build().uses_shortcuts
    assert not UserFactory.build(preferences={"shortcuts": False}).uses_shortcuts


def test_guests_are_told_from_accounts_and_the_quiet_from_the_busy() -> None:
    then, now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    UserFactory.create(last_login=then, date_joined=then)
    never_seen_again = GuestFactory.create(date_joined=then)
    came_back = GuestFactory.create(date_joined=then, last_login=now)
    assert list(User.objects.guests().order_by("pk")) == [never_seen_again, came_back]
    assert User.objects.guests().seen_before(now).get() == never_seen_again


def test_a_cohort_is_not_part_of_itself() -> None:
    company = CohortFactory.create()
    platoon = CohortFactory.create(parent=company)
    company.parent = Cohort.objects.get(pk=platoon.pk)
    with pytest.raises(ValidationError, match="part of itself"):
        company.full_clean()
    Cohort.objects.get(pk=platoon.pk).full_clean()


def test_a_circle_above_a_cohort_is_refused_and_not_followed_for_ever() -> None:
    above = CohortFactory.create()
    Cohort.objects.filter(pk=above.pk).update(parent=above)
    with pytest.raises(ValidationError, match="Please mend that first"):
        CohortFactory.build(name="Alpha", parent=Cohort.objects.get(pk=above.pk)).clean()


def test_neither_a_cohort_nor_a_person_takes_memberships_along() -> None:
    membership = MembershipFactory.create()
    for row in (membership.cohort, membership.user):
        with pytest.raises(ProtectedError):
            row.delete()
    assert Membership.objects.get() == membership


def test_a_closed_cohort_has_no_later_members() -> None:
    cohort = CohortFactory.create(closed_on=dt.date(2026, 2, 1))
    MembershipFactory.create(cohort=cohort, to_date=dt.date(2026, 2, 1)).full_clean()
    for to_date in (None, dt.date(2026, 2, 2)):
        with pytest.raises(ValidationError, match=r"The cohort was closed on 1 February 2026\."):
            MembershipFactory.build(cohort=cohort, user=UserFactory.create(), to_date=to_date).full_clean()


def test_names_of_cohorts_are_unique_in_their_parent() -> None:
    company = CohortFactory.create(name="Alpha")
    CohortFactory.create(name="Alpha", parent=company)
    for parent in (None, company):
        with pytest.raises(IntegrityError), transaction.atomic():
            CohortFactory.create(name="Alpha", parent=parent)
    assert Cohort.objects.count() == 2


def test_a_membership_does_not_end_before_it_begins() -> None:
    membership = MembershipFactory.create(from_date=dt.date(2026, 1, 2), to_date=dt.date(2026, 1, 2))
    assert "learner" in str(membership)
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory.create(from_date=dt.date(2026, 1, 2), to_date=dt.date(2026, 1, 1))
