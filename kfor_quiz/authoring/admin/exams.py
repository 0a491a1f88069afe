"""Fixed forms of exams: drawn here, looked at, approved, withdrawn."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import User
from kfor_quiz.authoring.admin.base import AuthorsRead, InlineRead
from kfor_quiz.quizzes.models import ExamForm, ExamFormQuestion
from kfor_quiz.quizzes.services.forms import OutdatedFormError, approve_form, withdraw_form


class ExamFormQuestionInline(InlineRead, admin.TabularInline[ExamFormQuestion, ExamForm]):
    model = ExamFormQuestion
    fields = ["position", "question_version", "kind", "topic", "is_as_drawn"]
    readonly_fields = ["kind", "topic", "is_as_drawn"]
    ordering = ["position"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExamFormQuestion]:
        return super().get_queryset(request).select_related("question_version__question__topic")

    @admin.display(description=_("kind"))
    def kind(self, place: ExamFormQuestion) -> str:
        return str(place.question_version.question.get_kind_display())

    @admin.display(description=_("topic"))
    def topic(self, place: ExamFormQuestion) -> str:
        return place.question_version.question.topic.title

    @admin.display(description=_("as it was drawn"), boolean=True)
    def is_as_drawn(self, place: ExamFormQuestion) -> bool:
        return place.is_as_drawn


@admin.register(ExamForm)
class ExamFormAdmin(AuthorsRead):
    list_display = ["name", "pack", "length", "facility", "proposed_at", "approved_at", "withdrawn_at"]
    list_filter = ["pack", "series", ("approved_at", admin.EmptyFieldListFilter)]
    list_select_related = ["pack"]
    search_fields = ["letter", "pack__title"]
    fieldsets = [
        (
            None,
            {
                "fields": ["pack", "series", "letter", "length", "facility", "proposed_by", "proposed_at"],
                "description": _(
                    "To have forms drawn, choose a pack in the list of packs and there “Propose exam forms A, B and C”. To give a "
                    "form to exams, choose it in the list of forms and there “Approve”: practice then no longer asks its questions."
                ),
            },
        ),
        (_("In use"), {"fields": ["approved_by", "approved_at", "withdrawn_at"]}),
    ]
    inlines = [ExamFormQuestionInline]
    actions = ["approve", "withdraw"]

    @admin.display(description=_("form"), ordering="series")
    def name(self, form: ExamForm) -> str:
        return f"{form.series} {form.letter}"

    @admin.display(description=_("expected facility"), ordering="expected_facility")
    def facility(self, form: ExamForm) -> str:
        return f"{form.expected_facility:.3f}"

    @admin.action(description=_("Approve"))
    def approve(self, request: HttpRequest, forms: QuerySet[ExamForm]) -> None:
        count = 0
        for form in forms:
            try:
                if approve_form(form=form, by=author_of(request), now=timezone.now()):
                    self.log_change(request, form, gettext("Approved."))
                    count += 1
            except OutdatedFormError:
                sentence = gettext(
                    "%(form)s has questions that were changed, taken out of use or approved elsewhere since. Draw anew."
                )
                self.message_user(request, sentence % {"form": form}, messages.ERROR)
        text = ngettext("%d form approved.", "%d forms approved.", count) % count
        self.message_user(request, text, messages.SUCCESS if count else messages.WARNING)

    @admin.action(description=_("Withdraw"))
    def withdraw(self, request: HttpRequest, forms: QuerySet[ExamForm]) -> None:
        count = 0
        for form in forms:
            if withdraw_form(form=form, now=timezone.now()):
                self.log_change(request, form, gettext("Withdrawn."))
                count += 1
        text = ngettext("%d form withdrawn.", "%d forms withdrawn.", count) % count
        self.message_user(request, text, messages.SUCCESS if count else messages.WARNING)


def author_of(request: HttpRequest) -> User:
    """Who asks for it."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
