"""Which facts a text gives away: it shows what is asked of the fact together with what the fact is about."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kfor_quiz.engine.briefing import marked_sentences, read_marks
from kfor_quiz.engine.dates import Precision
from kfor_quiz.engine.entities import Entity
from kfor_quiz.engine.facts import ClaimValue, EventValue, Fact, MeasureValue, MembershipValue, RelationValue, TermValue
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.questions import Kind, QuestionDraft

# A text speaks of a fact when it holds this share of the words of the fact's question, statement or marked sentence.
ENOUGH_WORDS = 0.4
# A date is named together with a word or two of its event: “the new tasks of June 2008”.
ENOUGH_OF_EVENT = 0.25

Roots = tuple[str, ...]


@dataclass(frozen=True)
class Disclosure:
    """Keys of the facts that a question asks, and of those that it gives away.

    `before` by its stem and options, `after` by its feedback too, `rationales` by the rationale of each option (by its key).
    """

    asks: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    rationales: dict[str, frozenset[str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The same as lists, in an order that does not change; rationales that tell nothing are left out."""
        rationales = {key: sorted(facts) for key, facts in sorted(self.rationales.items()) if facts}
        return {
            "asks": sorted(self.asks),
            "before": sorted(self.before),
            "after": sorted(self.after),
            "rationales": rationales,
        }


@dataclass(frozen=True)
class _Telltale:
    """A text gives the fact away when it holds `answer` and one of `names`, or of the words of one of `texts` enough by weight."""

    fact_key: str
    answer: Roots
    names: tuple[Roots, ...] = ()
    texts: tuple[tuple[frozenset[str], float], ...] = ()


class Discloser:
    """Finds the facts of one pack in texts."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._language = LANGUAGES[pack.language]
        self._sentences = {fact: text for passage in pack.passages for fact, text in marked_sentences(passage.text).items()}
        self._beside = {
            fact: frozenset(segment.facts)
            for passage in pack.passages
            for segment in read_marks(passage.text)
            for fact in segment.facts
        }
        self._weights = _Weights(self._language, [fact.statement for fact in pack.facts])
        self._telltales: dict[Roots, list[_Telltale]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for fact in pack.facts:
            for telltale in self._telltales_of(fact):
                self._telltales[telltale.answer].append(telltale)
                self._lengths[telltale.answer[0]].add(len(telltale.answer))

    def of(self, draft: QuestionDraft) -> Disclosure:
        """What the question gives away. The facts that it asks always count."""
        own = frozenset(draft.fact_keys)
        asked = [f"{draft.stem} {option.text}" for option in draft.options if draft.kind is not Kind.TRUE_FALSE]
        before = own | self._facts_in_any([draft.stem, *asked, *(left.text for left in draft.lefts)])
        told = [text for key in draft.fact_keys for text in (self._pack.fact_by_key[key].statement, self._sentences.get(key, ""))]
        beside = frozenset[str]().union(*(self._beside.get(key, frozenset()) for key in draft.fact_keys))
        after = before | self._facts_in_any(told) | beside
        return Disclosure(own, before, after, {option.key: self.facts_in(option.rationale) - own for option in draft.options})

    def _facts_in_any(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*map(self.facts_in, texts))

    def facts_in(self, text: str) -> frozenset[str]:
        """Keys of the facts that the text gives away."""
        roots = self._language.roots(text)
        words = frozenset(roots)
        return frozenset(
            telltale.fact_key
            for answer in self._answers_in(roots)
            for telltale in self._telltales[answer]
            if self._speaks_of(telltale, roots, words)
        )

    def _answers_in(self, roots: Roots) -> set[Roots]:
        """Each answer whose words stand in the text side by side."""
        places = ((start, start + length) for start, root in enumerate(roots) for length in self._lengths.get(root, ()))
        return {answer for start, end in places if (answer := roots[start:end]) in self._telltales}

    def _speaks_of(self, telltale: _Telltale, roots: Roots, words: frozenset[str]) -> bool:
        return any(name[0] in words and holds(roots, name) for name in telltale.names) or any(
            self._weights.found(text & words) >= enough for text, enough in telltale.texts
        )

    def _telltales_of(self, fact: Fact) -> Iterator[_Telltale]:
        """One for each wording of what the fact could be asked for."""
        names = tuple(roots for name in self._names(fact) if (roots := self._language.roots(name)))
        texts = [_question(fact), fact.statement, self._sentences.get(fact.key, "")]
        share = ENOUGH_OF_EVENT if isinstance(fact.value, EventValue) else ENOUGH_WORDS
        for wording in dict.fromkeys(self._answers(fact)):
            if answer := self._language.roots(wording):
                rest = (self._weights.content(text) - set(answer) for text in texts)
                enough = ((words, share * self._weights.found(words)) for words in rest if words)
                yield _Telltale(fact.key, answer, names, tuple(enough))

    def _names(self, fact: Fact) -> tuple[str, ...]:
        """Names of what the fact is about, where it is about an entity."""
        match fact.value:
            case RelationValue(subject=key, accept_subject=accepted):
                return (*self._entity_names(key, Entity.names), *accepted)
            case TermValue(entity=key):
                return self._built_on(self._pack.entity_index.get(key))
            case _:
                return ()

    def _answers(self, fact: Fact) -> tuple[str, ...]:
        match fact.value:
            case EventValue() as event:
                # A day is also given away by its month: “the engagement of August 2007”.
                month = event.when.as_fine_as(Precision.MONTH)
                spellings = (*self._language.date_spellings(event.when), event.date_text, self._language.date_text(month))
                return tuple(text for text in spellings if text)
            case MeasureValue(number=number):
                return self._language.number_spellings(number)
            case ClaimValue() as claim:
                return (claim.answer, *claim.accept)
            case MembershipValue(members=members):
                return tuple(text for member in members for text in (member.text, *member.accept))
            case RelationValue(object=key, accept_object=accepted):
                return (*self._entity_names(key, Entity.names), *accepted)
            case TermValue(entity=key):
                return self._entity_names(key, Entity.full_names)

    def _built_on(self, entity: Entity | None) -> tuple[str, ...]:
        """The entity's abbreviations, and those built on it: who reads what UNDP stands for also reads what UN stands for."""
        return tuple(
            short
            for other in self._pack.entity_index.values()
            for short in other.short_names()
            if entity and entity.name in other.name and entity.abbreviation in short
        )

    def _entity_names(self, key: str, choose: Callable[[Entity], tuple[str, ...]]) -> tuple[str, ...]:
        """Names of an entity; none for a key that the pack does not explain (a broken pack is looked at too)."""
        entity = self._pack.entity_index.get(key)
        return choose(entity) if entity else ()


def holds(roots: Roots, phrase: Roots) -> bool:
    """True when the words of the phrase stand in the text side by side."""
    return any(roots[start : start + len(phrase)] == phrase for start, root in enumerate(roots) if root == phrase[0])


def _question(fact: Fact) -> str:
    """What is asked of the fact, without the words that stand for its answer."""
    return str(getattr(fact.value, "ask", "")).replace("{how_many}", "")


class _Weights:
    """How telling each word is: the fewer statements of the pack hold it, the more."""

    def __init__(self, language: Language, statements: list[str]) -> None:
        self._language = language
        count = len(statements)
        met = Counter(root for statement in statements for root in self.content(statement))
        self._weights = {root: _weight(times, count) for root, times in met.items()}
        self._strange = _weight(0, count)

    def content(self, text: str) -> frozenset[str]:
        """The words of the text that carry meaning."""
        return frozenset(self._language.roots(text)) - self._language.words.function

    def found(self, words: frozenset[str]) -> float:
        """The weight of the words together."""
        return sum(self._weights.get(word, self._strange) for word in words)


def _weight(times: int, count: int) -> float:
    """Inverse document frequency (Spärck Jones, 1972), smoothed so that it stays above 0."""
    return math.log((1 + count) / (1 + times)) + 1 / (1 + count)
