"""An answer in a quiz as a review."""

import pytest

from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.rating import ENOUGH_TIMES, rate_outcome, slow_from
from kfor_quiz.engine.scheduling import Rating


@pytest.mark.parametrize(
    ("outcome", "rating"),
    [(0, Rating.AGAIN), (0.49, Rating.AGAIN), (0.5, Rating.HARD), (0.99, Rating.HARD), (1, Rating.GOOD)],
)
def test_an_outcome_is_rated(outcome: float, rating: Rating) -> None:
    assert rate_outcome(outcome, Kind.TYPED_DATE, is_new=False, is_slow=False) is rating


@pytest.mark.parametrize("kind", Kind)
def test_only_what_was_recalled_and_never_studied_was_easy(kind: Kind) -> None:
    recalled = {Kind.TYPED_TEXT, Kind.TYPED_NUMBER, Kind.TYPED_DATE, Kind.CLOZE, Kind.RECALL_LIST}
    assert (rate_outcome(1, kind, is_new=True, is_slow=False) is Rating.EASY) == (kind in recalled)
    assert rate_outcome(1, kind, is_new=False, is_slow=False) is Rating.GOOD
    assert rate_outcome(0.75, kind, is_new=True, is_slow=False) is Rating.HARD


@pytest.mark.parametrize("is_new", [True, False])
def test_what_was_right_and_slow_was_hard(is_new: bool) -> None:
    assert rate_outcome(1, Kind.TYPED_TEXT, is_new=is_new, is_slow=True) is Rating.HARD
    assert rate_outcome(0, Kind.TYPED_TEXT, is_new=is_new, is_slow=True) is Rating.AGAIN


def test_slow_is_the_slowest_tenth_of_enough_answers() -> None:
    assert slow_from([float(one) for one in range(100, 0, -1)]) == 91
    assert slow_from([1.0] * (ENOUGH_TIMES - 1)) is None
