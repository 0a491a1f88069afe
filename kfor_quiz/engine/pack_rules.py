"""What must be true between the rows of a pack: every key resolves, every fact is marked once, every paragraph is covered."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kfor_quiz.engine.briefing import marked_sentences, read_marks
from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.facts import EventValue, Fact, MembershipValue, RelationValue, TermValue
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.templates import FITTING_KINDS, unknown_words

Row = tuple[str, str]


@dataclass(frozen=True)
class Breach:
    """What is wrong with a row. `missing` is the table and key of the row that would mend it; no key: any row of that table."""

    message: str
    missing: Row | None = None


@dataclass(frozen=True)
class BrokenRule:
    """`row` is the table and the key of the row that breaks it; `missing` as in `Breach`."""

    row: Row
    message: str
    missing: Row | None = None


def _broken(row: Row, breaches: Iterable[Breach]) -> Iterator[BrokenRule]:
    return (BrokenRule(row, breach.message, breach.missing) for breach in breaches)


def broken_rules(pack: Pack) -> Iterator[BrokenRule]:
    """Every rule that the pack breaks."""
    if pack.language not in LANGUAGES:
        yield BrokenRule(("pack", pack.key), f"no language module for “{pack.language}”; there are: {', '.join(LANGUAGES)}")
    yield from _topics(pack)
    yield from _entities(pack)
    yield from _templates(pack)
    for fact in pack.facts:
        yield from _broken(("fact", fact.key), _fact(pack, fact))
    yield from _contradictions(pack)
    yield from _marks(pack)
    yield from _statements(pack)
    if pack.language in LANGUAGES:
        yield from _untold(pack)


def _unknown(keys: Iterable[str], known: Iterable[str], what: str) -> Iterator[Breach]:
    for key in sorted(set(keys) - set(known)):
        yield Breach(f"there is no {what} “{key}”", missing=(what, key))


def _topics(pack: Pack) -> Iterator[BrokenRule]:
    topics = {topic.key for topic in pack.topics}
    for quiz in pack.quizzes:
        yield from _broken(("quiz", quiz.key), _unknown(quiz.topics, topics, "topic"))
    for passage in pack.passages:
        yield from _broken(("paragraph", passage.key), _unknown([passage.topic], topics, "topic"))


def _entities(pack: Pack) -> Iterator[BrokenRule]:
    for entity in pack.entities:
        row = ("entity", entity.key)
        yield from _broken(row, _unknown(entity.part_of, pack.entity_index, "entity"))
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


def _fact(pack: Pack, fact: Fact) -> Iterator[Breach]:
    yield from _unknown([fact.topic], [topic.key for topic in pack.topics], "topic")
    source = next((source for source in pack.sources if source.key == fact.source), None)
    if source is None:
        yield Breach(f"there is no source “{fact.source}”", missing=("source", fact.source))
    elif fact.paragraph not in source.paragraphs:
        yield Breach(f"{fact.source} has no paragraph “{fact.paragraph}”")
    yield from _value(pack, fact)


def _value(pack: Pack, fact: Fact) -> Iterator[Breach]:
    match fact.value:
        case RelationValue(predicate=key, subject=subject, object=object_key):
            yield from _unknown([subject, object_key], pack.entity_index, "entity")
            yield from _unknown([key], pack.predicate_by_key, "predicate")
            yield from _types(pack, fact.value)
        case EventValue(who=who):
            yield from _unknown(who, pack.entity_index, "entity")
        case MembershipValue() as value:
            yield from _unknown(value.outsiders, pack.entity_index, "entity")
            yield from _unknown(value.same_bearer, [list_.key for list_, _ in pack.with_value(MembershipValue)], "membership")
            doubles = [concept for concept, count in Counter(m.concept for m in value.members).items() if count > 1]
            yield from (Breach(f"the concept “{concept}” is a member twice") for concept in doubles)
            inside = sorted({member.concept for member in value.members} & set(value.outsiders))
            yield from (Breach(f"“{key}” is a member and an outsider") for key in inside)
        case TermValue(entity=key):
            yield from _unknown([key], pack.entity_index, "entity")
            if key in pack.entity_index and not pack.entity_index[key].abbreviation:
                yield Breach(f"the entity “{key}” has no abbreviation")


def _types(pack: Pack, value: RelationValue) -> Iterator[Breach]:
    predicate = pack.predicate_by_key.get(value.predicate)
    if predicate is None:
        return
    for role, key, wanted in (("subject", value.subject, predicate.subject_type), ("object", value.object, predicate.object_type)):
        entity = pack.entity_index.get(key)
        if entity and entity.type != wanted:
            yield Breach(f"the {role} “{key}” is of type {entity.type}, but {predicate.key} wants {wanted}")


def _contradictions(pack: Pack) -> Iterator[BrokenRule]:
    """A predicate that allows one object for a subject, or one subject for an object, and facts that give two."""
    objects: dict[Row, str] = {}
    subjects: dict[Row, str] = {}
    for fact, relation in pack.with_value(RelationValue):
        predicate = pack.predicate_by_key.get(relation.predicate)
        row = ("fact", fact.key)
        if predicate and predicate.functional:
            known = objects.setdefault((predicate.key, relation.subject), relation.object)
            if known != relation.object:
                yield BrokenRule(row, f"{predicate.key} is functional, but “{relation.subject}” has “{known}” too")
        if predicate and predicate.inverse_functional:
            known = subjects.setdefault((predicate.key, relation.object), relation.subject)
            if known != relation.subject:
                yield BrokenRule(row, f"{predicate.key} is inverse functional, but “{relation.object}” has “{known}” too")


def _marks(pack: Pack) -> Iterator[BrokenRule]:
    counts: Counter[str] = Counter()
    for passage in pack.passages:
        marked = [fact for segment in read_marks(passage.text) for fact in segment.facts]
        counts.update(marked)
        yield from _broken(("paragraph", passage.key), _unknown(marked, pack.fact_by_key, "fact"))
    for fact in pack.facts:
        if counts[fact.key] != 1:
            message = f"is marked in {counts[fact.key]} sentences of the briefing; it must be in one"
            yield BrokenRule(("fact", fact.key), message, missing=("paragraph", "") if counts[fact.key] == 0 else None)


def _untold(pack: Pack) -> Iterator[BrokenRule]:
    """A fact's statement and its marked sentence are what feedback shows: each must hold the answer."""
    discloser = Discloser(pack)
    marked = [(key, sentence) for passage in pack.passages for key, sentence in marked_sentences(passage.text).items()]
    sound = [fact for fact in pack.facts if not any(_fact(pack, fact))]
    for fact in sound:
        sentences = [sentence for key, sentence in marked if key == fact.key]
        for what, texts in (("statement", [fact.statement]), ("marked sentence", sentences)):
            if texts and not any(fact.key in discloser.facts_in(text) for text in texts):
                yield BrokenRule(("fact", fact.key), f"its {what} must hold the answer, in words that are accepted")


def _statements(pack: Pack) -> Iterator[BrokenRule]:
    known = {paragraph for source in pack.sources for paragraph in source.paragraphs}
    for statement in pack.statements:
        row = ("statement", statement.says)
        yield from _broken(row, _unknown(statement.facts, pack.fact_by_key, "fact"))
        if statement.paragraph not in known:
            yield BrokenRule(row, f"there is no paragraph “{statement.paragraph}”", missing=("source", ""))
    stated = {statement.paragraph for statement in pack.statements}
    for source in pack.sources:
        for paragraph in source.paragraphs:
            if paragraph not in stated:
                yield BrokenRule(("source", source.key), f"no statement covers paragraph {paragraph}", missing=("statement", ""))
