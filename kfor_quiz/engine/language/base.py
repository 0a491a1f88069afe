"""What the engine needs of a language."""

from collections.abc import Sequence
from typing import Protocol

from kfor_quiz.engine.dates import FactDate
from kfor_quiz.engine.entities import Entity
from kfor_quiz.engine.facts import Hedge
from kfor_quiz.engine.language.words import WordLists


class Language(Protocol):
    """Writing, reading and judging one natural language."""

    words: WordLists
    true_false: tuple[str, str]

    def __hash__(self) -> int:
        """Languages are keys of caches."""

    def this_was(self, belongs: str) -> str:
        """A rationale that says what an option was: “This was an aim of the first mandate.”"""

    def date_text(self, date: FactDate) -> str:
        """A date as an option: “12 June 1999”."""

    def date_spellings(self, date: FactDate) -> tuple[str, ...]:
        """Every way a text may write a date: “2 to 3 December 2008”, “2 and 3 December 2008”."""

    def asked_text(self, date: FactDate) -> str:
        """A date as fine as it is asked: “2002” for months that the source blurs."""

    def on_date(self, date: FactDate, *, done_by: bool = False, wording: str = "") -> str:
        """A date as an adverbial: “on 12 June 1999”, “in March 2004”, “by early 2002”."""

    def when_question(self, date: FactDate, *, done_by: bool = False) -> str:
        """The question for a date as fine as it is known: “on which date”."""

    def how_many(self, hedge: Hedge) -> str:
        """“how many”, with the source's hedge."""

    def number_text(self, number: int) -> str:
        """A number as an option: “14 000”."""

    def number_spellings(self, number: int) -> tuple[str, ...]:
        """Every way a text may write a number: “5”, “five”."""

    def number_word(self, number: int) -> str:
        """A small number in a sentence: “three”."""

    def stretches(self, dates: Sequence[FactDate]) -> list[str]:
        """The times before, between and after dates, as options: “Before 10 June 1999”, “Between … and …”, “After …”."""

    def capitalise(self, text: str) -> str:
        """The text with a capital at its start."""

    def in_sentence(self, entity: Entity) -> str:
        """The entity's name as it stands in a sentence, with its article."""

    def normalise(self, text: str) -> tuple[str, ...]:
        """The words of an answer with case, accents, spelling variants, articles and punctuation levelled out."""

    def as_written(self, text: str) -> tuple[str, ...]:
        """The same words with spelling variants kept apart: “centre”, not “center”."""

    def without_lead(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words without small words in front that change nothing: “in Prizren”."""

    def roots(self, text: str) -> tuple[str, ...]:
        """The words of a text in their order without case, accents, articles and endings, for finding out what it speaks of."""

    def owners_apart(self, text: str) -> str:
        """The text with a word between an owner and what is owned: “KFOR’s reserves” as “KFOR own reserves”."""

    def kin(self, word: str) -> str:
        """What a levelled word shares with its other forms and with words that a question uses alike: “gather”, “gathered”."""

    @property
    def loose(self) -> frozenset[str]:
        """Kin of the words that may stand around any answer: “any”, “only”, “greater”."""

    def implied(self, asked: frozenset[str]) -> frozenset[str]:
        """Kin of small words, and of those that a question of these kin implies, such as “way” where it is asked how."""

    def readings(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The words of an answer, also in each of its rewordings and without small words in front: “in Prizren”."""

    def rewordings(self, text: str) -> tuple[str, ...]:
        """The text, and what it says in fewer words or another order: “a unified one”, “they were retired”, “KFOR’s aim”."""

    def listed_before(self, text: str) -> tuple[str, ...]:
        """What the end of a text lists in front of a noun: “was to be stable, democratic and peaceful” before “[order]”."""

    def without_title(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words without a title in front, “Mr Ahtisaari”; empty where there is none."""

    def parts(self, text: str) -> tuple[str, ...]:
        """The names that an answer sets side by side: “Peja / Pec”, “COMKFOR (Commander KFOR)”."""

    def read_number(self, text: str) -> int | None:
        """The number that was typed, or None."""

    def unit_behind(self, text: str) -> str:
        """The words behind the number that was typed: “troops”."""

    def bound(self, text: str) -> Hedge | None:
        """Whether the number that was typed is said to be the most or the least, “over 800”; None where it is neither."""

    @property
    def common_units(self) -> tuple[str, ...]:
        """Units that any text may name: of time, money, length and weight, and things that are often counted."""

    def unit_words(self, text: str) -> frozenset[str]:
        """The words that say what is counted, each in one form: “soldier” and “troops” are the same."""

    def read_date(self, text: str) -> FactDate | None:
        """The date that was typed, day before month, or None."""

    def text_variants(self, text: str) -> list[str]:
        """Fair ways to type a name. Like those below made without the reader, so that the reader can be tried on them."""

    def rephrased(self, text: str) -> list[str]:
        """Fair ways to say a name in another order of words or in a short sentence."""

    def number_variants(self, number: int, unit: str) -> list[str]:
        """Fair ways to type a figure, the plainest first."""

    def bounded(self, number: int, hedge: Hedge) -> list[str]:
        """Ways to type a figure as the most or the least, as the hedge has it."""

    def date_variants(self, date: FactDate) -> list[str]:
        """Fair ways to type a date, the plainest first."""

    def one_date(self, right: str) -> str:
        """The evidence against another date of an event."""

    def other_date(self, date: FactDate) -> str:
        """The evidence against an event of another date."""

    def stated_figure(self, stated: str) -> str:
        """The evidence against another figure."""

    def one_answer(self, right: str) -> str:
        """The evidence against another end of a relation that has one."""

    def one_name(self, paragraph: str, why: str) -> str:
        """The evidence against another expansion of an abbreviation."""

    def not_listed(self, belongs: str) -> str:
        """The evidence against what is not in a complete list."""

    def reviewed(self, reviewer: str, paragraph: str, why: str) -> str:
        """The evidence that a person gave."""

    def made_up(self, key_text: str) -> str:
        """The rationale of a generated wrong figure or date, however far it is from the right one."""

    def wrong_time(self, right: str, *, is_late: bool) -> str:
        """The rationale of a stretch of time that an event does not lie in: “Too early: it was June 2006.”"""

    def day_distance(self, days: int) -> str:
        """How far an answer is from the right date, from the answer to the right date: “eight days earlier”."""
