"""A small chart of one figure at different times."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.series_chart import BASE, HEIGHT, WIDTH, Point, draw_chart, shared_words
from tests.engine.test_time_axis import dates

SMALL = frozenset({"the", "of", "at", "by", "in"})
STRENGTH = (
    Point(read_date("1999"), 50000, "about 50 000"),
    Point(read_date("2002"), 39000, "about 39 000"),
    Point(read_date("2003-06"), 26000, "26 000"),
    Point(read_date("2003-07/2003-12"), 17500, "17 500"),
    Point(read_date("2009"), 14000, "more than 14 000"),
)
WORDS = st.text("0123456789 ", min_size=1, max_size=60)
points = st.lists(st.builds(Point, dates(1990, 2010), st.integers(0, 10**9), WORDS), min_size=1, max_size=30)


@given(points)
def test_bars_are_as_high_as_their_figures_and_stay_within_the_drawing(found: list[Point]) -> None:
    chart = draw_chart(found)
    for (one, bar), (other, beside) in combinations(zip(found, chart.bars, strict=True), 2):
        assert one.number <= other.number or bar.height >= beside.height
    for bar in chart.bars:
        assert bar.y + bar.height == BASE
        assert (bar.x >= 0, bar.x + bar.width <= WIDTH, 0 <= bar.y <= BASE) == (True, True, True)


@given(points)
def test_no_words_cover_other_words_or_a_figure(found: list[Point]) -> None:
    chart = draw_chart(found)
    boxes = [label.box for label in chart.labels]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert not any(box.overlaps(cap) for box in boxes for cap in chart.caps)
    assert all(box.x >= 0 and box.x + box.width <= WIDTH and box.y >= 0 and box.y + box.height <= HEIGHT for box in boxes)


def test_every_figure_of_a_real_series_has_its_words() -> None:
    chart = draw_chart(STRENGTH)
    assert sorted(label.text for label in chart.labels) == sorted(point.text for point in STRENGTH)
    heights = [bar.height for bar in chart.bars]
    assert heights == sorted(heights, reverse=True)
    assert heights[1] / heights[0] == pytest.approx(39 / 50, abs=0.01)


def test_figures_of_nothing_have_no_height() -> None:
    chart = draw_chart([Point(read_date("1999"), 0, "0"), Point(read_date("2000"), 0, "0")])
    assert {bar.height for bar in chart.bars} == {0}


@pytest.mark.parametrize(
    ("texts", "shared"),
    [
        (("KFOR’s strength by early 2002", "the figure that KFOR’s strength exceeded"), "KFOR’s strength"),
        (("the number of steps at Gull Rock", "the number of steps at Old Head"), "number of steps"),
        (("the height of the tower", "the age of the lamp"), ""),
        (("one thing", "another matter"), ""),
        (("the same", "the same"), "same"),
    ],
)
def test_what_figures_are_of_is_what_their_names_share(texts: tuple[str, ...], shared: str) -> None:
    assert shared_words(texts, small=SMALL) == shared
