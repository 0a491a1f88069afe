"""What was said when: versions of facts and questions, their options and links. Only read: a version never changes."""

from django.contrib import admin
from django.db.models import QuerySet, URLField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kfor_quiz.authoring.admin.base import AuthorsRead, InlineRead
from kfor_quiz.bank.models import FactVersion, Option, QuestionFact, QuestionVersion


@admin.register(FactVersion)
class FactVersionAdmin(AuthorsRead):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ["statement", "fact", "number", "source_title", "edition", "paragraph", "as_of", "created_at"]
    list_filter = ["fact__pack", "fact__topic", "fact__kind", "source"]
    list_select_related = ["fact"]
    search_fields = ["fact__key", "statement", "sentence", "paragraph"]
    date_hierarchy = "created_at"


class OptionInline(InlineRead, admin.TabularInline[Option, QuestionVersion]):
    model = Option
    ordering = ["order"]
    fields = ["text", "is_key", "rationale", "proof", "evidence", "reviewer", "paragraph"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Option]:
        return super().get_queryset(request).select_related("reviewer")


class QuestionFactInline(InlineRead, admin.TabularInline[QuestionFact, QuestionVersion]):
    model = QuestionFact
    fields = ["role", "fact_version"]
    verbose_name_plural = _("facts that it rests on")

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionFact]:
        return super().get_queryset(request).select_related("fact_version")


@admin.register(QuestionVersion)
class QuestionVersionAdmin(AuthorsRead):
    list_display = ["stem", "question", "number", "is_newest", "created_at"]
    list_filter = ["question__pack", "question__status", "question__kind", "question__topic"]
    list_select_related = ["question"]
    search_fields = ["question__key", "stem"]
    date_hierarchy = "created_at"
    fields = ["question", "number", "stem", "accepted", "asks", "is_sorted", "created_at"]
    inlines = [OptionInline, QuestionFactInline]

    @admin.display(description=_("newest"), boolean=True)
    def is_newest(self, version: QuestionVersion) -> bool:
        return version.question.current_version_id == version.pk


@admin.register(Option)
class OptionAdmin(AuthorsRead):
    list_display = ["text", "is_key", "rationale", "proof", "reviewer", "paragraph", "version"]
    list_filter = ["is_key", "proof", "rung", "version__question__kind", "version__question__topic"]
    list_select_related = ["version", "reviewer"]
    search_fields = ["text", "rationale", "evidence", "paragraph", "version__question__key", "reviewer__username"]


@admin.register(QuestionFact)
class QuestionFactAdmin(AuthorsRead):
    list_display = ["question", "version", "role", "fact", "fact_version"]
    list_filter = ["role", "fact_version__fact__kind", "fact_version__fact__topic"]
    list_select_related = ["question_version__question", "fact_version__fact"]
    search_fields = ["question_version__question__key", "question_version__stem", "fact_version__fact__key"]

    @admin.display(description=_("question"), ordering="question_version__question__key")
    def question(self, link: QuestionFact) -> str:
        return link.question_version.question.key

    @admin.display(description=_("version"), ordering="question_version__number")
    def version(self, link: QuestionFact) -> int:
        return link.question_version.number

    @admin.display(description=_("fact"), ordering="fact_version__fact__key")
    def fact(self, link: QuestionFact) -> str:
        return link.fact_version.fact.key
