"""Guests, how they become accounts, and how a person is erased."""

import datetime as dt
import secrets
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError, Q
from django.utils.translation import gettext as _

from kfor_quiz.accounts.models import Cohort, User, UserQuerySet

GUESTS_ARE_KEPT_FOR = dt.timedelta(days=30)
GUESTS_ARE_SEEN_EVERY = dt.timedelta(days=1)


class LearnerGoneError(Exception):
    """The guest was taken away meanwhile: what is theirs moved to an account, or nobody had seen them for long."""


def hold_learner(learner: User) -> User:
    """Keep a learner until the transaction ends, so that what is stored for them moves with them or not at all. Return them as
    stored; raise LearnerGoneError for a guest who is no longer there.

    No stronger than NO KEY: what is stored still has to point at its learner.
    """
    held: User | None = User.objects.kept().select_for_update(no_key=True).filter(pk=learner.pk).first()
    if held is None:
        raise LearnerGoneError
    return held


@transaction.atomic
def start_guest(*, language: str, time_zone: str) -> User:
    """Make a guest, who reads in this language and lives in this time zone. Raise PermissionDenied where guests are off."""
    if not settings.GUESTS:
        raise PermissionDenied(_("This site is for people with an account. Please sign in."))
    guest = User(username=f"guest-{secrets.token_hex(8)}", is_guest=True, language=language, time_zone=time_zone)
    guest.set_unusable_password()
    guest.save()
    return guest


@transaction.atomic
def keep_progress(*, user: User, username: str, password: str, email: str = "") -> User:
    """Turn a guest into an account: the same row, so all progress stays. Raise ValidationError, and change nothing, where a name
    or address is taken or the person is not a guest (any more).
    """
    guest: User = User.objects.select_for_update().get(pk=user.pk)
    if not guest.is_guest:
        raise ValidationError(_("You already have an account."))
    guest.username, guest.email, guest.is_guest = username, email.lower(), False
    guest.set_password(password)
    guest.full_clean()
    try:
        with transaction.atomic():
            guest.save()
            if guest.email:
                EmailAddress.objects.create(user=guest, email=guest.email, primary=True, verified=False)
    except IntegrityError as error:
        raise ValidationError(_("Somebody took this user name or e-mail address just now. Please choose another.")) from error
    return guest


@transaction.atomic
def change_email(*, user: User, email: str) -> User:
    """Give an account an e-mail address, another one, or none; it counts at once, as this site asks nobody to confirm one.

    Raise ValidationError, and change nothing, where somebody has the address.
    """
    person: User = User.objects.select_for_update().get(pk=user.pk)
    person.email = email.lower()
    person.full_clean()
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
            EmailAddress.objects.filter(user=person).delete()
            if person.email:
                EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    except IntegrityError as error:
        raise ValidationError(_("Somebody took this e-mail address just now. Please choose another.")) from error
    return person


@transaction.atomic
def erase_person(*, user: User, now: dt.datetime) -> User:
    """Take away everything that tells who a person is, for good, and what they wrote in their own words of questions.

    Their answers and memberships stay, for statistics.
    """
    person: User = User.objects.select_for_update().get(pk=user.pk)
    person.username = f"erased-{secrets.token_hex(8)}"
    person.first_name = person.last_name = person.email = ""
    person.external_id, person.preferences = None, {}
    person.language, person.time_zone = settings.LANGUAGE_CODE, settings.TIME_ZONE
    person.extra_time = Decimal(1)
    person.last_login, person.erased_at = None, now
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.user_permissions.clear()
    EmailAddress.objects.filter(user=person).delete()
    _rename_in_log(User, [person.pk], person.username)
    reports = person.question_reports.all()  # of a room above this one, which no service here may import
    _rename_in_log(reports.model, [report.pk for report in reports], "")
    reports.update(text="")
    return person


def _rename_in_log(model: type[Model], keys: list[int], name: str) -> None:
    """What the admin did to these rows stays in its log; the name that they had then does not."""
    content_type = ContentType.objects.get_for_model(model)
    LogEntry.objects.filter(content_type=content_type, object_id__in=map(str, keys)).update(object_repr=name)


@transaction.atomic
def close_cohort(*, cohort: Cohort, on: dt.date) -> bool:
    """End a cohort and what memberships in it still run; `on` is the last day, and what was to begin later never does.

    Return whether there was anything to close. The cohorts that are part of it go on.
    """
    stored = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    if stored.closed_on:
        return False
    stored.closed_on = on
    stored.save(update_fields=["closed_on"])
    stored.memberships.filter(from_date__gt=on).delete()
    stored.memberships.filter(Q(to_date__isnull=True) | Q(to_date__gt=on)).update(to_date=on)
    return True


def reopen_cohort(*, cohort: Cohort) -> bool:
    """Let a closed cohort have members again; those that it had do not come back by themselves. Return whether it was closed."""
    return bool(Cohort.objects.filter(pk=cohort.pk, closed_on__isnull=False).update(closed_on=None))


@transaction.atomic
def remove_guest(*, guest: User, now: dt.datetime) -> bool:
    """Delete a guest, or erase one whom answers, reports or memberships still point at. Return whether the row is gone."""
    try:
        with transaction.atomic():
            guest.delete()
    except ProtectedError:
        erase_person(user=guest, now=now)
        return False
    return True


def note_guest(*, guest: User, now: dt.datetime) -> bool:
    """Remember that a guest is here, where that was last done a day ago or longer: `last_login` of a guest says when they were
    last seen, to the day.

    Return whether it was done; the session is to be kept as long again then.
    """
    if guest.last_login and now - guest.last_login < GUESTS_ARE_SEEN_EVERY:
        return False
    return bool(User.objects.guests().kept().filter(pk=guest.pk).update(last_login=now))


def purge_guests(*, now: dt.datetime) -> tuple[int, int]:
    """Remove guests not seen for 30 days, whatever they asked for: see `note_guest`. Whoever comes back or becomes an account
    meanwhile stays.

    Return how many were deleted, and how many erased because they had answered.
    """
    unseen = User.objects.guests().kept().seen_before(now - GUESTS_ARE_KEPT_FOR)
    removed = [_purge(unseen.filter(pk=pk), now) for pk in unseen.values_list("pk", flat=True)]
    return removed.count("deleted"), removed.count("erased")


@transaction.atomic
def _purge(unseen: UserQuerySet, now: dt.datetime) -> str:
    """Remove the one guest of `unseen`, read anew, and say how."""
    guest = unseen.select_for_update().first()
    if guest is None:
        return "kept"
    return "deleted" if remove_guest(guest=guest, now=now) else "erased"
