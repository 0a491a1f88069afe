"""Answers to try the grader on: fair ways to type the right answer, and near misses. Both without the grader's own reading."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from kfor_quiz.engine.dates import FactDate, Precision, make_date, read_date
from kfor_quiz.engine.facts import EventValue, Hedge, MeasureValue, TermValue
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lexicon import lexicon_of
from kfor_quiz.engine.mistypes import fewer_words, other_figures, other_letters, slips, two_slips
from kfor_quiz.engine.questions import AcceptedAnswer, QuestionDraft

NEAR_FIGURE = 0.05
NEAREST_NAMES = 30
NEAREST_SLIPPED = 6
FULLY_VARIED = 3
PLAINEST = 8
_SMALL_WORDS = frozenset({"a", "an", "the", "in", "on", "at", "by", "to", "from", "it", "was", "under", "with", "for", "as", "of"})


class VariantMaker:
    """One pack, from which other names, figures, units and dates are taken."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._language = LANGUAGES[pack.language]
        self._figures = pack.with_value(MeasureValue)
        self._lexicon = lexicon_of(pack)
        self._dates = [read_date(event.date) for _, event in pack.with_value(EventValue)]
        self._names = sorted({name for entity in pack.entities for name in entity.names()})
        shortened = [(entity.name, entity.abbreviation) for entity in pack.entities if entity.name and entity.abbreviation]
        self._abbreviations = [pair for name, short in shortened for pair in ((name, short), (short, name))]
        self._letters = {name: _letter_pairs(name) for name in self._names}

    def fair(self, draft: QuestionDraft) -> list[str]:
        """Ways to type the right answer that differ from it in spelling and format alone."""
        accepted = draft.accepted or AcceptedAnswer()
        if accepted.number is not None:
            plain = self._language.number_variants(accepted.number, accepted.unit or self._unit(draft))
            return _once([*plain, *self._language.bounded(accepted.number, self._hedge(draft))])
        if accepted.date is not None:
            return _once(self._language.date_variants(read_date(accepted.date)))
        is_term = isinstance(self._fact_value(draft), TermValue)
        return _once(self._fair_texts(accepted, [] if is_term else self._abbreviations))

    def near_misses(self, draft: QuestionDraft) -> list[str]:
        """Answers that are close to the right one and wrong."""
        accepted = draft.accepted or AcceptedAnswer()
        if accepted.number is not None:
            return _once(self._near_figures(draft, accepted, accepted.number))
        if accepted.date is not None:
            return _once(self._near_dates(read_date(accepted.date)))
        names = [_bare(name) for name in (*accepted.texts, *accepted.beside)]
        right = {*names, *(one + other for one in names for other in names)}
        reordered = {_any_order(name) for name in accepted.texts}
        near = _once(self._near_texts(draft, accepted))
        return [text for text in near if _bare(text) not in right and _any_order(text) not in reordered]

    def _fact_value(self, draft: QuestionDraft) -> object:
        fact = self._pack.fact_by_key.get(draft.fact_key)
        return fact.value if fact else None

    def _unit(self, draft: QuestionDraft) -> str:
        value = self._fact_value(draft)
        return value.unit if isinstance(value, MeasureValue) else "in all"

    def _hedge(self, draft: QuestionDraft) -> Hedge:
        value = self._fact_value(draft)
        return value.hedge if isinstance(value, MeasureValue) else Hedge.EXACT

    def _fair_texts(self, accepted: AcceptedAnswer, abbreviations: list[tuple[str, str]]) -> Iterator[str]:
        for place, text in enumerate(accepted.texts):
            ways = self._language.text_variants(text)
            yield from ways if place < FULLY_VARIED else ways[:7]
            yield from self._language.rephrased(text)
            yield from slips(text) if place < FULLY_VARIED else islice(slips(text), 2)
            yield from _abbreviated(text, abbreviations)
        for other in (name for name in (*accepted.texts[1:3], *accepted.beside[:2]) if not re.search(r",|\bor\b", name)):
            yield from (f"{accepted.texts[0]} ({other})", f"{other} / {accepted.texts[0]}", f"{accepted.texts[0]} or {other}")
        for other in accepted.beside:
            yield from (f"{other} {accepted.texts[0]}", f"{accepted.texts[0]}, which is {other}")

    def _near_texts(self, draft: QuestionDraft, accepted: AcceptedAnswer) -> Iterator[str]:
        """Other names, each also with a slip or beside the right one; the right one with other figures, letters or fewer words."""
        foreign = {*accepted.refused, *self._lexicon.rivals(draft.fact_key)} - {*accepted.texts}
        wrong = sorted(name for name in foreign if name not in self._letters)
        own = self._own_names(accepted)
        for text in accepted.texts[:FULLY_VARIED]:
            others = [name for name in self._nearest(text) if name not in own]
            yield from (*wrong, *others)
            for other in (*wrong[:NEAREST_SLIPPED], *others[:NEAREST_SLIPPED]):
                yield from slips(other)
                if _bare(other) not in _bare(text):
                    yield from (
                        f"{text} ({other})",
                        f"{text} or {other}",
                        f"{other} / {text}",
                        f"{text}, {other}",
                        f"{other} {text}",
                        f"{text} and {other}",
                    )
        right = {form(name) for name in accepted.texts for form in (_singular, _in_any_form)}
        for text in accepted.texts:
            yield from (*other_figures(text), *other_letters(text), *two_slips(text))
            for short in fewer_words(text):
                if not any(name in form(short) for name in right for form in (_singular, _in_any_form)):
                    yield short

    def _own_names(self, accepted: AcceptedAnswer) -> set[str]:
        """Every name of the entities that share a name with what is right."""
        right = {_bare(name) for name in (*accepted.texts, *accepted.beside)}
        return {name for entity in self._pack.entities if {*map(_bare, entity.names())} & right for name in entity.names()}

    def _nearest(self, text: str) -> list[str]:
        """The names of the pack that share most pairs of letters with the text."""
        pairs = _letter_pairs(text)
        return sorted(self._names, key=lambda name: (-_likeness(pairs, self._letters[name]), name))[:NEAREST_NAMES]

    def _near_figures(self, draft: QuestionDraft, accepted: AcceptedAnswer, right: int) -> Iterator[str]:
        numbers = {
            right - 1,
            right + 1,
            right + 10,
            right * 10,
            right // 10,
            right * 2,
            *(other.number for _, other in self._figures),
        }
        numbers |= {int(text) for text in other_figures(str(right))}
        unit, other_numbers = accepted.unit or self._unit(draft), self._lexicon.other_numbers(draft.fact_key)
        for number in sorted(numbers - {right}):
            is_near = abs(number - right) <= NEAR_FIGURE * right and number not in other_numbers
            if number > 0 and not (accepted.hedged and is_near):
                yield from self._language.number_variants(number, unit)[:PLAINEST]
                yield from (f"{right} or {number}", f"{number}-{right}", f"{number} ({right})")
        other_way = {Hedge.AT_MOST: Hedge.MORE_THAN, Hedge.MORE_THAN: Hedge.AT_MOST}.get(self._hedge(draft), Hedge.EXACT)
        yield from self._language.bounded(right, other_way)
        for foreign in self._foreign_units(draft):
            yield from (f"{right} {foreign}", f"{right:,} {foreign.upper()}", f"about {right} {foreign}.")

    def _foreign_units(self, draft: QuestionDraft) -> list[str]:
        """Units of other figures of which neither the fact nor its question says a word."""
        fact, value = self._pack.fact_by_key.get(draft.fact_key), self._fact_value(draft)
        if fact is None or not isinstance(value, MeasureValue):
            return []
        told = _stems(" ".join((fact.statement, value.ask, value.names, value.unit, *value.equal_units)))
        told |= {
            stem
            for words in self._language.words.counted_alike
            for stem in _stems(" ".join(words))
            if _stems(" ".join(words)) & told
        }
        return sorted({other.unit for _, other in self._figures if not _stems(other.unit) & told})

    def _near_dates(self, right: FactDate) -> Iterator[str]:
        wrong = [*(date for date in self._dates if not date.is_range), *_dates_around(right)]
        for date in sorted((date for date in wrong if date.disjoint(right)), key=lambda date: date.edtf):
            yield from self._language.date_variants(date)[:PLAINEST]


def _abbreviated(text: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A longer name with a name inside it given by its abbreviation, or the other way round."""
    if any(len(word) == 1 for word in re.split(r"\W", text)):
        return
    for one, other in pairs:
        if one in text and len(text) > len(one):
            inside = re.compile(rf"(?<!-)\b{re.escape(one)}\b(?!-)")
            if inside.search(text):
                yield inside.sub(other, text)


def _dates_around(right: FactDate) -> Iterator[FactDate]:
    """The days, months and years just before and after."""
    first, last = right.first, right.last
    for day in (
        first - dt.timedelta(days=1),
        last + dt.timedelta(days=1),
        first - dt.timedelta(days=10),
        last + dt.timedelta(days=10),
    ):
        yield make_date(day.year, day.month, day.day)
        yield make_date(day.year, day.month)
    for year in (first.year - 1, last.year + 1, first.year - 10):
        yield from (make_date(year), make_date(year, first.month), make_date(year, first.month, min(first.day, 28)))
    if right.precision is Precision.DAY and first.day <= 12:
        yield make_date(first.year, first.day, first.month)


@lru_cache(maxsize=16_384)
def _bare(text: str) -> str:
    """A name's letters and digits, without small words: what two spellings of it share."""
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", text.casefold().replace("’s", ""))
    return "".join(word for word in words if word not in _SMALL_WORDS)


def _any_order(text: str) -> tuple[str, ...]:
    """A name's words in the singular, whatever their order: “the return of refugees” is “refugees’ return”."""
    return tuple(sorted(word for part in re.split(r"[\s,/-]+", text) if (word := _singular(part)) and word != "and"))


@lru_cache(maxsize=16_384)
def _singular(text: str) -> str:
    """A name's letters and digits, in the singular as in the plural."""
    return _bare(re.sub(r"s\b", "", text))


def _in_any_form(text: str) -> str:
    """The same, whatever the form of a verb in front: “keeping order” as “keep order”."""
    return _singular(re.sub(r"^(\w{3,}?)([a-z]?)(?:\2ing|e)(?=\s)", r"\1\2", text))


def _letter_pairs(text: str) -> frozenset[str]:
    letters = _bare(text)
    return frozenset(letters[place : place + 2] for place in range(len(letters) - 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _stems(text: str) -> set[str]:
    """The first four letters of each word."""
    return {word[:4] for word in re.findall(r"[a-z]+", text.casefold()) if word not in _SMALL_WORDS}


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
