"""Ours beside the real Anki: the same histories, the same stabilities, the same intervals."""

from collections.abc import Callable
from typing import Any

from kfor_quiz.engine.scheduling import Rating
from tests.anki.parity import DAY, RETENTIONS, Difference, History, compare, draw_histories, parity_figures

RunAnki = Callable[[str, object], Any]


def differ(**changes: Any) -> Difference:
    history = History(0.9, ((0, Rating.GOOD), (600, Rating.GOOD)))
    same = {"our_stability": 2.3065, "their_stability": 2.3065, "our_interval": 2, "their_interval": 2}
    return Difference(history, place=1, **(same | changes))


def test_stability_and_intervals_are_those_of_the_real_anki(run_anki: RunAnki) -> None:
    for figure in parity_figures(compare(draw_histories(), run_anki)):
        assert figure.holds, (figure, figure.keys)


def test_a_study_day_ends_at_four_on_both_sides(run_anki: RunAnki) -> None:
    """Two minutes apart across that hour is a day; a minute to four and the evening before are one."""
    minute = 60
    across = History(0.9, ((DAY - minute, Rating.EASY), (DAY + minute, Rating.GOOD), (3 * DAY, Rating.GOOD)))
    within = History(0.9, ((DAY // 2, Rating.EASY), (DAY - minute, Rating.GOOD), (3 * DAY - 1, Rating.GOOD)))
    differences = compare([across, within], run_anki)
    assert [one.our_interval for one in differences] == [one.their_interval for one in differences]
    assert max(one.stability_off for one in differences) < 0.001
    assert differences[1].our_stability != differences[4].our_stability


def test_the_histories_are_of_every_sort() -> None:
    histories = draw_histories()
    assert histories == draw_histories()
    assert len(histories) == 1000
    assert {history.retention for history in histories} == set(RETENTIONS)
    assert {len(history.reviews) for history in histories} >= set(range(1, 31))
    days = [[moment // DAY for moment, _ in history.reviews] for history in histories]
    assert all(seen == sorted(seen) for seen in days)
    assert sum(len(seen) - len(set(seen)) for seen in days) > 4000  # a day again on which there was a review already
    assert sum(max(seen) > 365 for seen in days) > 200


def test_what_differs_is_counted_and_named() -> None:
    stability, intervals = parity_figures([differ(), differ(our_stability=2.3), differ(our_interval=3), differ(our_interval=-600)])
    assert (stability.value, stability.holds) == ("within 0.28 % (4 reviews)", False)
    assert stability.keys == ("retention 0.9, 0G 0G: 2.3, not 2.3065",)
    assert (intervals.value, intervals.holds) == ("50.00 % (2 of 4)", False)
    assert intervals.keys[0] == "retention 0.9, 0G 0G: 3, not 2"
    assert all(figure.holds for figure in parity_figures([differ()]))
