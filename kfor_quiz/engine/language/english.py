"""English, as the packs write it: British spelling, day before month."""

from collections.abc import Sequence
from itertools import pairwise

from kfor_quiz.engine.dates import FactDate, Precision
from kfor_quiz.engine.entities import Entity
from kfor_quiz.engine.facts import Hedge
from kfor_quiz.engine.language import (
    english_dates,
    english_numbers,
    english_reading,
    english_rewording,
    english_roots,
    english_variants,
)
from kfor_quiz.engine.language.english_words import COMMON_UNITS, MONTHS, NUMBER_NAMES, WORDS

_HOW_MANY = {
    Hedge.EXACT: "how many",
    Hedge.ABOUT: "about how many",
    Hedge.MORE_THAN: "over how many",
    Hedge.AT_MOST: "up to how many",
}
_NO_BREAK_SPACE = "\u00a0"


class English:
    """See `base.Language` for what each method promises."""

    words = WORDS
    true_false = ("True", "False")

    def this_was(self, belongs: str) -> str:
        return f"This was {belongs}."

    def date_text(self, date: FactDate) -> str:
        first, last = date.first, date.last
        month = MONTHS[first.month - 1]
        if date.precision is Precision.YEAR:
            return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
        if not date.is_range:
            return f"{first.day} {month} {first.year}" if date.precision is Precision.DAY else f"{month} {first.year}"
        ends = (self._part(date, is_first=True), self._part(date, is_first=False))
        is_pair = date.precision is Precision.DAY and (last - first).days == 1
        return f"{ends[0]} {'and' if is_pair else 'to'} {ends[1]}"

    def date_spellings(self, date: FactDate) -> tuple[str, ...]:
        text = self.date_text(date)
        return (text.replace(" and ", " to "), text.replace(" to ", " and ")) if date.is_range else (text,)

    def asked_text(self, date: FactDate) -> str:
        return str(date.first.year) if date.asked_precision is Precision.YEAR else self.date_text(date)

    def _part(self, date: FactDate, *, is_first: bool) -> str:
        """One end of a range, without what both ends share."""
        end = date.first if is_first else date.last
        same_year, same_month = date.first.year == date.last.year, date.first.month == date.last.month
        day = f"{end.day}" if date.precision is Precision.DAY else ""
        month = "" if is_first and same_year and same_month else MONTHS[end.month - 1]
        year = "" if is_first and same_year else str(end.year)
        return " ".join(part for part in (day, month, year) if part)

    def on_date(self, date: FactDate, *, done_by: bool = False, wording: str = "") -> str:
        preposition = "by" if done_by else ("on" if date.precision is Precision.DAY else "in")
        if wording and not done_by and wording.startswith(("the ", "a ")):
            preposition = "at"
        return f"{preposition} {wording or self.date_text(date)}"

    def when_question(self, date: FactDate, *, done_by: bool = False) -> str:
        if date.asked_precision is Precision.YEAR:
            return "by which year" if done_by else "in which year"
        if date.asked_precision is Precision.MONTH:
            return "by which month and year" if done_by else "in which month and year"
        noun = "dates" if date.is_range else "date"
        return f"by which {noun}" if done_by else f"on which {noun}"

    def how_many(self, hedge: Hedge) -> str:
        return _HOW_MANY[hedge]

    def number_text(self, number: int) -> str:
        return f"{number:,}".replace(",", _NO_BREAK_SPACE)

    def number_spellings(self, number: int) -> tuple[str, ...]:
        return tuple(text for text in (self.number_text(number), NUMBER_NAMES.get(number)) if text)

    def number_word(self, number: int) -> str:
        return NUMBER_NAMES.get(number, self.number_text(number))

    def stretches(self, dates: Sequence[FactDate]) -> list[str]:
        texts = [self.asked_text(date) for date in dates]
        between = (f"Between {one} and {other}" for one, other in pairwise(texts))
        return [f"Before {texts[0]}", *between, f"After {texts[-1]}"]

    def capitalise(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    def in_sentence(self, entity: Entity) -> str:
        return f"{entity.article} {entity.name}" if entity.article else entity.name

    def normalise(self, text: str) -> tuple[str, ...]:
        return english_reading.normalise(text)

    def as_written(self, text: str) -> tuple[str, ...]:
        return english_reading.as_written(text)

    def without_lead(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return english_reading.without_lead(words)

    def roots(self, text: str) -> tuple[str, ...]:
        return english_roots.roots(text)

    def owners_apart(self, text: str) -> str:
        return english_roots.owners_apart(text)

    def kin(self, word: str) -> str:
        return english_roots.kin(word)

    @property
    def loose(self) -> frozenset[str]:
        return english_roots.LOOSE

    def implied(self, asked: frozenset[str]) -> frozenset[str]:
        return english_roots.implied(asked)

    def readings(self, text: str) -> tuple[tuple[str, ...], ...]:
        return english_reading.readings(text)

    def rewordings(self, text: str) -> tuple[str, ...]:
        return english_rewording.rewordings(text)

    def listed_before(self, text: str) -> tuple[str, ...]:
        return english_rewording.listed_before(text)

    def without_title(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return english_reading.without_title(words)

    def parts(self, text: str) -> tuple[str, ...]:
        return english_reading.parts(text)

    def read_number(self, text: str) -> int | None:
        return english_numbers.read_number(text)

    def unit_behind(self, text: str) -> str:
        return english_numbers.unit_behind(text)

    def bound(self, text: str) -> Hedge | None:
        return english_numbers.bound(text)

    @property
    def common_units(self) -> tuple[str, ...]:
        return COMMON_UNITS

    def unit_words(self, text: str) -> frozenset[str]:
        return english_numbers.unit_words(text)

    def read_date(self, text: str) -> FactDate | None:
        return english_dates.read_typed_date(text)

    def text_variants(self, text: str) -> list[str]:
        return english_variants.text_variants(text)

    def rephrased(self, text: str) -> list[str]:
        return english_variants.rephrased(text)

    def number_variants(self, number: int, unit: str) -> list[str]:
        return english_variants.number_variants(number, unit)

    def bounded(self, number: int, hedge: Hedge) -> list[str]:
        return english_variants.bounded(number, hedge)

    def date_variants(self, date: FactDate) -> list[str]:
        return english_variants.date_variants(date)

    def one_date(self, right: str) -> str:
        return f"An event has one date; this one's is {right}."

    def other_date(self, date: FactDate) -> str:
        return f"Its date is {self.asked_text(date)}, and the two dates share no day."

    def stated_figure(self, stated: str) -> str:
        return f"The figure stated here is {stated}."

    def one_answer(self, right: str) -> str:
        return f"There is one right answer here, and it is {right}."

    def one_name(self, paragraph: str, why: str) -> str:
        return f"An abbreviation stands for one name here. Paragraph {paragraph}: {why}"

    def not_listed(self, belongs: str) -> str:
        return f"Not in the complete list of what was {belongs}."

    def reviewed(self, reviewer: str, paragraph: str, why: str) -> str:
        return f"{reviewer}, paragraph {paragraph}: {why}"

    def made_up(self, key_text: str) -> str:
        return f"Made up for this question; the source gives {key_text}."

    def wrong_time(self, right: str, *, is_late: bool) -> str:
        return f"Too {'late' if is_late else 'early'}: the date is {right}."

    def day_distance(self, days: int) -> str:
        direction = "later" if days > 0 else "earlier"
        count, unit = next(
            (abs(days) // size, unit) for size, unit in ((365, "year"), (30, "month"), (1, "day")) if abs(days) >= size
        )
        number = NUMBER_NAMES.get(count, str(count))
        prefix = "" if unit == "day" else "about "
        return f"{prefix}{number} {unit}{'' if count == 1 else 's'} {direction}"
