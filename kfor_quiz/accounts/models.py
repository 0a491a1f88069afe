"""People, the cohorts they belong to, and in which role."""

import datetime as dt
import zoneinfo
from typing import Any, ClassVar

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.time_zones import validate_time_zone

DAY_BEGINS = dt.timedelta(hours=4)


class UserQuerySet(models.QuerySet["User"]):
    def guests(self) -> "UserQuerySet":
        """People who try the app without an account."""
        return self.filter(is_guest=True)

    def kept(self) -> "UserQuerySet":
        """People who were not erased."""
        return self.filter(erased_at__isnull=True)

    def seen_before(self, moment: dt.datetime) -> "UserQuerySet":
        """People whose last sign of life is older than `moment`."""
        return self.filter(Q(last_login__lt=moment) | Q(last_login__isnull=True, date_joined__lt=moment))


class PersonManager(UserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager of users with the queries above."""


class User(AbstractUser):
    """A person. E-mail is optional; a guest has no password and becomes an account by choosing one.

    An erased person is a row without a name, kept because answers point at it.
    """

    username = models.CharField(
        _("user name"),
        max_length=150,
        unique=True,
        help_text=_("At most 150 characters: letters, digits and @ . + - _"),
        validators=[UnicodeUsernameValidator(message=_("A user name has only letters, digits and @ . + - _"))],
        error_messages={"unique": _("Somebody already has this user name.")},
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    external_id = models.CharField(_("external id"), max_length=200, unique=True, null=True, blank=True)
    is_guest = models.BooleanField(_("guest"), default=False, db_index=True)
    is_simulated = models.BooleanField(_("simulated"), default=False)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_time_zone])
    language = models.CharField(_("language"), max_length=12, default="en")
    extra_time = models.DecimalField(
        _("extra time"),
        max_digits=3,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text=_("Factor on the time of timed quizzes: 1.25 gives a quarter more."),
    )
    preferences = models.JSONField(_("preferences"), default=dict, blank=True)
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="accounts_user_unique_name_in_any_case",
                violation_error_message=_("Somebody already has this user name."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="accounts_user_unique_email_in_any_case",
                violation_error_message=_("Somebody already uses this e-mail address."),
            ),
            models.CheckConstraint(
                condition=Q(is_guest=False) | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
                name="accounts_user_guest_has_no_password",
            ),
            models.CheckConstraint(
                condition=Q(extra_time__gte=1) & Q(extra_time__lte=4), name="accounts_user_extra_time_between_1_and_4"
            ),
        ]

    def remember(self, **preferences: Any) -> None:
        """Keep these preferences beside those that are stored by now."""
        with transaction.atomic():
            stored = User.objects.select_for_update(no_key=True).values_list("preferences", flat=True).get(pk=self.pk)
            self.preferences = {**stored, **preferences}
            self.save(update_fields=["preferences"])

    def study_day(self, now: dt.datetime) -> dt.date:
        """The person's local date, where a day begins at four in the morning."""
        return (now.astimezone(zoneinfo.ZoneInfo(self.time_zone)) - DAY_BEGINS).date()

    @property
    def uses_shortcuts(self) -> bool:
        """Whether single keys choose and check answers; on until switched off."""
        return bool(self.preferences.get("shortcuts", True))

    @property
    def extra_percent(self) -> int:
        """How much more time than others the person has, in percent."""
        return round(100 * (self.extra_time - 1))

    @property
    def states_certainty(self) -> bool:
        """Whether each question also asks how sure the person is; off until switched on."""
        return bool(self.preferences.get("certainty", False))


class Cohort(models.Model):
    """Learners taught together; a node in a tree of units. It is closed and not deleted: what its members did counts for it."""

    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("parent", "name"), name="accounts_cohort_unique_name_in_parent"),
            models.UniqueConstraint(fields=("name",), condition=Q(parent__isnull=True), name="accounts_cohort_unique_root_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raise ValidationError if the cohort is part of itself, or of one that is."""
        above, known = self.parent, set[int]()
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": _("A cohort cannot be part of itself.")})
            if above.pk in known:
                raise ValidationError({"parent": _("This cohort is part of itself. Please mend that first.")})
            known.add(above.pk)
            above = above.parent


class Role(models.TextChoices):
    LEARNER = "learner", _("learner")
    INSTRUCTOR = "instructor", _("instructor")
    MANAGER = "manager", _("manager")


class Membership(models.Model):
    """A person in a cohort, in one role, for a time. An open end means: still. An attempt counts for the cohort in that time."""

    cohort = models.ForeignKey(Cohort, verbose_name=_("cohort"), on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, verbose_name=_("user"), on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.LEARNER)
    from_date = models.DateField(_("from"))
    to_date = models.DateField(
        _("to"), null=True, blank=True, help_text=_("The last day. A membership is ended here and not deleted.")
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("cohort", "role", "user")
        constraints = [
            models.UniqueConstraint(fields=("user", "cohort", "role", "from_date"), name="accounts_membership_unique"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="accounts_membership_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.cohort} · {self.get_role_display()}"

    def clean(self) -> None:
        """Raise ValidationError for a membership that goes on after its cohort was closed."""
        closed_on = self.cohort.closed_on if self.cohort_id else None
        if closed_on and (self.to_date is None or self.to_date > closed_on):
            raise ValidationError({"to_date": _("The cohort was closed on %(date)s.") % {"date": date_format(closed_on)}})
