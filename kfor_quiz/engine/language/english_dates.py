"""Reading dates that were typed in English."""

import re

from kfor_quiz.engine.dates import FactDate, make_date, read_date
from kfor_quiz.engine.language.english_reading import fold
from kfor_quiz.engine.language.english_words import MONTHS, WEEKDAYS
from kfor_quiz.engine.spelling import one_edit_apart, swapped

_LEAD = re.compile(
    r"^(?:(?:(?:it|they|this|that|he|she) (?!not|never|no\b)[a-z]+|since|during|on|in|by|at|the|of|around|about|circa|ca|year|month"
    r"|from|summer|spring|autumn|winter)\b\.?[\s-]*)+"
)
# Parts of a year and the months that they mean; a part of a month says no more than the month.
_PART_OF_YEAR = re.compile(r"^(early|late|mid|middle|end|start|beginning)\b[\s-]*(?:of |in )?(?:the year )?(\d{4})$")
_PART_OF_MONTH = re.compile(r"^(?:early|late|mid|middle|end|start|beginning)\b[\s-]*(?:of |in )?")
_MONTHS_OF = {
    "beginning": (1, 3),
    "start": (1, 3),
    "early": (1, 4),
    "mid": (4, 9),
    "middle": (4, 9),
    "late": (9, 12),
    "end": (10, 12),
}
_WEEKDAY = re.compile(r"^([a-z]{3,9})\b[.,]*\s*(?:the\s+)?(?=\S)")
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_GAP = r"[\s./-]*"
_YEAR = r"(\d{4}|['’]?\d{2})"
_AND = r"\s*(?:-|–|—|/|to|and|or|until|till|&)\s*(?:the\s+)?"
_NAMED_DAY = re.compile(rf"^{_DAY}{_GAP}(?:of\s+)?([a-z]+){_GAP},?\s*(?:of\s+)?{_YEAR}$")
_NAMED_RANGE = re.compile(rf"^{_DAY}{_AND}{_DAY}\s*(?:of\s+)?([a-z]+)\.?\s*,?\s*{_YEAR}$")
_LONG_RANGE = re.compile(rf"^{_DAY}\s*([a-z]+)\.?(?:\s*,?\s*(\d{{4}}))?{_AND}{_DAY}\s*([a-z]+)\.?\s*,?\s*{_YEAR}$")
_MONTH_FIRST = re.compile(rf"^([a-z]+)\.?\s*(?:the\s+)?{_DAY}\s*(?:,|\s)\s*(\d{{4}})$")
_MONTH_FIRST_RANGE = re.compile(rf"^([a-z]+)\.?\s*{_DAY}{_AND}{_DAY}\s*(?:,|\s)\s*(\d{{4}})$")
_MONTH_YEAR = re.compile(rf"^([a-z]+){_GAP},?\s*(?:of\s+)?{_YEAR}$")
_YEAR_MONTH = re.compile(rf"^(\d{{4}})[\s,./-]*([a-z]+)\.?(?:\s*{_DAY})?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})$")
_YEAR_FIRST = re.compile(r"^(\d{4})\s*[-./]\s*(\d{1,2})(?:\s*[-./]\s*(\d{1,2}))?$")
# Eight digits are a year first where that is a date of 1900 to 2099; no such date is also one with its day first.
_RUN_TOGETHER = re.compile(r"^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$")
_DAY_FIRST_TOGETHER = re.compile(r"^(\d\d)(\d\d)((?:19|20)\d\d)$")
_NUMBER_MONTH_YEAR = re.compile(r"^(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})$")
_YEAR_ALONE = re.compile(r"^(\d{4}|['’]\d{2})$")


def read_typed_date(text: str) -> FactDate | None:
    """The date that was typed, read day first; None when it is none, or when the calendar has no such day or weekday.

    A weekday that contradicts its date makes no date: the page asks again rather than choosing which of the two was meant.
    """
    folded = _LEAD.sub("", re.sub(r"\s+", " ", fold(text))).strip(" .,!?")
    if match := _PART_OF_YEAR.match(folded):
        first, last = _MONTHS_OF[match[1]]
        return read_date(f"{match[2]}-{first:02}/{match[2]}-{last:02}")
    weekday, rest = _split_weekday(_PART_OF_MONTH.sub("", folded))
    try:
        found = _named(_LEAD.sub("", rest)) or _numeric(rest)
    except ValueError:
        return None
    if weekday is None or found is None:
        return found
    return found if found.first == found.last and found.first.weekday() == weekday else None


def _split_weekday(text: str) -> tuple[int | None, str]:
    """The weekday in front (Monday is 0), in full or in three letters or more, and the rest."""
    match = _WEEKDAY.match(text)
    places = [place for place, name in enumerate(WEEKDAYS) if match and name.lower().startswith(match[1])]
    return (places[0], text[match.end() :]) if match and places else (None, text)


def _month(name: str) -> int | None:
    """The number of a month from its name, three letters of it or more, or its name with one slip that reaches no other month."""
    lowered = [month.lower() for month in MONTHS]
    for number, month in enumerate(lowered, start=1):
        if len(name) >= 3 and month.startswith(name):
            return number
    if name == "sept":
        return 9
    slips = [n for n, month in enumerate(lowered, start=1) if _slipped(name, month)]
    return slips[0] if len(slips) == 1 else None


def _slipped(name: str, month: str) -> bool:
    """One slip in a longer name; in June and July, which are one slip apart, only two letters swapped."""
    return swapped(name, month) or (len(month) >= 5 and one_edit_apart(name, month))


def _year(digits: str) -> int:
    """Four digits, or two for 1950 to 2049."""
    number = int(digits.lstrip("'’"))
    if len(digits.lstrip("'’")) == 4:
        return number
    return 1900 + number if number >= 50 else 2000 + number


def _day(year: str, name: str, day: str) -> FactDate | None:
    month = _month(name)
    return make_date(_year(year), month, int(day)) if month else None


def _named(text: str) -> FactDate | None:
    """Dates that name their month."""
    if match := _NAMED_DAY.match(text):
        return _day(match[3], match[2], match[1])
    if match := _MONTH_FIRST.match(text):
        return _day(match[3], match[1], match[2])
    if match := _MONTH_YEAR.match(text):
        month = _month(match[1])
        return make_date(_year(match[2]), month) if month else None
    if match := _YEAR_MONTH.match(text):
        month = _month(match[2])
        return make_date(int(match[1]), month, int(match[3]) if match[3] else None) if month else None
    return _named_range(text)


def _named_range(text: str) -> FactDate | None:
    """Ranges of days: “2-3 December 2008”, “December 2-3, 2008”, “2 December to 3 December 2008”."""
    if match := _NAMED_RANGE.match(text):
        return _range(_day(match[4], match[3], match[1]), _day(match[4], match[3], match[2]))
    if match := _MONTH_FIRST_RANGE.match(text):
        return _range(_day(match[4], match[1], match[2]), _day(match[4], match[1], match[3]))
    if match := _LONG_RANGE.match(text):
        return _range(_day(match[3] or match[6], match[2], match[1]), _day(match[6], match[5], match[4]))
    return None


def _range(first: FactDate | None, last: FactDate | None) -> FactDate | None:
    return read_date(f"{first.edtf}/{last.edtf}") if first and last else None


def _numeric(text: str) -> FactDate | None:
    """Dates in digits alone."""
    if match := _RUN_TOGETHER.match(text) or _YEAR_FIRST.match(text):
        return make_date(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _DAY_FIRST_TOGETHER.match(text) or _DAY_FIRST.match(text):
        return make_date(_year(match[3]), int(match[2]), int(match[1]))
    if match := _NUMBER_MONTH_YEAR.match(text):
        return _month_in_digits(match[1], match[2])
    return make_date(_year(text)) if _YEAR_ALONE.match(text) else None


def _month_in_digits(month: str, year: str) -> FactDate | None:
    """“3/99” is a month and its year. “12/06” is none: it may be a day without its year."""
    return None if len(year) == 2 and int(year) <= 12 else make_date(_year(year), int(month))
