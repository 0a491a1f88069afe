"""The points of a form, by what is recalled."""

import random
from fractions import Fraction
from statistics import fmean, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.passing import guessed_points
from kfor_quiz.engine.predicting import Asked, expect_recalled, expect_score
from kfor_quiz.engine.questions import Kind

CHOICE = guessed_points(Kind.SINGLE_CHOICE, options=4, keys=1)
TYPED = guessed_points(Kind.TYPED_TEXT, options=0, keys=0)


def test_a_question_earns_what_is_recalled_and_what_is_guessed() -> None:
    assert Asked(CHOICE, 0.6).mean == pytest.approx(0.25 + 0.75 * 0.6)
    assert Asked(TYPED, 0.6).mean == pytest.approx(0.6)


def test_who_knows_nothing_has_what_guessing_brings_and_who_knows_all_has_all() -> None:
    assert expect_score([[Asked(CHOICE, 0)]] * 20).mean == pytest.approx(5)
    everything = expect_score([[Asked(CHOICE, 1)]] * 20)
    assert (everything.mean, everything.low, everything.high, everything.most) == (20, 20, 20, 20)


def test_a_place_that_asks_one_of_several_has_their_mean() -> None:
    assert expect_score([[Asked(TYPED, 1), Asked(TYPED, 0)]]).mean == pytest.approx(0.5)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.floats(0, 2))
def test_the_interval_holds_the_mean_and_stays_within_the_form(recalls: list[float], doubt: float) -> None:
    for expected in (expect_score([[Asked(CHOICE, one)] for one in recalls], doubt=doubt), expect_recalled(recalls, doubt=doubt)):
        assert 0 <= expected.low <= expected.mean + 1e-9
        assert expected.mean - 1e-9 <= expected.high <= expected.most == len(recalls)


@given(st.lists(st.floats(0.05, 0.95), min_size=5, max_size=30))
def test_doubt_widens_the_interval(recalls: list[float]) -> None:
    sure, doubtful = (expect_recalled(recalls, doubt=doubt) for doubt in (0, 0.7))
    assert doubtful.high - doubtful.low >= sure.high - sure.low


def test_nine_times_in_ten_the_points_lie_in_the_interval() -> None:
    rng = random.Random("points")  # noqa: S311 - chance, not secrecy
    recalls = [rng.random() for _ in range(25)]
    expected = expect_score([[Asked(CHOICE if number % 2 else TYPED, one)] for number, one in enumerate(recalls)])
    scores = []
    for _ in range(4000):
        known = (rng.random() < one for one in recalls)
        scores.append(sum(is_known or (number % 2 and rng.random() < Fraction(1, 4)) for number, is_known in enumerate(known)))
    assert fmean(scores) == pytest.approx(expected.mean, abs=0.2)
    twentieths = quantiles(scores, n=20)
    assert expected.low == pytest.approx(twentieths[0], abs=1)
    assert expected.high == pytest.approx(twentieths[-1], abs=1)
