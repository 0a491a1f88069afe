"""Which facts a text gives away: it shows what is asked of the fact together with what the fact is about."""

import re
import unicodedata
from dataclasses import dataclass

from kfor_quiz.engine.briefing import marked_sentences, read_marks
from kfor_quiz.engine.facts import ClaimValue, EventValue, Fact, MeasureValue, MembershipValue, RelationValue, TermValue
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.questions import QuestionDraft


@dataclass(frozen=True)
class Disclosure:
    """Keys of the facts that a question gives away: `before` by its stem and options, `after` by its feedback too."""

    before: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True)
class _Telltale:
    """A fact is given away by a text that holds a phrase of each group."""

    fact_key: str
    groups: tuple[frozenset[str], ...]


def _folded(text: str) -> str:
    """The words of a text in lower case without accents, a space around each, so that phrases can be found whole."""
    decomposed = unicodedata.normalize("NFKD", re.sub(r"(?<=\d)[ \u00a0](?=\d{3}\b)", "", text))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    words = " ".join(re.findall(r"[^\W_]+", plain))
    return f" {words} "


class Discloser:
    """Finds the facts of one pack in texts."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._language = LANGUAGES[pack.language]
        self._telltales = [telltale for fact in pack.facts if (telltale := self._telltale(fact))]
        self._sentences = {fact: text for passage in pack.passages for fact, text in marked_sentences(passage.text).items()}
        self._beside = {
            fact: frozenset(segment.facts)
            for passage in pack.passages
            for segment in read_marks(passage.text)
            for fact in segment.facts
        }

    def of(self, draft: QuestionDraft) -> Disclosure:
        """What the question gives away. Its own fact always counts."""
        shown = " ".join([draft.stem, *(option.text for option in draft.options)])
        before = self.facts_in(shown) | {draft.fact_key}
        told = f"{shown} {self._pack.fact_by_key[draft.fact_key].statement} {self._sentences.get(draft.fact_key, '')}"
        return Disclosure(before, before | self.facts_in(told) | self._beside.get(draft.fact_key, frozenset()))

    def facts_in(self, text: str) -> frozenset[str]:
        """Keys of the facts that the text gives away."""
        folded = _folded(text)
        return frozenset(
            t.fact_key for t in self._telltales if all(any(phrase in folded for phrase in group) for group in t.groups)
        )

    def _telltale(self, fact: Fact) -> _Telltale | None:
        groups = tuple(frozenset(_folded(phrase) for phrase in group if phrase) for group in self._groups(fact))
        return _Telltale(fact.key, groups) if groups and all(groups) else None

    def _groups(self, fact: Fact) -> tuple[tuple[str, ...], ...]:
        index = self._pack.entity_index
        match fact.value:
            case RelationValue(subject=subject, object=object_key):
                return index[subject].names(), index[object_key].names()
            case TermValue(entity=key):
                return (index[key].abbreviation,), (index[key].name,)
            case EventValue() as event:
                return (self._language.date_text(event.when), event.date_text), fact.about
            case MeasureValue(number=number):
                return self._language.number_spellings(number), fact.about
            case ClaimValue() as claim:
                return (claim.answer, *claim.accept), fact.about
            case MembershipValue(members=members):
                return tuple(member.text for member in members), fact.about
