"""Facts and their versions: read here, changed in the pack's files."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kfor_quiz.authoring.admin.base import AuthorsRead
from kfor_quiz.authoring.roles import is_author
from kfor_quiz.bank.models import Fact, FactVersion


class FactVersionInline(admin.StackedInline[FactVersion, Fact]):
    model = FactVersion
    fk_name = "fact"
    extra = 0
    can_delete = False
    ordering = ["-number"]
    fields = ["number", "statement", "sentence", "paragraph", "value", "as_of", "created_at"]
    readonly_fields = ["created_at"]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_author(request)


@admin.register(Fact)
class FactAdmin(AuthorsRead):
    list_display = ["key", "statement", "kind", "topic", "importance"]
    list_filter = ["pack", "kind", "importance", "topic", "is_retired"]
    list_select_related = ["topic", "current_version"]
    search_fields = ["key", "objective", "current_version__statement"]
    inlines = [FactVersionInline]

    @admin.display(description=_("statement"), ordering="current_version__statement")
    def statement(self, fact: Fact) -> str:
        return fact.current_version.statement if fact.current_version else ""
