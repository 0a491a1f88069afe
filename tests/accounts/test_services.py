import datetime as dt
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from pytest_django import Settings

from kfor_quiz.accounts import services
from kfor_quiz.accounts.models import Membership, User, UserQuerySet
from kfor_quiz.accounts.services import (
    close_cohort,
    erase_person,
    keep_progress,
    note_guest,
    purge_guests,
    remove_guest,
    reopen_cohort,
    start_guest,
)
from tests.factories import PASSWORD, CohortFactory, GuestFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
LONG_AGO = NOW - dt.timedelta(days=31)


def test_a_guest_has_no_password() -> None:
    guest = start_guest(language="en", time_zone="UTC")
    assert (guest.is_guest, guest.language) == (True, "en")
    assert not guest.has_usable_password()
    guest.full_clean(exclude=["preferences"])


def test_there_are_no_guests_where_they_are_switched_off(settings: Settings) -> None:
    settings.GUESTS = False
    with pytest.raises(PermissionDenied, match="sign in"):
        start_guest(language="en", time_zone="UTC")
    assert not User.objects.exists()


def test_keeping_progress_turns_the_same_row_into_an_account(guest: User) -> None:
    kept = keep_progress(user=guest, username="anna", password=PASSWORD, email="Anna@Example.org")
    assert (kept.pk, kept.username, kept.is_guest) == (guest.pk, "anna", False)
    assert kept.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=kept).email == "anna@example.org"


@pytest.mark.parametrize("taken", [{"username": "ANNA"}, {"username": "bert", "email": "ANNA@example.org"}])
def test_a_taken_name_or_address_is_refused_and_nothing_changes(guest: User, taken: dict[str, str]) -> None:
    UserFactory.create(username="anna", email="anna@example.org")
    with pytest.raises(ValidationError):
        keep_progress(user=guest, password=PASSWORD, **taken)
    guest.refresh_from_db()
    assert guest.is_guest
    assert not EmailAddress.objects.exists()


def test_an_address_that_another_person_confirmed_meanwhile_is_refused(guest: User) -> None:
    EmailAddress.objects.create(user=UserFactory.create(), email="anna@example.org", verified=True, primary=True)
    EmailAddress.objects.create(user=guest, email="anna@example.org", verified=False, primary=True)
    with pytest.raises(ValidationError, match="just now"):
        keep_progress(user=guest, username="anna", password=PASSWORD, email="anna@example.org")
    guest.refresh_from_db()
    assert guest.is_guest


def test_only_a_guest_keeps_progress_and_only_once(guest: User) -> None:
    keep_progress(user=guest, username="anna", password=PASSWORD)
    with pytest.raises(ValidationError, match="already"):
        keep_progress(user=guest, username="bert", password=PASSWORD)
    assert User.objects.get().username == "anna"


def test_erasing_takes_the_person_and_leaves_the_row(learner: User) -> None:
    learner.first_name, learner.last_name, learner.email, learner.external_id = "Anna", "Arbeit", "anna@example.org", "4711"
    learner.is_staff, learner.preferences, learner.extra_time = True, {"shortcuts": False}, Decimal("1.5")
    learner.save()
    EmailAddress.objects.create(user=learner, email=learner.email, primary=True)
    MembershipFactory.create(user=learner)
    LogEntry.objects.create(
        user=learner,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(learner.pk),
        object_repr=learner.username,
        action_flag=CHANGE,
    )
    erased = erase_person(user=learner, now=NOW)
    erased.refresh_from_db()
    held = [str(value) for row in User.objects.values() for value in row.values()]
    for trace in (learner.username, "Anna", "Arbeit", "anna@example.org", "4711"):
        assert trace not in held
    assert (erased.pk, erased.erased_at, erased.is_active, erased.is_staff) == (learner.pk, NOW, False, False)
    assert erased.extra_time == 1
    assert not erased.has_usable_password()
    assert not EmailAddress.objects.exists()
    assert Membership.objects.get().user == erased
    assert LogEntry.objects.get().object_repr == erased.username


def test_guests_not_seen_for_thirty_days_go_and_all_others_stay() -> None:
    UserFactory.create(last_login=LONG_AGO, date_joined=LONG_AGO)
    GuestFactory.create(last_login=NOW - dt.timedelta(days=29), date_joined=LONG_AGO)
    GuestFactory.create(last_login=LONG_AGO, date_joined=LONG_AGO)
    assert purge_guests(now=NOW) == (1, 0)
    assert purge_guests(now=NOW) == (0, 0)
    assert User.objects.count() == 2


def test_a_guest_who_becomes_an_account_or_comes_back_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are on the list already when they change; the third is really gone."""
    _, keeps, returns = GuestFactory.create_batch(3, last_login=LONG_AGO, date_joined=LONG_AGO)
    purge = services._purge

    def change_meanwhile(unseen: UserQuerySet, now: dt.datetime) -> str:
        if User.objects.filter(pk=keeps.pk, is_guest=True).exists():
            keep_progress(user=keeps, username="anna", password=PASSWORD)
            note_guest(guest=returns, now=NOW)
        return purge(unseen, now)

    monkeypatch.setattr(services, "_purge", change_meanwhile)
    assert purge_guests(now=NOW) == (1, 0)
    assert list(User.objects.order_by("pk")) == [keeps, returns]


def test_a_guest_is_noted_once_a_day_and_nobody_else_is() -> None:
    guest, account = GuestFactory.create(last_login=LONG_AGO), UserFactory.create(last_login=LONG_AGO)
    assert [note_guest(guest=guest, now=NOW), note_guest(guest=account, now=NOW)] == [True, False]
    guest.refresh_from_db()
    account.refresh_from_db()
    assert (guest.last_login, account.last_login) == (NOW, LONG_AGO)
    assert not note_guest(guest=guest, now=NOW + dt.timedelta(hours=23))
    assert note_guest(guest=guest, now=NOW + dt.timedelta(hours=24))


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    GuestFactory.create(date_joined=LONG_AGO - dt.timedelta(days=1000))
    call_command("purge_guests")
    assert "guests deleted: 1" in capsys.readouterr().out


def test_closing_a_cohort_ends_what_runs_and_keeps_what_was() -> None:
    cohort, last_day = CohortFactory.create(), dt.date(2026, 6, 30)
    begun = {"cohort": cohort, "from_date": dt.date(2026, 1, 1)}
    running, long_ended = MembershipFactory.create(**begun), MembershipFactory.create(**begun, to_date=dt.date(2026, 2, 1))
    to_end_later = MembershipFactory.create(**begun, to_date=dt.date(2027, 1, 1))
    MembershipFactory.create(cohort=cohort, from_date=dt.date(2026, 7, 1))
    elsewhere = MembershipFactory.create()
    assert close_cohort(cohort=cohort, on=last_day)
    assert not close_cohort(cohort=cohort, on=dt.date(2026, 7, 7))
    cohort.refresh_from_db()
    assert cohort.closed_on == last_day
    assert dict(Membership.objects.values_list("pk", "to_date")) == {
        running.pk: last_day,
        long_ended.pk: dt.date(2026, 2, 1),
        to_end_later.pk: last_day,
        elsewhere.pk: None,
    }


def test_a_cohort_that_was_closed_can_be_opened_again() -> None:
    cohort = CohortFactory.create(closed_on=dt.date(2026, 6, 30))
    assert reopen_cohort(cohort=cohort)
    assert not reopen_cohort(cohort=cohort)
    cohort.refresh_from_db()
    assert cohort.closed_on is None


def test_a_guest_who_is_a_member_is_erased_and_stays_one() -> None:
    membership = MembershipFactory.create(user=GuestFactory.create())
    assert not remove_guest(guest=membership.user, now=NOW)
    assert Membership.objects.get().user.erased_at
