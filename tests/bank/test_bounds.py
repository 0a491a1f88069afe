"""What a pack may hold fits into the columns it is stored in: the engine's bounds are the database's."""

from typing import get_args

import pytest
from django.db import models
from pydantic.fields import FieldInfo

from kfor_quiz.bank.models import Entity, Fact, FactVersion, Pack, Passage, Predicate, Source, SourceStatement, Template, Topic
from kfor_quiz.engine import entities, facts, knowledge
from kfor_quiz.engine.schema import Record
from kfor_quiz.quizzes.models import Quiz

STORED_AS: list[tuple[type[Record], type[models.Model]]] = [
    (knowledge.PackHead, Pack),
    (knowledge.Source, Source),
    (knowledge.Topic, Topic),
    (knowledge.Passage, Passage),
    (knowledge.Statement, SourceStatement),
    (knowledge.Predicate, Predicate),
    (knowledge.Template, Template),
    (knowledge.ReadyQuiz, Quiz),
    (entities.Entity, Entity),
    (facts.Fact, Fact),
    (facts.Fact, FactVersion),
]


def longest(field: FieldInfo) -> int:
    """How many characters the field takes: its bound, or its longest choice."""
    bounds = [int(bound) for found in constraints(field) if (bound := getattr(found, "max_length", None))]
    choices = [len(choice) for choice in get_args(field.annotation) if isinstance(choice, str)]
    return min(bounds, default=max(choices, default=10**9))


def constraints(field: FieldInfo) -> list[object]:
    """The field's own, and those of the type that it may leave out."""
    return [*field.metadata, *(found for one in get_args(field.annotation) for found in getattr(one, "__metadata__", ()))]


@pytest.mark.parametrize(("record", "model"), STORED_AS, ids=lambda one: one.__name__)
def test_a_text_that_the_engine_takes_fits_its_column(record: type[Record], model: type[models.Model]) -> None:
    columns = {column.name: column.max_length for column in model._meta.concrete_fields if column.max_length}
    shared = columns.keys() & record.model_fields.keys()
    assert shared
    assert {name for name in shared if longest(record.model_fields[name]) > (columns[name] or 0)} == set()


def test_the_citation_of_a_version_takes_what_a_source_and_an_edition_may_be() -> None:
    columns = {column.name: column.max_length for column in FactVersion._meta.concrete_fields}
    source = knowledge.Source.model_fields
    assert columns["source_title"] == longest(source["title"])
    assert columns["source_publisher"] == longest(source["publisher"])
    assert columns["source_address"] == longest(source["address"])
    assert columns["edition"] == longest(knowledge.PackHead.model_fields["edition"])
