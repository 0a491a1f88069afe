"""People, cohorts and memberships: for administrators."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import Cohort, Membership, User
from kfor_quiz.accounts.services import close_cohort, reopen_cohort
from kfor_quiz.authoring.admin.base import AdministratorsChange
from kfor_quiz.quizzes.services.submitting import extend_running

# Roles come from memberships.
admin.site.unregister(Group)


class MembershipInline(admin.StackedInline[Membership, Cohort]):
    model = Membership
    extra = 0
    can_delete = False
    autocomplete_fields = ["user"]


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ["username", "email", "is_guest", "is_simulated", "is_superuser", "last_login", "date_joined"]
    list_filter = ["is_guest", "is_simulated", "is_superuser", "is_active", "memberships__role"]
    search_fields = ["username", "email", "external_id", "first_name", "last_name"]
    readonly_fields = ["last_login", "date_joined", "is_guest", "is_simulated"]
    filter_horizontal = []
    fieldsets = [
        (
            None,
            {"fields": ["username", "password"], "description": _("A person is not deleted: untick “Active” to end their access.")},
        ),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "external_id", "time_zone", "language", "extra_time"]}),
        (_("What they may do"), {"fields": ["is_active", "is_superuser"]}),
        (_("Kept by the app"), {"fields": ["is_guest", "is_simulated", "last_login", "date_joined"]}),
    ]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        """Extra time that is given while a timed attempt runs is given to that attempt too."""
        super().save_model(request, obj, form, change)
        count = extend_running(learner=obj, now=timezone.now())
        if count:
            text = ngettext("%d running attempt got the extra time.", "%d running attempts got the extra time.", count) % count
            self.message_user(request, text, messages.SUCCESS)


@admin.register(Cohort)
class CohortAdmin(AdministratorsChange):
    list_display = ["name", "parent", "closed_on"]
    list_filter = [("closed_on", admin.EmptyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["name"]
    autocomplete_fields = ["parent"]
    readonly_fields = ["closed_on"]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "parent", "closed_on"],
                "description": _(
                    "A cohort is not deleted, so that what its members did goes on counting for it. "
                    "To end it, choose it in the list and there “Close at the end of today”."
                ),
            },
        )
    ]
    inlines = [MembershipInline]
    actions = ["close", "reopen"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.action(description=_("Close at the end of today"))
    def close(self, request: HttpRequest, cohorts: QuerySet[Cohort]) -> None:
        count = 0
        for cohort in cohorts:
            if close_cohort(cohort=cohort, on=timezone.localdate()):
                self.log_change(request, cohort, gettext("Closed."))
                count += 1
        self.message_user(request, ngettext("%d cohort closed.", "%d cohorts closed.", count) % count, messages.SUCCESS)

    @admin.action(description=_("Open again"))
    def reopen(self, request: HttpRequest, cohorts: QuerySet[Cohort]) -> None:
        count = 0
        for cohort in cohorts:
            if reopen_cohort(cohort=cohort):
                self.log_change(request, cohort, gettext("Opened again."))
                count += 1
        self.message_user(request, ngettext("%d cohort opened again.", "%d cohorts opened again.", count) % count, messages.SUCCESS)


@admin.register(Membership)
class MembershipAdmin(AdministratorsChange):
    list_display = ["user", "cohort", "role", "from_date", "to_date"]
    list_filter = ["role", "cohort"]
    list_select_related = ["user", "cohort"]
    search_fields = ["user__username", "cohort__name"]
    autocomplete_fields = ["user", "cohort"]
    date_hierarchy = "from_date"

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
