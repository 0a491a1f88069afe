"""What English makes of typed words, numbers and dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.dates import make_date, read_date
from kfor_quiz.engine.facts import Hedge
from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.language.english_words import MONTHS

ENGLISH = LANGUAGES["en"]


@pytest.mark.parametrize(
    "text",
    [
        "10 June 1999",
        "June 10, 1999",
        "10 JUN 99",
        "10JUN1999",
        "10.06.1999",
        "10/06/1999",
        "1999-06-10",
        "10th of June 1999",
        "on 10 June 1999",
        "10 june, 1999",
        "10-6-1999",
        "Jun 10 1999",
        "10 Jun. 1999",
        "  10   June 1999. ",
        "Thu 10 June 1999",
        "Thursday, 10 June 1999",
        "on Thursday the 10th of June, 1999",
        "10-Jun-1999",
        "10/Jun/99",
        "June 10th, 1999",
        "1999 June 10",
        "1999. 06. 10",
        "10 Jnue 1999",
        "19990610",
        "10061999",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    read = ENGLISH.read_date(text)
    assert read is not None
    assert read.edtf == "1999-06-10"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("June 1999", "1999-06"),
        ("06/1999", "1999-06"),
        ("1999-06", "1999-06"),
        ("in Feb. 2008", "2008-02"),
        ("Febuary 2008", "2008-02"),
        ("1999", "1999"),
        ("early 2002", "2002-01/2002-04"),
        ("the end of 2003", "2003-10/2003-12"),
        ("mid-2002", "2002-04/2002-09"),
        ("late June 2003", "2003-06"),
        ("they met in June 2003", "2003-06"),
        ("2-3 December 2008", "2008-12-02/2008-12-03"),
        ("Sept 2001", "2001-09"),
        ("3/99", "1999-03"),
        ("03/1999", "1999-03"),
        ("Jnue 1999", "1999-06"),
        ("Juyl 1999", "1999-07"),
        ("Mrach 1999", "1999-03"),
        ("Apirl 2008", "2008-04"),
        ("June of 1999", "1999-06"),
        ("1999, June", "1999-06"),
        ("'04", "2004"),
        ("the year 2004", "2004"),
        ("December 2-3, 2008", "2008-12-02/2008-12-03"),
        ("2nd and 3rd of December 2008", "2008-12-02/2008-12-03"),
        ("2 December to 3 December 2008", "2008-12-02/2008-12-03"),
    ],
)
def test_coarser_dates_and_ranges_are_read(text: str, edtf: str) -> None:
    read = ENGLISH.read_date(text)
    assert read is not None
    assert read.edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "12 June",
        "June",
        "31 June 1999",
        "10/13/1999",
        "99",
        "1 2 3 4",
        "10 Foo 1999",
        "1999-00",
        "0/0/0",
        "Friday 10 June 1999",
        "Thu June 1999",
        "12/06",
        "13/99",
        "Jule 1999",
        "Juny 1999",
        "19991399",
        "Jan-June 1999",
        "3 to 2 December 2008",
    ],
)
def test_what_is_no_date_is_not_guessed_at(text: str) -> None:
    assert ENGLISH.read_date(text) is None


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_every_date_that_is_written_is_read_back(day: dt.date) -> None:
    date = make_date(day.year, day.month, day.day)
    month = MONTHS[day.month - 1]
    for text in (
        ENGLISH.date_text(date),
        f"{day:%d.%m.%y}",
        f"{month[:3]} {day.day}, {day.year}",
        f"{day.day}{month.upper()}{day.year}",
    ):
        assert ENGLISH.read_date(text) == date


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text: str) -> None:
    ENGLISH.read_date(text)
    ENGLISH.read_number(text)
    ENGLISH.normalise(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("14 000", 14_000),
        ("14,000", 14_000),
        ("14.000", 14_000),
        ("14000", 14_000),
        ("14\u00a0000", 14_000),
        ("over 14 000 troops", 14_000),
        ("fourteen thousand", 14_000),
        ("14 thousand", 14_000),
        ("seventy-eight days", 78),
        ("eight hundred", 800),
        ("five", 5),
        ("two million", 2_000_000),
        ("three hundred and five days", 305),
        ("twenty-one thousand", 21_000),
        ("about 50 000", 50_000),
        ("two thousand five hundred", 2_500),
        ("50000.00", 50_000),
        ("50 000.0", 50_000),
        ("50,000.00", 50_000),
        ("17.5 thousand", 17_500),
        ("2.5k", 2_500),
        ("14 000+", 14_000),
        ("approx. 14 000", 14_000),
        ("no more than 800", 800),
        ("five (5)", 5),
        ("14 000 (fourteen thousand) troops", 14_000),
        ("78-day campaign", 78),
        ("two days to entry", 2),
        ("It lasted 78 days.", 78),
        ("there were only five", 5),
        ("in two languages", 2),
        ("an additional 2 500", 2_500),
        ("a maximum of 2,500", 2_500),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, number: int) -> None:
    assert ENGLISH.read_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many",
        "1 4",
        "14.5",
        "ten or twenty",
        "five five",
        "five to nine",
        "five point five",
        "1,23",
        "14-15",
        "5 or six",
        "five (6)",
        "five 5 6",
        "14.55 thousand things 1",
        "2.55",
        "ten 20",
        "it was not 20",
        "they never had 20",
    ],
)
def test_what_is_no_number_is_not_guessed_at(text: str) -> None:
    assert ENGLISH.read_number(text) is None


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("800", None),
        ("about 800", None),
        ("over 800", Hedge.MORE_THAN),
        ("well over 800", Hedge.MORE_THAN),
        ("at least 800", Hedge.MORE_THAN),
        ("800 or more", Hedge.MORE_THAN),
        ("800+", Hedge.MORE_THAN),
        ("no more than 800", Hedge.AT_MOST),
        ("a maximum of 800", Hedge.AT_MOST),
        ("fewer than 800", Hedge.AT_MOST),
    ],
)
def test_a_number_may_be_said_to_be_the_least_or_the_most(text: str, bound: Hedge | None) -> None:
    assert ENGLISH.bound(text) is bound


@given(st.integers(min_value=0, max_value=9_999_999))
def test_every_number_that_is_written_is_read_back(number: int) -> None:
    assert ENGLISH.read_number(ENGLISH.number_text(number)) == number


@pytest.mark.parametrize(
    ("text", "unit"), [("14 000 troops!", "troops"), ("five of them", "of them"), ("78-day campaign", "day campaign"), ("5", "")]
)
def test_the_words_behind_a_number_are_its_unit(text: str, unit: str) -> None:
    assert ENGLISH.unit_behind(text) == unit


def test_units_are_compared_in_one_form() -> None:
    assert ENGLISH.unit_words("of the active members") == ENGLISH.unit_words("Active member")
    assert ENGLISH.unit_words("soldiers") == ENGLISH.unit_words("troops") == ENGLISH.unit_words("personnel")
    assert ENGLISH.unit_words("nations") == ENGLISH.unit_words("countries")
    assert ENGLISH.unit_words("two bodies") == {"body"}
    assert {"weeks", "euros"} <= {*ENGLISH.common_units}


@pytest.mark.parametrize(
    ("edtf", "text", "adverbial", "question"),
    [
        ("1999-06-12", "12 June 1999", "on 12 June 1999", "on which date"),
        ("2004-03", "March 2004", "in March 2004", "in which month and year"),
        ("2002", "2002", "in 2002", "in which year"),
        ("2008-12-02/2008-12-03", "2 and 3 December 2008", "on 2 and 3 December 2008", "on which dates"),
        ("2008-12-02/2008-12-05", "2 to 5 December 2008", "on 2 to 5 December 2008", "on which dates"),
    ],
)
def test_dates_are_written_as_one_says_them(edtf: str, text: str, adverbial: str, question: str) -> None:
    date = read_date(edtf)
    assert (ENGLISH.date_text(date), ENGLISH.on_date(date), ENGLISH.when_question(date)) == (text, adverbial, question)


@pytest.mark.parametrize(
    ("days", "text"),
    [(-8, "eight days earlier"), (1, "one day later"), (31, "about one month later"), (-800, "about two years earlier")],
)
def test_distances_are_told_in_words(days: int, text: str) -> None:
    assert ENGLISH.day_distance(days) == text


def test_a_blurred_date_is_shown_no_finer_than_it_is_asked() -> None:
    assert ENGLISH.asked_text(read_date("2002-01/2002-04")) == "2002"
