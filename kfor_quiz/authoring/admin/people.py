"""People, cohorts and memberships: for administrators."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import Cohort, Membership, User
from kfor_quiz.authoring.admin.base import AdministratorsChange

# Roles come from memberships.
admin.site.unregister(Group)


class MembershipInline(admin.StackedInline[Membership, Cohort]):
    model = Membership
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ["username", "email", "is_guest", "is_simulated", "is_superuser", "last_login", "date_joined"]
    list_filter = ["is_guest", "is_simulated", "is_superuser", "is_active", "memberships__role"]
    search_fields = ["username", "email", "external_id", "first_name", "last_name"]
    readonly_fields = ["last_login", "date_joined", "is_guest", "is_simulated"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "external_id", "time_zone", "language", "extra_time"]}),
        (_("What they may do"), {"fields": ["is_active", "is_superuser"]}),
        (_("Kept by the app"), {"fields": ["is_guest", "is_simulated", "last_login", "date_joined"]}),
    ]


@admin.register(Cohort)
class CohortAdmin(AdministratorsChange):
    list_display = ["name", "parent"]
    list_select_related = ["parent"]
    search_fields = ["name"]
    autocomplete_fields = ["parent"]
    inlines = [MembershipInline]


@admin.register(Membership)
class MembershipAdmin(AdministratorsChange):
    list_display = ["user", "cohort", "role", "from_date", "to_date"]
    list_filter = ["role", "cohort"]
    list_select_related = ["user", "cohort"]
    search_fields = ["user__username", "cohort__name"]
    autocomplete_fields = ["user", "cohort"]
    date_hierarchy = "from_date"
