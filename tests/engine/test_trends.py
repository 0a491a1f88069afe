"""The latest results against those before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.trends import Change, Share, Trend, add, find_trend

SHARES = st.integers(1, 30).flatmap(lambda asked: st.builds(Share, st.floats(0, asked), st.just(asked)))


def test_as_many_are_taken_before_as_lately() -> None:
    shares = [Share(points, 10) for points in (9, 8, 7, 6, 5, 4, 3)]
    assert find_trend(shares, latest=3, least=3) == Trend(Share(24, 30), Share(15, 30))


@pytest.mark.parametrize(("count", "is_told"), [(0, False), (5, False), (7, False), (8, True), (10, True), (30, True)])
def test_with_too_few_before_nothing_is_said(count: int, is_told: bool) -> None:
    trend = find_trend([Share(1, 2)] * count, latest=5, least=3)
    assert (trend.before is not None, trend.change is not None) == (is_told, is_told)
    assert trend.now.asked == 2 * min(count, 5)


def test_a_long_attempt_counts_for_more_than_a_short_one() -> None:
    assert add([Share(1, 1), Share(5, 19)]) == Share(6, 20)
    assert add([]) == Share(0, 0)


@pytest.mark.parametrize(("points", "asked", "percent"), [(1, 3, 33), (2, 3, 67), (0, 5, 0), (5, 5, 100), (0, 0, 0)])
def test_a_share_is_told_in_whole_percent(points: float, asked: int, percent: int) -> None:
    assert Share(points, asked).percent == percent


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (Share(45, 50), Share(30, 50), Change.BETTER),
        (Share(30, 50), Share(45, 50), Change.WORSE),
        (Share(38, 50), Share(31, 50), Change.LEVEL),
        (Share(380, 500), Share(310, 500), Change.BETTER),
        (Share(3, 5), Share(2, 5), Change.LEVEL),
        (Share(50, 50), Share(50, 50), Change.LEVEL),
        (Share(0, 50), Share(0, 50), Change.LEVEL),
    ],
)
def test_only_more_than_chance_is_called_a_change(now: Share, before: Share, change: Change) -> None:
    assert Trend(now, before).change is change


@given(SHARES, SHARES)
def test_what_is_better_one_way_is_worse_the_other(one: Share, other: Share) -> None:
    mirror = {Change.BETTER: Change.WORSE, Change.WORSE: Change.BETTER, Change.LEVEL: Change.LEVEL}
    change = Trend(one, other).change
    assert change
    assert Trend(other, one).change is mirror[change]
