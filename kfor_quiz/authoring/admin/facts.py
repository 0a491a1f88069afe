"""Facts and their versions: read here, changed in the pack's files."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kfor_quiz.authoring.admin.base import AuthorsRead, InlineRead
from kfor_quiz.bank.models import Fact, FactVersion


class FactVersionInline(InlineRead, admin.StackedInline[FactVersion, Fact]):
    model = FactVersion
    fk_name = "fact"
    ordering = ["-number"]
    fields = ["number", "statement", "sentence", "citation", "edition", "value", "as_of", "created_at"]
    readonly_fields = ["citation"]
    show_change_link = True

    @admin.display(description=_("citation"))
    def citation(self, version: FactVersion) -> str:
        return version.citation


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
