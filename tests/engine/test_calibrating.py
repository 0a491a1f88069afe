"""Predictions are corrected by a person's own reviews: not at first, soon enough, and never too surely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.calibrating import SPREAD, SUREST, Correction, learn_correction

chances = st.floats(0.0, 1.0)
histories = st.lists(st.tuples(chances, st.booleans()), max_size=60)


def reviews_of(recalled: int, times: int) -> list[tuple[float, bool]]:
    """Ten reviews, so many times over, of which FSRS says 90 % and so many are recalled."""
    return [(0.9, place < recalled) for place in range(10)] * times


@pytest.mark.parametrize("predicted", [0.05, 0.5, 0.9, 0.97])
def test_without_reviews_nothing_is_corrected(predicted: float) -> None:
    assert learn_correction([]).correct(predicted) == pytest.approx(predicted)


@pytest.mark.parametrize("recalled", [6, 7, 8, 9])
def test_after_fifty_reviews_most_of_the_error_is_gone_and_after_five_hundred_all(recalled: int) -> None:
    fifty, five_hundred = (learn_correction(reviews_of(recalled, times)).correct(0.9) for times in (5, 50))
    assert fifty == pytest.approx(recalled / 10, abs=0.05)
    assert five_hundred == pytest.approx(recalled / 10, abs=0.02)


def test_few_reviews_say_little() -> None:
    assert learn_correction([(0.9, True)] * 5).correct(0.9) == pytest.approx(0.9, abs=0.02)
    assert learn_correction([(0.9, False)]).correct(0.9) > 0.8


def test_somebody_who_gets_better_is_not_held_to_what_they_were() -> None:
    before = reviews_of(6, 10)
    after = learn_correction(before + reviews_of(9, 30))
    assert learn_correction(before).correct(0.9) < 0.65
    assert after.correct(0.9) > 0.85  # all four hundred reviews together would say 0.825


@given(histories, chances, chances)
def test_the_likelier_stays_the_likelier_and_nothing_is_certain(
    reviews: list[tuple[float, bool]], one: float, other: float
) -> None:
    correction = learn_correction(reviews)
    low, high = sorted((one, other))
    assert 0 < correction.correct(low) <= correction.correct(high) < 1


@given(histories, chances)
def test_a_success_raises_predictions_and_a_failure_lowers_them(reviews: list[tuple[float, bool]], predicted: float) -> None:
    before = learn_correction(reviews)
    assert before.learn(predicted, recalled=True).shift > before.shift > before.learn(predicted, recalled=False).shift
    assert 0 < before.variance <= SPREAD**2


def test_no_prediction_is_surer_than_people_are() -> None:
    assert Correction().correct(1.0) == pytest.approx(SUREST)
