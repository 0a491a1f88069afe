"""What must be true between the rows of a pack: every key resolves, every fact is marked once, every paragraph is covered."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kfor_quiz.engine.briefing import read_marks
from kfor_quiz.engine.facts import EventValue, Fact, MembershipValue, RelationValue, TermValue
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.templates import FITTING_KINDS, unknown_words


@dataclass(frozen=True)
class BrokenRule:
    """`row` is the table and the key of the row that breaks it."""

    row: tuple[str, str]
    message: str


def broken_rules(pack: Pack) -> Iterator[BrokenRule]:
    """Every rule that the pack breaks."""
    if pack.language not in LANGUAGES:
        yield BrokenRule(("pack", pack.key), f"no language module for “{pack.language}”; there are: {', '.join(LANGUAGES)}")
    yield from _topics(pack)
    yield from _entities(pack)
    yield from _templates(pack)
    for fact in pack.facts:
        yield from (BrokenRule(("fact", fact.key), message) for message in _fact(pack, fact))
    yield from _marks(pack)
    yield from _statements(pack)


def _unknown(keys: Iterable[str], known: Iterable[str], what: str) -> Iterator[str]:
    for key in sorted(set(keys) - set(known)):
        yield f"there is no {what} “{key}”"


def _topics(pack: Pack) -> Iterator[BrokenRule]:
    topics = {topic.key for topic in pack.topics}
    for quiz in pack.quizzes:
        yield from (BrokenRule(("quiz", quiz.key), message) for message in _unknown(quiz.topics, topics, "topic"))
    for passage in pack.passages:
        yield from (BrokenRule(("paragraph", passage.key), message) for message in _unknown([passage.topic], topics, "topic"))


def _entities(pack: Pack) -> Iterator[BrokenRule]:
    for entity in pack.entities:
        row = ("entity", entity.key)
        yield from (BrokenRule(row, message) for message in _unknown(entity.part_of, pack.entity_index, "entity"))
        if entity.key in pack.entity_index.wholes(entity.key):
            yield BrokenRule(row, "is a part of itself")
    owners: dict[tuple[str, str], str] = {}
    for entity in pack.entities:
        for name in entity.names():
            owner = owners.setdefault((entity.type, name.casefold()), entity.key)
            if owner != entity.key:
                yield BrokenRule(("entity", entity.key), f"shares the name “{name}” with “{owner}” of the same type")


def _templates(pack: Pack) -> Iterator[BrokenRule]:
    for template in pack.templates:
        for word in unknown_words(template):
            yield BrokenRule(
                ("template", template.key), f"{{{word}}} is not known in a stem that asks for {template.asks} of a {template.fact}"
            )
        unfit = set(template.questions) - FITTING_KINDS.get((template.fact, template.asks), set())
        if unfit:
            yield BrokenRule(
                ("template", template.key), f"{', '.join(sorted(unfit))} cannot ask for {template.asks} of a {template.fact}"
            )
        if (template.fact == "relation" and template.asks in {"object", "subject"}) != bool(template.predicate):
            yield BrokenRule(("template", template.key), "a template of a relation stands below its predicate")


def _fact(pack: Pack, fact: Fact) -> Iterator[str]:
    yield from _unknown([fact.topic], [topic.key for topic in pack.topics], "topic")
    source = next((source for source in pack.sources if source.key == fact.source), None)
    if source is None:
        yield f"there is no source “{fact.source}”"
    elif fact.paragraph not in source.paragraphs:
        yield f"{fact.source} has no paragraph “{fact.paragraph}”"
    yield from _value(pack, fact)


def _value(pack: Pack, fact: Fact) -> Iterator[str]:
    match fact.value:
        case RelationValue(predicate=key, subject=subject, object=object_key):
            yield from _unknown([subject, object_key], pack.entity_index, "entity")
            yield from _unknown([key], pack.predicate_by_key, "predicate")
            yield from _types(pack, fact.value)
        case EventValue(who=who):
            yield from _unknown(who, pack.entity_index, "entity")
        case MembershipValue() as value:
            yield from _unknown(value.outsiders, pack.entity_index, "entity")
            doubles = [concept for concept, count in Counter(m.concept for m in value.members).items() if count > 1]
            yield from (f"the concept “{concept}” is a member twice" for concept in doubles)
        case TermValue(entity=key):
            yield from _unknown([key], pack.entity_index, "entity")
            if key in pack.entity_index and not pack.entity_index[key].abbreviation:
                yield f"the entity “{key}” has no abbreviation"


def _types(pack: Pack, value: RelationValue) -> Iterator[str]:
    predicate = pack.predicate_by_key.get(value.predicate)
    if predicate is None:
        return
    for role, key, wanted in (("subject", value.subject, predicate.subject_type), ("object", value.object, predicate.object_type)):
        entity = pack.entity_index.get(key)
        if entity and entity.type != wanted:
            yield f"the {role} “{key}” is of type {entity.type}, but {predicate.key} wants {wanted}"


def _marks(pack: Pack) -> Iterator[BrokenRule]:
    counts: Counter[str] = Counter()
    for passage in pack.passages:
        marked = [fact for segment in read_marks(passage.text) for fact in segment.facts]
        counts.update(marked)
        yield from (BrokenRule(("paragraph", passage.key), message) for message in _unknown(marked, pack.fact_by_key, "fact"))
    for fact in pack.facts:
        if counts[fact.key] != 1:
            yield BrokenRule(("fact", fact.key), f"is marked in {counts[fact.key]} sentences of the briefing; it must be in one")


def _statements(pack: Pack) -> Iterator[BrokenRule]:
    known = {paragraph for source in pack.sources for paragraph in source.paragraphs}
    for statement in pack.statements:
        row = ("statement", statement.says)
        yield from (BrokenRule(row, message) for message in _unknown(statement.facts, pack.fact_by_key, "fact"))
        yield from (BrokenRule(row, message) for message in _unknown([statement.paragraph], known, "paragraph"))
    stated = {statement.paragraph for statement in pack.statements}
    for source in pack.sources:
        for paragraph in source.paragraphs:
            if paragraph not in stated:
                yield BrokenRule(("source", source.key), f"no statement covers paragraph {paragraph}")
