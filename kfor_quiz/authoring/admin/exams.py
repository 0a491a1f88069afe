"""Fixed forms of exams: drawn here, looked at, approved, tried, withdrawn."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from kfor_quiz.accounts.models import User
from kfor_quiz.authoring.admin.base import AuthorsRead, InlineRead
from kfor_quiz.quizzes.models import ExamForm, ExamFormQuestion
from kfor_quiz.quizzes.services.attempts import OtherExamError, start_form
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
                    "form to exams, choose it in the list of forms and there “Approve”: practice then no longer asks its "
                    "questions. An approved form can be tried from its own page."
                ),
            },
        ),
        (_("In use"), {"fields": ["approved_by", "approved_at", "withdrawn_at"]}),
    ]
    inlines = [ExamFormQuestionInline]
    actions = ["approve", "withdraw"]

    def get_urls(self) -> list[URLPattern]:
        address = path("<int:form>/try/", self.admin_site.admin_view(self.try_form), name="quizzes_examform_try")
        return [address, *super().get_urls()]

    @method_decorator(require_POST)
    def try_form(self, request: HttpRequest, form: int) -> HttpResponse:
        """Start the form as an exam of whoever asks for it, or go on with it."""
        asked = get_object_or_404(ExamForm.objects.select_related("pack"), pk=form)
        try:
            attempt = start_form(learner=author_of(request), form=asked, now=timezone.now())
        except OutdatedFormError:
            self.message_user(request, gettext("This form is not in use, or has questions that were changed."), messages.ERROR)
        except OtherExamError:
            self.message_user(request, gettext("You are in the middle of another exam of this pack. End it first."), messages.ERROR)
        else:
            return redirect("quizzes:attempt", attempt.uuid)
        return redirect("admin:quizzes_examform_change", form)

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
