"""What chosen options are worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.language import LANGUAGES
from kfor_quiz.engine.lexicon import Lexicon
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.scoring import Gradable, UnreadableAnswerError, grade

ENGLISH = Lexicon(LANGUAGES["en"])
CHOICE = Gradable(Kind.SINGLE_CHOICE, ("fact",), right=frozenset("a"), wrong=frozenset("bc"))
SEVERAL = Gradable(Kind.MULTIPLE_RESPONSE, ("fact",), right=frozenset("abc"), wrong=frozenset("def"))


@pytest.mark.parametrize(("chosen", "score"), [(["a"], 1.0), (["b"], 0.0), ("a", 1.0)])
def test_one_right_option_is_all_or_nothing(chosen: list[str] | str, score: float) -> None:
    grading = grade(CHOICE, chosen, ENGLISH)
    assert (grading.score, grading.outcomes) == (score, {"fact": score})


@pytest.mark.parametrize(
    ("chosen", "reason"), [([], "empty"), (["z"], "unknown_option"), (["a", "b"], "one_option"), (["a", "a"], "unknown_option")]
)
def test_a_choice_that_was_not_offered_is_refused(chosen: list[str], reason: str) -> None:
    with pytest.raises(UnreadableAnswerError) as caught:
        grade(CHOICE, chosen, ENGLISH)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("chosen", "score"), [("abc", 1.0), ("ab", 2 / 3), ("abd", 1 / 3), ("abcdef", 0.0), ("d", 0.0), ("def", 0.0)]
)
def test_several_right_options_count_hits_less_false_alarms(chosen: str, score: float) -> None:
    assert grade(SEVERAL, list(chosen), ENGLISH).score == pytest.approx(score)


@given(st.sets(st.sampled_from("abcdef"), min_size=1))
def test_a_score_is_between_nothing_and_all(chosen: set[str]) -> None:
    assert 0 <= grade(SEVERAL, sorted(chosen), ENGLISH).score <= 1
