"""What wrong options are drawn from, looked up once for a whole pack, so that a question costs the same in a large one."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from kfor_quiz.engine.comparing import series_of
from kfor_quiz.engine.dates import FactDate, Precision
from kfor_quiz.engine.digests import digest
from kfor_quiz.engine.facts import EventValue, Fact, MeasureValue, MembershipValue, RelationValue, TermValue
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.lexicon import ties_of

# How many of a pool one question looks at; from a smaller pool it looks at all.
MOST_LOOKED_AT = 32
# How many are matched in one question.
MOST_MATCHED = 5

Group = TypeVar("Group", bound=Hashable)


class Pool:
    """Keys in a circle, each at the place that its SHA-256 gives it.

    A question looks at those that follow its own place, so that a key more or less changes few questions.
    """

    def __init__(self, keys: Iterable[str] = ()) -> None:
        places = sorted((digest(key), key) for key in set(keys))
        self._places = [place for place, _ in places]
        self._keys = [key for _, key in places]

    def near(self, question_key: str) -> list[str]:
        """The keys that a question looks at, in their order."""
        if len(self._keys) <= MOST_LOOKED_AT:
            return sorted(self._keys)
        start = bisect_left(self._places, digest(question_key))
        return sorted((self._keys[start:] + self._keys[:start])[:MOST_LOOKED_AT])


NOTHING = Pool()


def _pools(grouped: Iterable[tuple[Group, str]]) -> dict[Group, Pool]:
    found: dict[Group, set[str]] = defaultdict(set)
    for group, key in grouped:
        found[group].add(key)
    return {group: Pool(keys) for group, keys in found.items()}


class Pools:
    """The pools of one pack: of entities by entity key, of facts by fact key."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    @cached_property
    def entities(self) -> dict[str, Pool]:
        """Entities by type."""
        return _pools((entity.type, entity.key) for entity in self._pack.entities)

    @cached_property
    def entities_in_topic(self) -> dict[tuple[str, str], Pool]:
        """The entities that the facts of a topic speak of, by topic and type."""
        index = self._pack.entity_index
        return _pools(((topic, index[key].type), key) for topic, keys in self.keys_of_topic.items() for key in keys if key in index)

    @cached_property
    def keys_of_topic(self) -> Mapping[str, set[str]]:
        """The entities and concepts that the facts of each topic speak of."""
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self._pack.facts:
            found[fact.topic].update(_keys_in(fact))
        return found

    @cached_property
    def ends(self) -> dict[tuple[str, str], Pool]:
        """The entities at one end of a predicate's relations, by predicate and end (“subject” or “object”)."""
        return _pools(((predicate, end), key) for predicate, end, key in self.stated)

    @cached_property
    def stated(self) -> dict[tuple[str, str, str], list[Fact]]:
        """The facts that state an entity at an end of a predicate, in the order of their keys."""
        found: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        for fact, relation in self._pack.with_value(RelationValue):
            found[relation.predicate, "subject", relation.subject].append(fact)
            found[relation.predicate, "object", relation.object].append(fact)
        return found

    @cached_property
    def fellows(self) -> dict[str, list[Fact]]:
        """For the first fact of each group of relations with one predicate, the group (see `MOST_MATCHED`).

        Who stands together follows from the keys alone; a rest that is too small for a group stands alone.
        """
        held: dict[str, list[Fact]] = defaultdict(list)
        for fact, relation in self._pack.with_value(RelationValue):
            held[relation.predicate].append(fact)
        ordered = [sorted(facts, key=lambda fact: digest(fact.key)) for facts in held.values()]
        groups = [facts[start : start + MOST_MATCHED] for facts in ordered for start in range(0, len(facts), MOST_MATCHED)]
        return {min(fact.key for fact in group): sorted(group, key=lambda fact: fact.key) for group in groups}

    @cached_property
    def completed(self) -> dict[str, list[Fact]]:
        """For each subject the facts whose predicates can be completed (`Predicate.part`), in the order of their keys."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact, relation in self._pack.with_value(RelationValue):
            if self._pack.predicate_by_key[relation.predicate].part:
                found[relation.subject].append(fact)
        return found

    @cached_property
    def ties(self) -> Mapping[str, tuple[str, ...]]:
        """See `Lexicon.ties`."""
        return ties_of(self._pack.predicates, (relation for _, relation in self._pack.with_value(RelationValue)))

    @cached_property
    def events(self) -> Pool:
        """All events."""
        return Pool(fact.key for fact, _ in self._pack.with_value(EventValue))

    @cached_property
    def events_dated_alike(self) -> dict[tuple[Precision, bool], Pool]:
        """Events by the look of their date (see `look_of`), and by those that it has when it is blurred."""
        dated = self._pack.with_value(EventValue)
        return _pools((look_of(event.when.as_fine_as(precision)), fact.key) for fact, event in dated for precision in Precision)

    def another_within(self, date: FactDate, fact_key: str) -> bool:
        """True when another event than that fact's happened within the date."""
        begins = range(bisect_left(self._firsts, date.first), bisect_right(self._firsts, date.last))
        spans = (self._spans[place] for place in begins)
        return any(when.last <= date.last and key != fact_key for when, key in spans)

    @cached_property
    def _spans(self) -> list[tuple[FactDate, str]]:
        """The dates of all events, each with its fact, the earliest first."""
        dated = [(event.when, fact.key) for fact, event in self._pack.with_value(EventValue)]
        return sorted(dated, key=lambda span: span[0].first)

    @cached_property
    def _firsts(self) -> list[dt.date]:
        return [when.first for when, _ in self._spans]

    @cached_property
    def measures(self) -> dict[tuple[str, str], Pool]:
        """Figures of one thing (see `series_of`)."""
        return _pools((series_of(measure), fact.key) for fact, measure in self._pack.with_value(MeasureValue))

    @cached_property
    def lists(self) -> Mapping[str, MembershipValue]:
        """All lists by the key of their fact."""
        return {fact.key: held for fact, held in self._pack.with_value(MembershipValue)}

    @cached_property
    def closed_lists(self) -> dict[str, Pool]:
        """Complete lists by family."""
        lists = self._pack.with_value(MembershipValue)
        return _pools((held.family, fact.key) for fact, held in lists if held.closed and held.family)


def look_of(date: FactDate) -> tuple[Precision, bool]:
    """Dates of one look can stand beside each other as options: as fine, and ranges apart from single days and months."""
    return date.asked_precision, date.is_range and date.asked_precision is not Precision.YEAR


def _keys_in(fact: Fact) -> tuple[str, ...]:
    match fact.value:
        case RelationValue(subject=subject, object=object_key):
            return (subject, object_key)
        case EventValue(who=who):
            return who
        case TermValue(entity=entity):
            return (entity,)
        case MembershipValue(members=members):
            return tuple(member.concept for member in members)
        case _:
            return ()
