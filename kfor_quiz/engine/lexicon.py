"""What a pack names and counts: with it a typed answer is told from a slip that reaches something else."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kfor_quiz.engine.comparing import only_in, series_of, tells_apart
from kfor_quiz.engine.entities import Entity
from kfor_quiz.engine.facts import FactValue, MeasureValue, MembershipValue, RelationValue
from kfor_quiz.engine.knowledge import Pack, Predicate
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.names import Name, Spellings, Words, forms, spellings


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The names, lists and figures of one pack. It never changes: a pack that says something else has another one.

    `names`: every name of each entity by its key. `ties`: for each entity, those that a relation with one answer each way ties to
    it, as an office and its holder. `lists` and `figures`: the memberships and the measures by the key of their fact.
    """

    language: Language
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lists: Mapping[str, MembershipValue] = field(default_factory=dict)
    figures: Mapping[str, MeasureValue] = field(default_factory=dict)

    @cached_property
    def checksum(self) -> str:
        """64 hex digits that are the same for the same names and figures."""
        values = {key: value.model_dump(mode="json") for key, value in (*self.lists.items(), *self.figures.items())}
        content = [type(self.language).__name__, self.names, self.ties, values]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def own(self, right: frozenset[str]) -> frozenset[str]:
        """Keys of the entities that the right names (see `names.forms`) stand for, and of those tied to them.

        These are the ones that have all their names among them; where there are none, those that have one.
        """
        named = {key for form in right for key in self._keys.get(form, ())}
        whole = {key for key in named if all(right.issuperset(forms(name, self.language)) for name in self.names[key])}
        own = whole or named
        return frozenset(own).union(*(self.ties.get(key, ()) for key in own))

    def holds_other(self, typed: set[str], own: frozenset[str]) -> bool:
        """True when one form of an answer (see `names.forms`) is the name of another entity."""
        held = self._keys.keys() & typed
        return any(not own.issuperset(self._keys[form]) for form in held)

    def other_names(self, name: str) -> frozenset[str]:
        """Every name of the entity that this is a name of; empty where it is that of none or of several."""
        keys = {key for form in forms(name, self.language) for key in self._keys.get(form, ())}
        return frozenset(self.names[keys.pop()]) if len(keys) == 1 else frozenset()

    def forgives_other(self, typed: Iterable[Words], own: frozenset[str], right: frozenset[str]) -> bool:
        """True when one reading of an answer is the name of another entity with slips that are forgiven.

        A name that is also right is passed over.
        """
        return any(
            entry.key not in own and entry.name.forgives(words) and right.isdisjoint(entry.forms)
            for words in typed
            for near in self._spellings.near(words)
            for entry in self._by_words.get(near, ())
        )

    @cached_property
    def _entries(self) -> tuple["_Entry", ...]:
        """One for each spelling of each name."""
        named = ((key, name) for key, names in self.names.items() for name in names)
        return tuple(dict.fromkeys(entry for key, name in named for entry in _spell(key, name, self.language)))

    @cached_property
    def _keys(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self._entries:
            for form in entry.forms:
                found[form].add(entry.key)
        return found

    @cached_property
    def _by_words(self) -> dict[Words, list["_Entry"]]:
        found: dict[Words, list[_Entry]] = defaultdict(list)
        for entry in self._entries:
            found[entry.name.words].append(entry)
        return found

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self._by_words)

    def rivals(self, fact_key: str) -> tuple[str, ...]:
        """What stands in other complete lists of the family and not in this one; nothing for a fact that is no list."""
        held = self.lists.get(fact_key)
        others = self._by_family.get(held.family or "", []) if held else []
        return tuple(
            text
            for other in others
            for member in (only_in(other, held, self.lists) if held else [])
            for text in (member.text, *member.accept)
        )

    @cached_property
    def _by_family(self) -> dict[str, list[MembershipValue]]:
        found: dict[str, list[MembershipValue]] = defaultdict(list)
        for held in self.lists.values():
            if held.closed and held.family:
                found[held.family].append(held)
        return found

    def other_numbers(self, fact_key: str) -> frozenset[int]:
        """Figures of the same thing that are true elsewhere; none for a fact that is no measure."""
        measure = self.figures.get(fact_key)
        if measure is None:
            return frozenset()
        return frozenset(other.number for other in self._by_series[series_of(measure)] if tells_apart(measure, other))

    @cached_property
    def _by_series(self) -> dict[tuple[str, str], list[MeasureValue]]:
        found: dict[tuple[str, str], list[MeasureValue]] = defaultdict(list)
        for measure in self.figures.values():
            found[series_of(measure)].append(measure)
        return found

    def other_units(self, fact_key: str, unit: str) -> list[frozenset[str]]:
        """The words of the units of other figures, and of common units, without those that the question or its fact says too."""
        measure, words = self.figures.get(fact_key), self.language.unit_words
        asked = words(" ".join((unit, measure.names, measure.ask, *measure.equal_units))) if measure else words(unit)
        return [other for other in self._units if not other <= asked]

    @cached_property
    def _units(self) -> frozenset[frozenset[str]]:
        units = (*(measure.unit for measure in self.figures.values()), *self.language.common_units)
        return frozenset(map(self.language.unit_words, units))


@dataclass(frozen=True, slots=True)
class _Entry:
    """One spelling of one name of an entity, and what the name is in all its wordings, run together."""

    name: Name
    key: str
    forms: tuple[str, ...]


def _spell(key: str, name: str, language: Language) -> Iterator[_Entry]:
    wordings = language.rewordings(name)
    found = tuple(dict.fromkeys(form for wording in wordings for form in forms(wording, language)))
    return (_Entry(spelling, key, found) for wording in wordings for spelling in spellings(wording, language))


def lexicon_of(pack: Pack) -> Lexicon:
    """The lexicon of a pack as its files say it."""
    values = {fact.key: fact.value for fact in pack.facts}
    return make_lexicon(LANGUAGES[pack.language], pack.entities, pack.predicates, values)


def make_lexicon(
    language: Language, entities: Iterable[Entity], predicates: Iterable[Predicate], values: Mapping[str, FactValue]
) -> Lexicon:
    """A lexicon of these entities and values (by the key of their fact), in whatever order they come."""
    return Lexicon(
        language=language,
        names={entity.key: entity.names() for entity in sorted(entities, key=lambda entity: entity.key)},
        ties=ties_of(predicates, (value for value in values.values() if isinstance(value, RelationValue))),
        lists={key: value for key, value in sorted(values.items()) if isinstance(value, MembershipValue)},
        figures={key: value for key, value in sorted(values.items()) if isinstance(value, MeasureValue)},
    )


def ties_of(predicates: Iterable[Predicate], relations: Iterable[RelationValue]) -> dict[str, tuple[str, ...]]:
    """What relations with one answer each way tie to each entity, as an office and its holder."""
    both_ways = {predicate.key for predicate in predicates if predicate.functional and predicate.inverse_functional}
    found: dict[str, set[str]] = defaultdict(set)
    for relation in relations:
        if relation.predicate in both_ways:
            found[relation.subject].add(relation.object)
            found[relation.object].add(relation.subject)
    return {key: tuple(sorted(tied)) for key, tied in sorted(found.items())}
