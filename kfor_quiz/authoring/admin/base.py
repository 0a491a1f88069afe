"""What all our admin pages share: who sees them, and that what comes from elsewhere is only read."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from kfor_quiz.authoring.roles import is_administrator, is_author


class AuthorsRead(admin.ModelAdmin[Any]):
    """A table that authors read and nobody changes here: it comes from a pack, or is made by a service."""

    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_author(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_author(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class InlineRead:
    """Rows on the page of another, only to be read: nothing is added, changed or deleted there. Goes before the inline's class."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_author(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class AdministratorsRead(AuthorsRead):
    """A table that administrators alone read, and nobody changes here: what learners did."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request)


class AdministratorsChange(admin.ModelAdmin[Any]):
    """A table that administrators alone see and change."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)
