"""Questions: generated ones are read and retired here, hand-written ones are added and edited."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import ModelForm, modelform_factory
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import User
from kfor_quiz.authoring.admin.base import AuthorsRead, InlineRead
from kfor_quiz.authoring.admin.imports import import_address
from kfor_quiz.authoring.forms.written import OPTION_ROWS, WrittenQuestionForm
from kfor_quiz.authoring.roles import is_author
from kfor_quiz.authoring.wording import describe_fact
from kfor_quiz.bank.models import Question, QuestionVersion
from kfor_quiz.bank.services.authored import UnfitQuestionError
from kfor_quiz.bank.services.publishing import publish_question, retire_question
from kfor_quiz.bank.services.written import save_written_question
from kfor_quiz.bank.wording import flaw_name
from kfor_quiz.quizzes.selectors.previews import preview

if TYPE_CHECKING:
    from kfor_quiz.bank.models.questions import QuestionQuerySet


class OriginFilter(admin.SimpleListFilter):
    title = _("origin")
    parameter_name = "origin"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("generated", _("generated")), ("written", _("written by hand")), ("imported", _("imported"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        questions = cast("QuestionQuerySet", queryset)
        chosen = {
            "generated": questions.generated(),
            "written": questions.written().filter(external_key=""),
            "imported": questions.imported(),
        }
        return chosen.get(str(self.value()), questions)


class QuestionVersionInline(InlineRead, admin.TabularInline[QuestionVersion, Question]):
    model = QuestionVersion
    fk_name = "question"
    ordering = ["-number"]
    fields = ["number", "stem", "created_at"]
    show_change_link = True


@admin.register(Question)
class QuestionAdmin(AuthorsRead):
    list_display = ["stem", "kind", "topic", "status", "origin"]
    list_filter = ["pack", OriginFilter, "status", "kind", "importance", "topic"]
    list_select_related = ["topic", "current_version"]
    search_fields = ["key", "current_version__stem", "fact__key", "fact__current_version__statement"]
    readonly_fields = ["preview"]
    autocomplete_fields = ["fact"]
    actions = ["retire", "publish"]
    read_fields = [
        *("key", "kind", "topic", "importance", "status", "retirer", "fact_asked", "template", "variant", "author", "preview"),
    ]
    write_fieldsets = [
        (None, {"fields": ["version", "fact", "kind", "stem"]}),
        (_("Typed answer"), {"fields": ["accepted_texts", ("accepted_number", "hedged"), "accepted_date"]}),
        *(
            (
                format_lazy(_("Option {number}"), number=number),
                {
                    "fields": [
                        (f"option_{number}_text", f"option_{number}_is_key"),
                        (f"option_{number}_rationale", f"option_{number}_contradicted_by"),
                    ]
                },
            )
            for number in OPTION_ROWS
        ),
    ]

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["css/preview.css"]}

    @admin.display(description=_("stem"), ordering="current_version__stem")
    def stem(self, question: Question) -> str:
        return question.current_version.stem if question.current_version else question.key

    @admin.display(description=_("origin"))
    def origin(self, question: Question) -> str:
        if question.external_key:
            return gettext("imported")
        return gettext("generated") if question.template_id else gettext("written by hand")

    @admin.display(description=_("fact asked"))
    def fact_asked(self, question: Question) -> SafeString | str:
        if question.fact is None:
            return "–"
        address = reverse("admin:bank_fact_change", args=[question.fact_id])
        return format_html('<a href="{}">{}</a>', address, describe_fact(question.fact))

    @admin.display(description=_("as the learner sees it"))
    def preview(self, question: Question) -> SafeString | str:
        if question.current_version is None:
            return "–"
        proofs = question.current_version.options.filter(is_key=False).select_related("reviewer").order_by("order")
        context = {
            "preview": preview(question.current_version),
            "proofs": proofs,
            "is_written": question.template_id is None,
        }
        return render_to_string("authoring/_preview.html", context)

    def get_urls(self) -> list[URLPattern]:
        return [import_address(self), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_author(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_author(request) and (obj is None or (isinstance(obj, Question) and obj.template_id is None))

    def get_fieldsets(self, request: HttpRequest, obj: Question | None = None) -> Any:
        if obj is None:
            return self.write_fieldsets
        if obj.template_id:
            return [(None, {"fields": self.read_fields})]
        return [*self.write_fieldsets, (_("Preview"), {"fields": ["status", "retirer", "preview"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> Any:
        return self.read_fields if obj and obj.template_id else ["preview", "status", "retirer"]

    def get_form(self, request: HttpRequest, obj: Question | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None and obj.template_id:
            return super().get_form(request, obj, change, **kwargs)
        callback = partial(self.formfield_for_dbfield, request=request)
        return modelform_factory(Question, form=WrittenQuestionForm, fields=["fact", "kind"], formfield_callback=callback)

    def get_inlines(self, request: HttpRequest, obj: Question | None) -> list[type[InlineModelAdmin[Any, Any]]]:
        return [QuestionVersionInline] if obj else []

    def save_model(self, request: HttpRequest, obj: Question, form: ModelForm[Question], change: bool) -> None:
        """Store the question through the service; what the linter found is told, and keeps it a draft."""
        if not isinstance(form, WrittenQuestionForm) or not isinstance(request.user, User):
            raise PermissionDenied
        stored = Question.objects.get(pk=obj.pk) if change else None
        saved = save_written_question(written=form.written(), author=request.user, now=timezone.now(), question=stored)
        obj.pk = saved.question.pk
        obj.refresh_from_db()
        for flaw in saved.flaws:
            text = gettext("Rule %(rule)d, %(name)s: %(words)s.") % {
                "rule": flaw.rule,
                "name": flaw_name(flaw),
                "words": flaw.words,
            }
            self.message_user(request, text, messages.WARNING)
        if saved.flaws:
            self.message_user(request, gettext("The question is kept as a draft until these flaws are mended."), messages.WARNING)

    @admin.action(description=_("Take out of use"))
    def retire(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        if not isinstance(request.user, User):
            raise PermissionDenied
        count = 0
        for question in questions:
            if retire_question(question=question, by=request.user):
                self.log_change(request, question, gettext("Taken out of use."))
                count += 1
        text = ngettext("%d question taken out of use.", "%d questions taken out of use.", count) % count
        self.message_user(request, text, messages.SUCCESS)

    @admin.action(description=_("Put back into use"))
    def publish(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        count = 0
        for question in questions:
            try:
                if publish_question(question=question):
                    self.log_change(request, question, gettext("Put back into use."))
                    count += 1
            except UnfitQuestionError as error:
                self.message_user(request, str(error), messages.ERROR)
        text = ngettext("%d question put back into use.", "%d questions put back into use.", count) % count
        self.message_user(request, text, messages.SUCCESS if count else messages.WARNING)
