"""What must be true of one fact of a pack: its keys resolve, its paragraphs exist, its words fit."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.facts import (
    ClaimValue,
    EventValue,
    Fact,
    FalseVariant,
    MembershipValue,
    RelationValue,
    TermValue,
)
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.letters import letters_fit
from kfor_quiz.engine.scoring import MOST_LINES

Row = tuple[str, str]


@dataclass(frozen=True)
class Breach:
    """What is wrong with a row. `missing` is the table and key of the row that would mend it; no key: any row of that table."""

    message: str
    missing: Row | None = None


def unknown(keys: Iterable[str], known: Iterable[str], what: str) -> Iterator[Breach]:
    """A breach for each key that is not known."""
    for key in sorted(set(keys) - set(known)):
        yield Breach(f"there is no {what} “{key}”", missing=(what, key))


def fact_breaches(pack: Pack, fact: Fact) -> Iterator[Breach]:
    """Every rule that the fact breaks by itself."""
    yield from unknown([fact.topic], [topic.key for topic in pack.topics], "topic")
    yield from _paragraphs(pack, fact)
    yield from _dates(fact)
    yield from _keys(pack, fact)
    language = LANGUAGES.get(pack.language)
    if language:
        yield from _words(pack, fact, language)


def _paragraphs(pack: Pack, fact: Fact) -> Iterator[Breach]:
    source = next((source for source in pack.sources if source.key == fact.source), None)
    if source is None:
        yield Breach(f"there is no source “{fact.source}”", missing=("source", fact.source))
        return
    if fact.paragraph not in source.paragraphs:
        yield Breach(f"{fact.source} has no paragraph “{fact.paragraph}”")
    for variant in false_variants(fact):
        if variant.paragraph not in source.paragraphs:
            yield Breach(f"the proof against “{variant.text}”: {fact.source} has no paragraph “{variant.paragraph}”")


def false_variants(fact: Fact) -> tuple[FalseVariant, ...]:
    """The wrong answers that a person wrote for the fact."""
    match fact.value:
        case ClaimValue(wrong=variants) | MembershipValue(not_members=variants):
            return variants
        case TermValue(decoys=decoys, decoy_abbreviations=abbreviations):
            return (*decoys, *abbreviations)
        case _:
            return ()


def _dates(fact: Fact) -> Iterator[Breach]:
    if fact.valid_from and fact.valid_to and read_date(fact.valid_to).last < read_date(fact.valid_from).first:
        yield Breach(f"valid_to ({fact.valid_to}) is before valid_from ({fact.valid_from})")


def _keys(pack: Pack, fact: Fact) -> Iterator[Breach]:
    match fact.value:
        case RelationValue(predicate=key, subject=subject, object=object_key):
            yield from unknown([subject, object_key], pack.entity_index, "entity")
            yield from unknown([key], pack.predicate_by_key, "predicate")
            yield from _types(pack, fact.value)
        case EventValue(who=who):
            yield from unknown(who, pack.entity_index, "entity")
        case MembershipValue():
            yield from _members(pack, fact.value)
        case TermValue(entity=key):
            yield from unknown([key], pack.entity_index, "entity")
            if key in pack.entity_index and not pack.entity_index[key].abbreviation:
                yield Breach(f"the entity “{key}” has no abbreviation")


def _members(pack: Pack, value: MembershipValue) -> Iterator[Breach]:
    yield from unknown(value.outsiders, pack.entity_index, "entity")
    lists = [fact.key for fact, _ in pack.with_value(MembershipValue)]
    for breach in unknown(value.same_bearer, lists, "membership"):
        yield Breach(breach.message, missing=("fact", breach.missing[1]) if breach.missing else None)
    doubles = [concept for concept, count in Counter(member.concept for member in value.members).items() if count > 1]
    yield from (Breach(f"the concept “{concept}” is a member twice") for concept in doubles)
    if value.ask_all:
        yield from _recalled_whole(value)
    inside = sorted({member.concept for member in value.members} & set(value.outsiders))
    yield from (Breach(f"“{key}” is a member and an outsider") for key in inside)


def _recalled_whole(value: MembershipValue) -> Iterator[Breach]:
    """A list that is asked for as a whole is complete, and typed one to a line, or with commas and semicolons between."""
    if not value.closed:
        yield Breach("`ask_all` asks for a complete list, and this one is open")
    if len(value.members) > MOST_LINES:
        yield Breach(f"`ask_all` asks for {len(value.members)} members; nobody can type more than {MOST_LINES}")
    for member in value.members:
        if re.search("[,;]", member.text):
            yield Breach(f"“{member.text}” cannot be typed in a list (`ask_all`): a comma or semicolon parts what is typed")


def _types(pack: Pack, value: RelationValue) -> Iterator[Breach]:
    predicate = pack.predicate_by_key.get(value.predicate)
    if predicate is None:
        return
    for role, key, wanted in (("subject", value.subject, predicate.subject_type), ("object", value.object, predicate.object_type)):
        entity = pack.entity_index.get(key)
        if entity and entity.type != wanted:
            yield Breach(f"the {role} “{key}” is of type {entity.type}, but {predicate.key} wants {wanted}")


def _words(pack: Pack, fact: Fact, language: Language) -> Iterator[Breach]:
    match fact.value:
        case ClaimValue() as claim:
            yield from _articles(claim, language)
            yield from _right_ones((claim.answer, *claim.accept), claim.wrong, language)
        case TermValue(entity=key) as term if key in pack.entity_index:
            names = pack.entity_index[key].names()
            yield from _right_ones(names, (*term.decoys, *term.decoy_abbreviations), language)
            yield from _letters(pack, term, language)


def _articles(claim: ClaimValue, language: Language) -> Iterator[Breach]:
    """“a [transitional]” and “independent” give “a independent”."""
    for text in (claim.answer, *(wrong.text for wrong in claim.wrong)):
        for found in language.words.ill_fitting_article.finditer(claim.with_part(text)):
            yield Breach(f"with “{text}” in its place the proposition reads “{found[0]}”: put the article into the brackets")


def _right_ones(names: Iterable[str], variants: Iterable[FalseVariant], language: Language) -> Iterator[Breach]:
    right = {language.normalise(name) for name in names}
    for variant in variants:
        if language.normalise(variant.text) in right:
            yield Breach(f"“{variant.text}” is right, and cannot stand among the wrong answers")


def _letters(pack: Pack, term: TermValue, language: Language) -> Iterator[Breach]:
    """A decoy that fits its letters less well than the true name would give itself away."""
    entity = pack.entity_index[term.entity]
    true = letters_fit(entity.abbreviation, entity.name, language.words.function)
    for decoy in term.decoys:
        if letters_fit(entity.abbreviation, decoy.text, language.words.function) > true:
            yield Breach(f"“{decoy.text}” does not fit the letters {entity.abbreviation} as well as “{entity.name}” does")
