"""What packs bring: read here, changed in the pack's files."""

from django.contrib import admin, messages
from django.db.models import QuerySet, URLField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.authoring.admin.base import AuthorsRead
from kfor_quiz.authoring.admin.exams import author_of
from kfor_quiz.authoring.wording import describe_forms
from kfor_quiz.bank.models import Entity, Pack, Passage, Predicate, Source, SourceStatement, Template, Topic
from kfor_quiz.quizzes.models import Quiz
from kfor_quiz.quizzes.services.forms import NoFormsError, propose_forms


@admin.register(Pack)
class PackAdmin(AuthorsRead):
    list_display = ["title", "key", "language", "edition"]
    list_filter = ["language"]
    search_fields = ["title", "key", "edition"]
    actions = ["propose"]

    @admin.action(description=_("Propose exam forms A, B and C"))
    def propose(self, request: HttpRequest, packs: QuerySet[Pack]) -> None:
        for pack in packs:
            try:
                forms = propose_forms(pack=pack, by=author_of(request), now=timezone.now())
            except NoFormsError:
                text = gettext("“%(pack)s” has too few questions on core facts for exam forms.") % {"pack": pack.title}
                self.message_user(request, text, messages.ERROR)
            else:
                self.log_change(request, pack, gettext("Exam forms proposed."))
                self.message_user(request, describe_forms(forms), messages.SUCCESS)


@admin.register(Source)
class SourceAdmin(AuthorsRead):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ["title", "publisher", "seen", "pack"]
    list_filter = ["pack", "publisher", "is_retired"]
    search_fields = ["title", "publisher", "address", "key"]


@admin.register(Topic)
class TopicAdmin(AuthorsRead):
    list_display = ["title", "pack", "order", "summary"]
    list_filter = ["pack", "is_retired"]
    search_fields = ["title", "summary", "key"]


@admin.register(Passage)
class PassageAdmin(AuthorsRead):
    list_display = ["key", "topic", "order", "text"]
    list_filter = ["pack", "topic", "is_retired"]
    list_select_related = ["topic"]
    search_fields = ["key", "text"]


@admin.register(SourceStatement)
class SourceStatementAdmin(AuthorsRead):
    list_display = ["paragraph", "says", "fact_keys", "left_out"]
    list_filter = ["source", "is_retired", ("left_out", admin.EmptyFieldListFilter)]
    search_fields = ["paragraph", "says", "left_out"]


@admin.register(Entity)
class EntityAdmin(AuthorsRead):
    list_display = ["name", "abbreviation", "type", "in_glossary"]
    list_filter = ["pack", "type", "in_glossary", "is_retired"]
    search_fields = ["key", "name", "abbreviation", "variants"]


@admin.register(Predicate)
class PredicateAdmin(AuthorsRead):
    list_display = ["key", "states", "subject_type", "object_type", "functional", "inverse_functional"]
    list_filter = ["pack", "functional", "inverse_functional", "is_retired"]
    search_fields = ["key", "states"]


@admin.register(Template)
class TemplateAdmin(AuthorsRead):
    list_display = ["key", "fact_kind", "asks", "stem", "questions"]
    list_filter = ["pack", "fact_kind", "asks", "is_retired"]
    search_fields = ["key", "stem"]


@admin.register(Quiz)
class QuizAdmin(AuthorsRead):
    list_display = ["title", "pack", "length", "summary", "is_retired"]
    list_filter = ["pack", "is_retired"]
    search_fields = ["title", "summary", "key"]
