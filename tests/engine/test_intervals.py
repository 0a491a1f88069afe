"""Whole days from wanted ones, by the rules of Anki."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.intervals import LONGEST_DAYS, Fuzz, fewest_days

PLAIN = Fuzz(seed="", repetition=1)
wants = st.floats(0.001, 50_000)
fuzzes = st.builds(Fuzz, seed=st.text(max_size=8), repetition=st.integers(0, 99))


@pytest.mark.parametrize(("wanted", "days"), [(0.01, 1), (1.49, 1), (1.5, 2), (2.5, 3), (20.4, 20), (99_999.0, LONGEST_DAYS)])
def test_without_chance_the_wanted_days_are_rounded(wanted: float, days: int) -> None:
    assert PLAIN.days(wanted) == days


@pytest.mark.parametrize(
    ("wanted", "previous", "fewest"),
    [
        (0.3, 0, 1),  # nothing before
        (8.0, 7, 8),  # more is wanted: chance may not eat that up
        (7.4, 7, 7),  # as much is wanted
        (6.0, 7, 7),  # a little less: chance may have lifted the last one
        (4.0, 7, 1),  # more than chance can explain
        (1.4, 2, 1),  # short intervals know no chance
    ],
)
def test_a_success_brings_back_no_sooner_what_chance_can_explain(wanted: float, previous: int, fewest: int) -> None:
    assert fewest_days(wanted, previous) == fewest


@given(wants, st.integers(0, LONGEST_DAYS), fuzzes)
def test_where_no_less_is_wanted_than_before_no_less_is_given(wanted: float, previous: int, fuzz: Fuzz) -> None:
    days = fuzz.days(wanted, fewest_days(wanted, previous))
    assert 1 <= days <= LONGEST_DAYS
    assert days >= previous or previous > wanted


@given(wants, st.integers(1, LONGEST_DAYS), fuzzes)
def test_chance_moves_by_a_day_and_a_seventh_at_most(wanted: float, fewest: int, fuzz: Fuzz) -> None:
    plain = PLAIN.days(wanted, fewest)
    assert plain >= fewest
    assert fewest <= fuzz.days(wanted, fewest) <= plain + 2 + 0.15 * plain
    assert fuzz.days(wanted, fewest) >= plain - 2 - 0.15 * plain


def test_short_intervals_are_not_left_to_chance() -> None:
    assert {Fuzz(f"card {number}", 1).days(2.4) for number in range(50)} == {2}
    assert {Fuzz(f"card {number}", 1).days(2.5) for number in range(50)} == {2, 3, 4}
