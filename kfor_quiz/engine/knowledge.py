"""All that one pack knows, in the shape that reading, generation and checking share."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal, Self, TypeVar

from pydantic import model_validator

from kfor_quiz.engine.entities import Entity, EntityIndex
from kfor_quiz.engine.facts import Fact, FactKind
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.schema import Address, Code, Count, Day, Edition, Flag, Key, Line, Number, Phrase, Record, Text, Title

Value = TypeVar("Value", bound=Record)


Asked = Literal[
    "date", "event", "truth", "order", "first", "place", "number", "gap", "members", "member", "which_set", "all", "odd",
    "expansion", "abbreviation", "part", "object", "subject", "pairs", "parts",
]  # fmt: skip


class Source(Record):
    """A document that facts are taken from; `paragraphs` lists the numbers it is cited by."""

    key: Key
    title: Line
    publisher: Title
    address: Address
    seen: Day
    paragraphs: tuple[Number, ...]


class Topic(Record):
    key: Key
    title: Title
    summary: Text


class Welcome(Record):
    """What a visitor reads of the subject before signing in, with one question answered wrongly and explained, for example."""

    headline: Text
    lead: Text
    stem: Text
    wrong: Text
    rationale: Text
    right: Text
    sentence: Text

    @model_validator(mode="after")
    def _sentence_tells(self) -> Self:
        if self.right.casefold() not in self.sentence.casefold():
            raise ValueError("`sentence` must hold the text of `right`")
        return self


class ReadyQuiz(Record):
    """A ready-made quiz; no topics or kinds of fact named means all of them."""

    key: Key
    title: Title
    summary: Line
    length: Count
    topics: tuple[Key, ...] = ()
    fact_kinds: tuple[FactKind, ...] = ()


class Template(Record):
    """How one part (`asks`) of a kind of fact is asked, and by which kinds of question."""

    key: Key
    fact: FactKind
    asks: Asked
    stem: Text
    questions: tuple[Kind, ...]
    predicate: Key | None = None


class Predicate(Record):
    """A relation between two types of entity; the two flags prove distractors false.

    `part` is what an object completes, as in “It was presented by …”: such statements of one subject are matched to their objects.
    """

    key: Key
    subject_type: Key
    object_type: Key
    functional: Flag
    inverse_functional: Flag
    states: Text
    part: Phrase = ""

    @model_validator(mode="after")
    def _states_both(self) -> Self:
        found = [word.replace("{O", "{o").replace("{S", "{s") for word in re.findall(r"[{}][^{}]*[{}]?", self.states)]
        if sorted(found) != ["{object}", "{subject}"]:
            raise ValueError("`states` must hold {subject} and {object}, once each, and no other braces")
        return self


class Passage(Record):
    """A paragraph of the briefing, with its marks (see `briefing.read_marks`)."""

    key: Key
    topic: Key
    text: Text


class Statement(Record):
    """One checkable statement of a source: the facts that carry it, or why it is left out."""

    paragraph: Number
    says: Text
    facts: tuple[Key, ...] = ()
    left_out: str = ""

    @model_validator(mode="after")
    def _facts_or_reason(self) -> Self:
        if bool(self.facts) == bool(self.left_out):
            raise ValueError("give either `facts` or `left_out`")
        return self


class PackHead(Record):
    """What stands at the head of pack.toml."""

    key: Key
    title: Title
    language: Code
    edition: Edition
    notice: Line


class Pack(PackHead):
    """A whole pack as its files say it."""

    welcome: Welcome | None = None
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    quizzes: tuple[ReadyQuiz, ...] = ()
    entities: tuple[Entity, ...]
    predicates: tuple[Predicate, ...] = ()
    templates: tuple[Template, ...]
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...] = ()

    @cached_property
    def entity_index(self) -> EntityIndex:
        return EntityIndex(self.entities)

    @cached_property
    def fact_by_key(self) -> dict[str, Fact]:
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def predicate_by_key(self) -> dict[str, Predicate]:
        return {predicate.key: predicate for predicate in self.predicates}

    def with_value(self, value_type: type[Value]) -> Sequence[tuple[Fact, Value]]:
        """The facts of one kind, each with its value, in the order of their keys."""
        return self._by_value_type.get(value_type, ())

    @cached_property
    def _by_value_type(self) -> dict[type, list[tuple[Fact, Any]]]:
        found: dict[type, list[tuple[Fact, Any]]] = defaultdict(list)
        for fact in sorted(self.facts, key=lambda fact: fact.key):
            found[type(fact.value)].append((fact, fact.value))
        return found

    def templates_for(self, fact: Fact) -> Sequence[Template]:
        """The templates that ask a fact."""
        shared, own = self._templates.get((fact.kind, None), []), getattr(fact.value, "predicate", None)
        return [*shared, *self._templates.get((fact.kind, own), [])] if own else shared

    @cached_property
    def _templates(self) -> dict[tuple[FactKind, str | None], list[Template]]:
        found: dict[tuple[FactKind, str | None], list[Template]] = defaultdict(list)
        for template in self.templates:
            found[template.fact, template.predicate].append(template)
        return found
