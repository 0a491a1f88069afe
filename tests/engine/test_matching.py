"""Words of the stem that are typed again around a right answer."""

import pytest

from kfor_quiz.engine.lexicon import lexicon_of
from kfor_quiz.engine.matching import matches
from kfor_quiz.engine.questions import AcceptedAnswer
from tests.engine.harbour import harbour

LEXICON = lexicon_of(harbour())
STEM = "By which kind of board was the lamp oil of the North Light to be bought at first?"
ANSWER = AcceptedAnswer(texts=("regional",), refused=("national",))


@pytest.mark.parametrize(
    "text", ["regional", "a regional board", "by the regional board", "regional kind of board", "the lamp oil by a regional board"]
)
def test_a_right_answer_may_repeat_words_of_the_stem(text: str) -> None:
    assert matches(text, ANSWER, LEXICON, stem=STEM)


@pytest.mark.parametrize(
    "text",
    [
        "board",
        "a national board",
        "no regional board",
        "not the regional board",
        "a regional committee",
        "a private regional board",
        "the North Light, the regional board",
        "North Light regional board",
        "north of the regional board",
        "the regional board of the North",
        "regional national board",
    ],
)
def test_nothing_else_may_stand_beside_it(text: str) -> None:
    assert not matches(text, ANSWER, LEXICON, stem=STEM)


def test_without_a_stem_no_word_is_left_out() -> None:
    assert not matches("a regional board", ANSWER, LEXICON)
