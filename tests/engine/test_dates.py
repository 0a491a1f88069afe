"""Dates as fine as the source states them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.dates import Precision, make_date, read_date

days = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "asked"),
    [
        ("1999-06-12", "1999-06-12", "1999-06-12", Precision.DAY, Precision.DAY),
        ("1999-03", "1999-03-01", "1999-03-31", Precision.MONTH, Precision.MONTH),
        ("2002", "2002-01-01", "2002-12-31", Precision.YEAR, Precision.YEAR),
        ("2008-12-02/2008-12-03", "2008-12-02", "2008-12-03", Precision.DAY, Precision.DAY),
        ("2002-01/2002-04", "2002-01-01", "2002-04-30", Precision.MONTH, Precision.YEAR),
    ],
)
def test_a_date_spans_what_its_precision_says(text: str, first: str, last: str, precision: Precision, asked: Precision) -> None:
    date = read_date(text)
    assert (date.first.isoformat(), date.last.isoformat(), date.precision, date.asked_precision) == (first, last, precision, asked)


@pytest.mark.parametrize("text", ["", "June 1999", "1999-13", "1999-06-31", "2008-12-03/2008-12-02", "199X", "1999-21"])
def test_what_is_no_date_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        read_date(text)


def test_a_day_that_the_calendar_lacks_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="day"):
        make_date(1999, 2, 30)


@given(days, days)
def test_two_days_are_disjoint_unless_they_are_the_same(one: dt.date, other: dt.date) -> None:
    assert read_date(one.isoformat()).disjoint(read_date(other.isoformat())) == (one != other)


@given(days)
def test_a_month_covers_its_days_and_its_year_covers_the_month(day: dt.date) -> None:
    date, month, year = make_date(day.year, day.month, day.day), make_date(day.year, day.month), make_date(day.year)
    assert year.covers(month)
    assert month.covers(date)
    assert not date.covers(month)


@given(days)
def test_a_date_made_of_its_parts_is_the_one_that_is_read(day: dt.date) -> None:
    for parts in ((day.year,), (day.year, day.month), (day.year, day.month, day.day)):
        made = make_date(*parts)
        assert made == read_date(made.edtf)
