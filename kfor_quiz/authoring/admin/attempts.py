"""What learners did: for administrators, and only to read. What learners reported: for authors, to settle."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.authoring.admin.base import AdministratorsRead, AuthorsRead, InlineRead
from kfor_quiz.authoring.roles import is_administrator
from kfor_quiz.quizzes.models import Attempt, Grade, QuestionReport, Response, Slot


class SlotInline(InlineRead, admin.TabularInline[Slot, Attempt]):
    model = Slot
    fields = ["position", "question_version", "shown_at"]
    ordering = ["position"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Slot]:
        return super().get_queryset(request).select_related("question_version")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request)


@admin.register(Attempt)
class AttemptAdmin(AdministratorsRead):
    list_display = ["title", "learner", "mode", "answered", "length", "score", "started_at", "finished_at"]
    list_filter = ["mode", "quiz", ("finished_at", admin.EmptyFieldListFilter)]
    list_select_related = ["learner"]
    search_fields = ["title", "learner__username"]
    date_hierarchy = "started_at"
    inlines = [SlotInline]


@admin.register(Slot)
class SlotAdmin(AdministratorsRead):
    list_display = ["attempt_title", "learner", "position", "question_version", "shown_at", "is_answered"]
    list_filter = ["attempt__mode", "attempt__quiz", ("responses", admin.EmptyFieldListFilter)]
    list_select_related = ["attempt", "learner", "question_version"]
    search_fields = ["learner__username", "attempt__title", "question_version__stem", "question_version__question__key"]
    date_hierarchy = "shown_at"

    @admin.display(description=_("attempt"), ordering="attempt__title")
    def attempt_title(self, slot: Slot) -> str:
        return slot.attempt.title

    @admin.display(description=_("answered"), boolean=True)
    def is_answered(self, slot: Slot) -> bool:
        return slot.given is not None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Slot]:
        return Slot.objects.with_answers()


@admin.register(Response)
class ResponseAdmin(AdministratorsRead):
    list_display = ["slot", "learner", "answer", "answered_at", "study_day", "mode"]
    list_filter = ["mode", "study_day"]
    list_select_related = ["slot", "learner"]
    search_fields = ["learner__username"]


@admin.register(Grade)
class GradeAdmin(AdministratorsRead):
    list_display = ["response", "learner", "number", "score", "reason", "created_at"]
    list_filter = ["reason"]
    list_select_related = ["response", "learner"]
    search_fields = ["learner__username"]


@admin.register(QuestionReport)
class QuestionReportAdmin(AuthorsRead):
    """Who reported is shown to administrators alone; for authors what matters is the question."""

    list_display = ["question_version", "text", "created_at", "is_settled"]
    list_filter = ["is_settled", "question_version__question__topic"]
    list_select_related = ["question_version", "learner"]
    search_fields = ["text", "question_version__stem"]
    fields = ["question_version", "text", "created_at", "is_settled"]
    actions = ["settle"]

    def get_list_display(self, request: HttpRequest) -> Any:
        return [*self.list_display, *self._sender(request)]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return [*self.fields, *self._sender(request)]

    def _sender(self, request: HttpRequest) -> list[str]:
        return ["learner"] if is_administrator(request) else []

    @admin.action(description=_("Mark as settled"))
    def settle(self, request: HttpRequest, reports: QuerySet[QuestionReport]) -> None:
        count = 0
        for report in reports:
            if QuestionReport.objects.unsettled().filter(pk=report.pk).update(is_settled=True):
                self.log_change(request, report, gettext("Settled."))
                count += 1
        self.message_user(request, ngettext("%d report settled.", "%d reports settled.", count) % count, messages.SUCCESS)
