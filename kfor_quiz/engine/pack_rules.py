"""What must be true between the rows of a pack: every key resolves, every fact is marked once, every paragraph is covered."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kfor_quiz.engine.briefing import marked_sentences, read_marks
from kfor_quiz.engine.disclosure import Discloser
from kfor_quiz.engine.fact_rules import Breach, Row, fact_breaches, unknown
from kfor_quiz.engine.facts import ClaimValue, Fact, RelationValue
from kfor_quiz.engine.knowledge import Pack, Template
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lint import names_a_time
from kfor_quiz.engine.templates import FITTING_KINDS, STEM_WORDS, StemWriter, unknown_words

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#.:@]+[^\s/?#@]*([/?#]\S*)?")


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
    if pack.language and pack.language not in LANGUAGES:
        yield BrokenRule(("pack", pack.key), f"no language module for “{pack.language}”; there are: {', '.join(LANGUAGES)}")
    yield from _sources(pack)
    yield from _topics(pack)
    yield from _entities(pack)
    yield from _templates(pack)
    for fact in pack.facts:
        yield from _broken(("fact", fact.key), fact_breaches(pack, fact))
    yield from _contradictions(pack)
    yield from _marks(pack)
    yield from _statements(pack)
    if pack.language in LANGUAGES:
        sound = [fact for fact in pack.facts if not any(fact_breaches(pack, fact))]
        yield from _untold(pack, sound)
        yield from _undated(pack, sound)


def _sources(pack: Pack) -> Iterator[BrokenRule]:
    for source in pack.sources:
        if not _WEB_ADDRESS.fullmatch(source.address):
            yield BrokenRule(("source", source.key), f"“{source.address}” is no web address; it begins with https:// or http://")


def _topics(pack: Pack) -> Iterator[BrokenRule]:
    topics = {topic.key for topic in pack.topics}
    for quiz in pack.quizzes:
        yield from _broken(("quiz", quiz.key), unknown(quiz.topics, topics, "topic"))
    for passage in pack.passages:
        yield from _broken(("paragraph", passage.key), unknown([passage.topic], topics, "topic"))


def _entities(pack: Pack) -> Iterator[BrokenRule]:
    for entity in pack.entities:
        row = ("entity", entity.key)
        yield from _broken(row, unknown(entity.part_of, pack.entity_index, "entity"))
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
        row = ("template", template.key)
        yield from (BrokenRule(row, message) for message in _unfit_stem(template))
        if (template.fact == "relation" and template.asks in {"object", "subject", "pairs"}) != bool(template.predicate):
            yield BrokenRule(row, "a template of a relation stands below its predicate")
        if template.predicate:
            yield from _broken(row, unknown([template.predicate], pack.predicate_by_key, "predicate"))


def _unfit_stem(template: Template) -> Iterator[str]:
    what = f"fact = “{template.fact}” and asks = “{template.asks}”"
    if (template.fact, template.asks) not in STEM_WORDS:
        yield f"{what} do not go together; content/README.md lists what does"
        return
    for word in unknown_words(template):
        yield f"{{{word}}} cannot stand in a stem with {what}" if word != template.stem else "its braces do not match"
    unfit = set(template.questions) - FITTING_KINDS[template.fact, template.asks]
    if unfit:
        yield f"{', '.join(sorted(unfit))} cannot be the kind of a question with {what}"
    if not template.questions:
        yield "`questions` must list at least one kind of question"


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
        yield from _broken(("paragraph", passage.key), unknown(marked, pack.fact_by_key, "fact"))
    for fact in pack.facts:
        if counts[fact.key] != 1:
            message = f"is marked in {counts[fact.key]} sentences of the briefing; it must be in one"
            yield BrokenRule(("fact", fact.key), message, missing=("paragraph", "") if counts[fact.key] == 0 else None)


def _untold(pack: Pack, sound: list[Fact]) -> Iterator[BrokenRule]:
    """A fact's statement and its marked sentence are what feedback shows: each must hold the answer."""
    discloser = Discloser(pack)
    marked = [(key, sentence) for passage in pack.passages for key, sentence in marked_sentences(passage.text).items()]
    for fact in sound:
        sentences = [sentence for key, sentence in marked if key == fact.key]
        for what, texts in (("statement", [fact.statement]), ("marked sentence", sentences)):
            if texts and not any(fact.key in discloser.facts_in(text) for text in texts):
                yield BrokenRule(("fact", fact.key), f"its {what} must hold the answer, in words that are accepted")


_ASK_SEVERAL = frozenset({"which_set", "odd", "order", "first", "pairs", "parts"})


def _undated(pack: Pack, sound: list[Fact]) -> Iterator[BrokenRule]:
    """What can go stale is asked as of its time, whichever template asks."""
    writer = StemWriter(pack)
    for fact in sound:
        for template in pack.templates if fact.as_of else ():
            if template.fact == fact.kind and _undated_stem(writer, template, fact):
                message = f"`as_of` is set, so the question must name the time; made with “{template.key}” it does not"
                yield BrokenRule(("fact", fact.key), message)


def _undated_stem(writer: StemWriter, template: Template, fact: Fact) -> bool:
    """True when the template asks this fact alone and names no time. Where it asks others too, the linter looks at the options."""
    relation = fact.value if isinstance(fact.value, RelationValue) else None
    is_of_another = relation is not None and template.predicate not in {None, relation.predicate}
    if template.asks in _ASK_SEVERAL or is_of_another or any(_unfit_stem(template)):
        return False
    words = writer.words(fact)
    if isinstance(fact.value, ClaimValue):
        words["proposition"] = fact.value.with_part(fact.value.answer)
    if relation:
        words["proposition"] = writer.states(relation, subject=relation.subject, object_key=relation.object)
    stem = writer.fill(template, words)
    return bool(stem) and not names_a_time(stem, writer.language.words)


def _statements(pack: Pack) -> Iterator[BrokenRule]:
    known = {paragraph for source in pack.sources for paragraph in source.paragraphs}
    for statement in pack.statements:
        row = ("statement", statement.says)
        yield from _broken(row, unknown(statement.facts, pack.fact_by_key, "fact"))
        if statement.paragraph not in known:
            yield BrokenRule(row, f"there is no paragraph “{statement.paragraph}”", missing=("source", ""))
    mapped = {key for statement in pack.statements for key in statement.facts}
    for fact in pack.facts:
        if fact.key not in mapped:
            message = "no statement names it, so nothing says what in the source it rests on; list it in statements.toml"
            yield BrokenRule(("fact", fact.key), message, missing=("statement", ""))
    stated = {statement.paragraph for statement in pack.statements}
    for source in pack.sources:
        for paragraph in source.paragraphs:
            if paragraph not in stated:
                yield BrokenRule(("source", source.key), f"no statement covers paragraph {paragraph}", missing=("statement", ""))
