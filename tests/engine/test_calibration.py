"""How often answers are right that were given as sure, fairly sure, or guessed."""

import pytest

from kfor_quiz.engine.calibration import Calibration, Certainty, calibrate, rank_concern

SURE, FAIRLY_SURE, GUESSING = Certainty.SURE, Certainty.FAIRLY_SURE, Certainty.GUESSING


def test_each_certainty_is_counted_the_surest_first() -> None:
    given = [(SURE, 1.0), (GUESSING, 1.0), (SURE, 0.0), (SURE, 0.5), (None, 1.0), (GUESSING, 0.0)]
    assert calibrate(given) == (Calibration(SURE, 3, 1), Calibration(FAIRLY_SURE, 0, 0), Calibration(GUESSING, 2, 1))


@pytest.mark.parametrize("given", [[], [(None, 1.0), (None, 0.0)]])
def test_where_nobody_said_how_sure_they_were_there_is_no_calibration(given: list[tuple[Certainty | None, float]]) -> None:
    assert calibrate(given) == ()


@pytest.mark.parametrize(("answers", "right", "percent"), [(3, 1, 33), (8, 8, 100), (5, 0, 0), (0, 0, None)])
def test_the_share_is_in_whole_percent_and_of_nothing_there_is_none(answers: int, right: int, percent: int | None) -> None:
    assert Calibration(SURE, answers, right).percent == percent


def test_sure_and_wrong_is_the_first_concern_then_sure_and_partly_right() -> None:
    answers: list[tuple[Certainty | None, float]] = [
        (GUESSING, 0.0),
        (SURE, 1.0),
        (SURE, 0.5),
        (None, 0.0),
        (SURE, 0.0),
        (FAIRLY_SURE, 0.0),
    ]
    assert sorted(answers, key=lambda answer: rank_concern(*answer)) == [
        (SURE, 0.0),
        (SURE, 0.5),
        (GUESSING, 0.0),
        (SURE, 1.0),
        (None, 0.0),
        (FAIRLY_SURE, 0.0),
    ]
