"""By what the options of a hand-written question are sorted: in the form that generated figures and dates have."""

from collections.abc import Callable, Sequence

from kfor_quiz.engine.language import Language
from kfor_quiz.engine.sort_values import DIGITS, of_date, of_number

Read = Callable[[str, Language], str]


def sort_values(texts: Sequence[str], language: Language, *, dates_first: bool) -> list[str]:
    """A sort value for each text where all read as figures or all as dates; nothing where they do not.

    A bare year reads as both: `dates_first` says what it is.
    """
    for read in (_of_date, _of_figure) if dates_first else (_of_figure, _of_date):
        values = [read(text, language) for text in texts]
        if all(values):
            return values
    return []


def _of_figure(text: str, language: Language) -> str:
    number = language.read_number(text)
    return "" if number is None or number >= 10**DIGITS else of_number(number)


def _of_date(text: str, language: Language) -> str:
    date = language.read_date(text)
    return "" if date is None else of_date(date)
