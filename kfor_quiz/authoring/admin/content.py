"""What packs bring: read here, changed in the pack's files."""

from django.contrib import admin
from django.db.models import URLField

from kfor_quiz.authoring.admin.base import AuthorsRead
from kfor_quiz.bank.models import Entity, Pack, Passage, Predicate, Source, SourceStatement, Template, Topic
from kfor_quiz.quizzes.models import Quiz


@admin.register(Pack)
class PackAdmin(AuthorsRead):
    list_display = ["title", "key", "language", "edition"]
    list_filter = ["language"]
    search_fields = ["title", "key", "edition"]


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
