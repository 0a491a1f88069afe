"""One slip of the pen."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.spelling import one_edit_apart

words = st.text(string.ascii_lowercase, min_size=2, max_size=9)


@pytest.mark.parametrize(
    ("one", "other"), [("corps", "crops"), ("corps", "corp"), ("corps", "corpss"), ("corps", "cords"), ("corps", "corps")]
)
def test_one_slip(one: str, other: str) -> None:
    assert one_edit_apart(one, other)


@pytest.mark.parametrize(("one", "other"), [("corps", "troop"), ("corps", "co"), ("corps", "croqs"), ("ab", "cd")])
def test_more_than_one_slip(one: str, other: str) -> None:
    assert not one_edit_apart(one, other)


@given(words, words)
def test_it_is_the_same_both_ways(one: str, other: str) -> None:
    assert one_edit_apart(one, other) == one_edit_apart(other, one)


@given(words, st.integers(min_value=0), st.sampled_from(string.ascii_lowercase))
def test_any_letter_added_or_left_out_is_one_slip(word: str, place: int, letter: str) -> None:
    place %= len(word)
    assert one_edit_apart(word, word[:place] + letter + word[place:])
    assert one_edit_apart(word, word[:place] + word[place + 1 :])
