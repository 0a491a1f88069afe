"""Dates as precise as the source states them, read from EDTF (Extended Date/Time Format, ISO 8601-2)."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

# Of all that EDTF can say, what a fact's date may be; “1999-06-XX” or “1950S2” would be read as finer than they are.
_PART = r"[0-9]{4}(-[0-9]{2}){0,2}"
_FORM = re.compile(rf"{_PART}(/{_PART})?")


class Precision(IntEnum):
    """How finely a date is known; a higher value is finer."""

    YEAR = 1
    MONTH = 2
    DAY = 3


@dataclass(frozen=True)
class FactDate:
    """A day, month or year, or a range of them, with both ends included."""

    edtf: str
    first: dt.date
    last: dt.date
    precision: Precision
    is_range: bool

    @property
    def asked_precision(self) -> Precision:
        """How fine an answer must be: a range of months in one year (“early 2002”) is asked by its year."""
        if self.is_range and self.precision is Precision.MONTH and self.first.year == self.last.year:
            return Precision.YEAR
        return self.precision

    def as_fine_as(self, precision: Precision) -> "FactDate":
        """A finer date blurred to the month or year that it lies in; any other date, and one across two of them, as it is."""
        if self.precision <= precision or precision is Precision.DAY:
            return self
        months = (self.first.month, self.last.month) if precision is Precision.MONTH else (None, None)
        ends = {(end.year, month) for end, month in zip((self.first, self.last), months, strict=True)}
        return make_date(*ends.pop()) if len(ends) == 1 else self

    def disjoint(self, other: "FactDate") -> bool:
        """True when no day belongs to both."""
        return self.last < other.first or other.last < self.first

    def covers(self, other: "FactDate") -> bool:
        """True when every day of `other` belongs to this date: `other` is the same date, or a finer one."""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=4096)
def read_date(text: str) -> FactDate:
    """Read one EDTF date, or a range `from/to`; raise ValueError with a sentence for anything else."""
    try:
        parsed = _parse(text)
        first, last = dt.date(*parsed.lower_strict()[:3]), dt.date(*parsed.upper_strict()[:3])
    except (EDTFParseException, ValueError, AttributeError) as error:
        raise ValueError(f"“{text}” is not an EDTF date such as 1999-06-12, 1999-06, 1999 or 2008-12-02/2008-12-03") from error
    precision = {"day": Precision.DAY, "month": Precision.MONTH, "year": Precision.YEAR}.get(str(getattr(parsed, "precision", "")))
    if precision is None:
        raise ValueError(f"“{text}” has no precision of a day, a month or a year")
    if last < first:
        raise ValueError(f"“{text}” ends before it begins")
    return FactDate(text, first, last, precision, "/" in text)


def _parse(text: str) -> Any:
    if not _FORM.fullmatch(text):
        raise ValueError(text)
    return parse_edtf(text)


def make_date(year: int, month: int | None = None, day: int | None = None) -> FactDate:
    """The date of a year, a month or a day; raise ValueError when the calendar has no such day.

    Made from its parts, without the reader of EDTF, which takes milliseconds for each date.
    """
    first = dt.date(year, month or 1, day or 1)
    if month is None:
        return FactDate(f"{year:04}", first, dt.date(year, 12, 31), Precision.YEAR, is_range=False)
    if day is None:
        last = dt.date(year, month, calendar.monthrange(year, month)[1])
        return FactDate(f"{year:04}-{month:02}", first, last, Precision.MONTH, is_range=False)
    return FactDate(first.isoformat(), first, first, Precision.DAY, is_range=False)
