"""content/README.md says what the loader reads: every field, every word, no more and no less."""

import re
from typing import Any

import pytest
from django.core.management import get_commands
from pydantic import BaseModel

from kfor_quiz.engine.entities import Entity
from kfor_quiz.engine.facts import (
    ClaimValue,
    EventValue,
    Fact,
    FactKind,
    FalseVariant,
    Hedge,
    MeasureValue,
    Member,
    MembershipValue,
    RelationValue,
    TermValue,
)
from kfor_quiz.engine.knowledge import Pack, Passage, Predicate, ReadyQuiz, Source, Statement, Template, Topic, Welcome
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.templates import STEM_WORDS
from tests.content.reference import code_words, example, reference, section, table_rows

VALUES: dict[FactKind, type[BaseModel]] = {
    FactKind.EVENT: EventValue,
    FactKind.MEASURE: MeasureValue,
    FactKind.RELATION: RelationValue,
    FactKind.MEMBERSHIP: MembershipValue,
    FactKind.TERM: TermValue,
    FactKind.CLAIM: ClaimValue,
}
TABLES: list[tuple[str, str, type[BaseModel], set[str]]] = [
    ("pack.toml", "welcome", Welcome, set()),
    ("pack.toml", "source", Source, set()),
    ("pack.toml", "topic", Topic, set()),
    ("pack.toml", "quiz", ReadyQuiz, set()),
    ("entities.toml", "entity", Entity, set()),
    ("predicates.toml", "predicate", Predicate, set()),
    ("templates.toml", "template", Template, {"predicate"}),
    ("briefing/*.toml", "paragraph", Passage, {"topic"}),
    ("statements.toml", "statement", Statement, set()),
]


def rows_of(heading: str, table: str) -> list[dict[str, Any]]:
    """The tables of one name; one that stands once is a list of one."""
    found = example(heading)[table]
    return found if isinstance(found, list) else [found]


def fields_shown(rows: list[dict[str, Any]]) -> set[str]:
    return {field for row in rows for field in row}


@pytest.mark.parametrize(("heading", "table", "model", "elsewhere"), TABLES)
def test_the_example_of_a_table_shows_all_its_fields_and_no_others(
    heading: str, table: str, model: type[BaseModel], elsewhere: set[str]
) -> None:
    rows = rows_of(heading, table)
    shown = fields_shown(rows) - {"template"}
    assert shown == set(model.model_fields) - elsewhere


@pytest.mark.parametrize(("heading", "table", "model", "elsewhere"), TABLES)
def test_the_example_of_a_table_is_valid(heading: str, table: str, model: type[BaseModel], elsewhere: set[str]) -> None:
    for row in rows_of(heading, table):
        model.model_validate(
            {name: value for name, value in row.items() if name != "template"} | dict.fromkeys(elsewhere & {"topic"}, "burns")
        )


def test_the_head_of_a_pack_shows_all_its_fields() -> None:
    head = {name for name, value in example("pack.toml").items() if isinstance(value, str)}
    assert head == {name for name, field in Pack.model_fields.items() if field.annotation is str}


def test_the_templates_of_a_predicate_are_shown_as_they_are_read() -> None:
    [predicate] = example("predicates.toml")["predicate"]
    fixed = {"fact": FactKind.RELATION, "predicate": predicate["key"], "questions": [Kind.SINGLE_CHOICE, Kind.TYPED_TEXT]}
    templates = [Template.model_validate(fixed | row) for row in predicate["template"]]
    assert [template.asks for template in templates] == ["object", "subject", "pairs"]
    words = {word.strip("{}") for word in code_words(section("predicates.toml")) if word.startswith("{")}
    assert words == STEM_WORDS[FactKind.RELATION, "object"] | STEM_WORDS[FactKind.RELATION, "subject"]


def test_the_fields_of_every_fact_are_shown_once_for_all_kinds() -> None:
    shared = example("facts/*.toml")
    [fact] = shared.pop("claim")
    assert set(shared) == {"topic", "source"}
    assert set(fact) | set(shared) == set(Fact.model_fields) - {"value"}


@pytest.mark.parametrize("kind", FactKind)
def test_the_example_of_a_kind_of_fact_shows_all_its_fields_and_is_valid(kind: FactKind) -> None:
    [row] = example(kind.value)[kind.value]
    assert set(row) == set(VALUES[kind].model_fields) - {"kind"}
    if kind is FactKind.MEMBERSHIP:
        row["members"] += [{"concept": "another", "text": "another member"}]
    VALUES[kind].model_validate(row)


def test_the_parts_of_lists_and_claims_show_all_their_fields() -> None:
    [membership], [claim] = example("membership")["membership"], example("claim")["claim"]
    assert fields_shown(membership["members"]) == set(Member.model_fields)
    variants = [*membership["not_members"], *claim["wrong"], *example("term")["term"][0]["decoys"]]
    assert fields_shown(variants) | {"reviewer"} == set(FalseVariant.model_fields)
    assert any(word.startswith("reviewer = ") for word in code_words(section("claim")))


def test_every_hedge_and_every_reviewed_proof_is_named() -> None:
    assert all(hedge.value in section("measure") for hedge in Hedge)
    assert {"P4", "P5"} <= set(code_words(section("claim")))


def test_the_table_of_templates_is_what_the_engine_fills() -> None:
    shown = {(FactKind(fact), code_words(asks)[0]): words for fact, asks, words, _ in table_rows("templates.toml")}
    asked_below_predicates = {(FactKind.RELATION, asks) for asks in ("object", "subject", "pairs")}
    assert shown.keys() == STEM_WORDS.keys() - asked_below_predicates
    for pair, words in shown.items():
        named = {word.strip("{}") for word in code_words(words)}
        assert named <= STEM_WORDS[pair], pair
        assert {word.lower() for word in named} == {word.lower() for word in STEM_WORDS[pair]}, pair


def test_the_table_of_templates_names_every_kind_of_question() -> None:
    kinds = {kind for *_, questions in table_rows("templates.toml") for kind in code_words(questions)}
    assert kinds == {kind.value for kind in Kind}


def test_the_commands_that_it_names_exist() -> None:
    named = set(re.findall(r"manage\.py (\w+)", reference()))
    assert named
    assert named <= get_commands().keys()
