"""The drawn time axis: true to the dates, and nothing on top of another thing."""

import datetime as dt
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.dates import FactDate, Precision, make_date, read_date
from kfor_quiz.engine.time_axis import LONGEST_TITLE, MARK, SHORTEST, WIDTH, YEAR_ROOM, Axis, Happening, Mark, draw_axis
from kfor_quiz.engine.time_scale import TimeScale, scale_of

LANES = {"talks": "The talks", "troops": "The troops", "law": "The law"}


def in_order(first: dt.date, last: dt.date) -> FactDate:
    first, last = min(first, last), max(first, last)
    return FactDate(f"{first}/{last}", first, last, Precision.DAY, is_range=first != last)


def dates(first: int, last: int) -> st.SearchStrategy[FactDate]:
    """Days, months, years and ranges of some years."""
    days = st.dates(dt.date(first, 1, 1), dt.date(last, 12, 31))
    years = st.integers(first, last)
    return st.one_of(
        days.map(lambda day: in_order(day, day)),
        st.builds(make_date, years, st.integers(1, 12)),
        years.map(make_date),
        st.builds(in_order, days, days),
    )


def happenings(*, first: int = 1, last: int = 9999) -> st.SearchStrategy[list[Happening]]:
    rows = st.lists(st.tuples(dates(first, last), st.sampled_from(sorted(LANES)), st.booleans()), min_size=1, max_size=60)
    return rows.map(lambda found: [Happening(number, *row) for number, row in enumerate(found, start=1)])


many = st.one_of(happenings(), happenings(first=1999, last=2009), happenings(first=2004, last=2004))


def drawn(found: list[Happening]) -> Axis:
    axis = draw_axis(found, LANES)
    assert axis is not None
    return axis


def all_marks(axis: Axis) -> list[Mark]:
    return [mark for lane in axis.lanes for mark in lane.marks]


@given(many)
def test_every_event_is_drawn_once_in_the_lane_of_its_topic(found: list[Happening]) -> None:
    axis = drawn(found)
    assert sorted(mark.happening.number for mark in all_marks(axis)) == [one.number for one in found]
    for lane in axis.lanes:
        assert lane.marks
        assert {LANES[mark.happening.lane] for mark in lane.marks} == {lane.title}
    assert [lane.title for lane in axis.lanes] == [title for title in LANES.values() if title in {one.title for one in axis.lanes}]


@given(many)
def test_no_mark_or_number_covers_another(found: list[Happening]) -> None:
    for one, other in combinations(all_marks(drawn(found)), 2):
        assert one.y >= other.y + MARK or other.y >= one.y + MARK or one.end < other.x or other.end < one.x


@given(many)
def test_all_stays_within_the_drawing(found: list[Happening]) -> None:
    axis = drawn(found)
    assert all(mark.x >= 0 and mark.end <= axis.width and mark.y + MARK <= axis.height for mark in all_marks(axis))
    for upper, lower in pairwise(axis.lanes):
        assert upper.end < lower.y
        assert max(mark.y for mark in upper.marks) + MARK <= upper.end
    assert axis.lanes[-1].end == axis.height


@given(many)
def test_what_is_later_is_never_further_left(found: list[Happening]) -> None:
    middles = [(mark.happening.when, mark.x + mark.length / 2) for mark in all_marks(drawn(found))]
    for (one, here), (other, there) in combinations(middles, 2):
        if one.first <= other.first and one.last <= other.last:
            assert here <= there + 1  # whole units


@given(many)
def test_a_month_a_year_and_a_range_are_as_long_as_they_last(found: list[Happening]) -> None:
    scale = scale_of(tuple(one.when for one in found), left=0, right=WIDTH)
    for mark in all_marks(drawn(found)):
        if mark.happening.is_day:
            assert mark.length == MARK
        else:
            # The axis is a little shorter than the drawing.
            assert SHORTEST <= mark.length <= max(scale.length(mark.happening.when), SHORTEST)


@given(many)
def test_the_years_stand_in_order_with_room_for_their_names(found: list[Happening]) -> None:
    axis = drawn(found)
    years = [tick.year for tick in axis.ticks]
    assert years == sorted(set(years))
    assert all(axis.first_year <= year <= axis.last_year for year in years)
    assert all(right.x - left.x >= YEAR_ROOM for left, right in pairwise(axis.ticks))


def test_each_year_has_its_line_where_there_is_room() -> None:
    axis = drawn([Happening(1, read_date("1999-06-12"), "troops"), Happening(2, read_date("2009-06-14"), "troops")])
    assert [tick.year for tick in axis.ticks] == list(range(1999, 2010))
    assert axis.years == "1999–2009"
    assert drawn([Happening(1, read_date("2007-03"), "law")]).years == "2007"
    far = drawn([Happening(1, read_date("0044-03-15"), "law"), Happening(2, read_date("1999"), "law")])
    assert [tick.year for tick in far.ticks] == list(range(100, 2000, 100))


def test_a_day_stands_in_the_middle_of_its_day_and_the_axis_holds_whole_years() -> None:
    scale = TimeScale(2001, 2001, left=0, right=365)
    assert scale.middle(read_date("2001-01-01")) == round(0.5)
    assert scale.middle(read_date("2001-12-31")) == round(364.5)
    assert (scale.length(read_date("2001-02")), scale.middle(read_date("2001"))) == (28, round(182.5))


def test_a_title_that_is_too_long_is_cut() -> None:
    axis = draw_axis([Happening(1, read_date("1999"), "law")], {"law": "Law " * 60})
    assert axis is not None
    assert (len(axis.lanes[0].title), axis.lanes[0].title[-1]) == (LONGEST_TITLE, "…")


def test_without_events_there_is_no_axis() -> None:
    assert draw_axis([], LANES) is None


@pytest.mark.parametrize("edtf", ["0001", "9999", "0001/9999", "9999-12-31"])
def test_the_ends_of_the_calendar_can_be_drawn(edtf: str) -> None:
    assert len(all_marks(drawn([Happening(1, read_date(edtf), "law")]))) == 1
