"""Points as people read them."""

import pytest

from kfor_quiz.quizzes.templatetags.points import points


@pytest.mark.parametrize(
    ("value", "words"), [(14, "14"), (14.0, "14"), (13.967, "14"), (13.5, "13.5"), (0.04, "0"), (2 / 3, "0.7")]
)
def test_points_have_one_place_and_none_where_that_is_a_nought(value: float, words: str) -> None:
    assert points(value) == words
