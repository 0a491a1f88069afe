"""Predictions come true with learners whose memory is not that of FSRS."""

import random

import pytest

from tests.engine.predicting import AFTER_FIFTY, SPEEDS, Prediction, follow, points_off, prediction_figure, tenths

FIRST = Prediction(place=60, plain=0.95, corrected=0.85, is_right=True)
SECOND = Prediction(place=61, plain=1.0, corrected=0.85, is_right=False)


@pytest.mark.parametrize("speed", SPEEDS)
def test_after_fifty_reviews_predictions_are_within_five_points(speed: str) -> None:
    rng = random.Random(speed)  # noqa: S311 - chance, not secrecy
    predictions = follow(20, rng, forgetting=SPEEDS[speed], most=AFTER_FIFTY.stop)
    figure = prediction_figure(speed, predictions)
    assert figure.holds, figure


def test_without_the_correction_fast_forgetters_are_promised_too_much() -> None:
    rng = random.Random("fast")  # noqa: S311 - chance, not secrecy
    predictions = follow(20, rng, forgetting=2.0, most=AFTER_FIFTY.stop)
    after = [one for one in predictions if one.place in AFTER_FIFTY]
    assert points_off(after, corrected=False) > 5
    assert abs(points_off(after, corrected=True)) < points_off(after, corrected=False) / 2


def test_predictions_are_counted_by_tenths() -> None:
    (plain,) = tenths([FIRST, SECOND], corrected=False)
    assert (plain.number, plain.count, round(plain.predicted, 9), plain.right) == (9, 2, 0.975, 0.5)
    (corrected,) = tenths([FIRST, SECOND], corrected=True)
    assert (corrected.number, round(corrected.predicted, 9)) == (8, 0.85)


def test_the_first_fifty_reviews_are_not_judged() -> None:
    wrong = [Prediction(place, 1.0, 1.0, is_right=False) for place in range(50)]
    figure = prediction_figure("as fast as", [*wrong, FIRST, SECOND])
    assert figure.value == "+35.0 points (+47.5 uncorrected)"
    assert figure.holds is False
