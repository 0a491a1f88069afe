"""Words of the stem that are typed again around a right answer."""

import dataclasses

import pytest

from kfor_quiz.engine.lexicon import lexicon_of
from kfor_quiz.engine.matching import matches
from kfor_quiz.engine.questions import AcceptedAnswer
from tests.engine.harbour import harbour

LEXICON = lexicon_of(harbour())
STEM = "By which kind of board was the lamp oil of the North Light to be bought at first?"
ANSWER = AcceptedAnswer(texts=("regional",), refused=("national",))


@pytest.mark.parametrize(
    "text",
    [
        "regional",
        "a regional board",
        "by the regional board",
        "regional kind of board",
        "the lamp oil by a regional board",
        "a regional sort of board",
        "they bought the oil by a regional board",
        "only by a regional board",
        "any regional boards",
        "the regoinal board",
        "North Light's regional board",
        "the regional board of the North Light",
    ],
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
        "a non-regional board",
        "regional rather than board",
    ],
)
def test_nothing_else_may_stand_beside_it(text: str) -> None:
    assert not matches(text, ANSWER, LEXICON, stem=STEM)


def test_without_a_stem_no_word_is_left_out() -> None:
    assert not matches("a regional board", ANSWER, LEXICON)


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("It was led by Brindal", True),
        ("Brindal led the North Light", True),
        ("Brindal leads it", True),
        ("North Light Brindal", False),
        ("Brindal North Light", False),
        ("Brindal of North Light", False),
        ("Corvane Brindal", False),
    ],
)
def test_a_name_of_the_question_right_beside_a_proper_name_is_a_second_answer(text: str, *, is_right: bool) -> None:
    answer, stem = AcceptedAnswer(texts=("Brindal",)), "Which town led the North Light?"
    assert matches(text, answer, LEXICON, stem=stem) is is_right


def test_a_name_of_the_question_may_be_said_by_its_other_names() -> None:
    lexicon = dataclasses.replace(LEXICON, names={"nl": ("North Light", "NL"), "brin": ("Brindal",)})
    stem, answer = "What did the North Light give?", AcceptedAnswer(texts=("warnings",))
    assert matches("NL gave warnings", answer, lexicon, stem=stem)
    assert not matches("Brindal gave warnings", answer, lexicon, stem=stem)


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("How was the lamp to be kept?", "in a clean manner"),
        ("Near which rocks did keepers run patrols?", "They patrolled near clean rocks."),
        ("What did the keepers give to boats?", "they provided clean"),
    ],
)
def test_words_that_a_question_implies_or_says_in_another_form_may_be_said(stem: str, text: str) -> None:
    assert matches(text, AcceptedAnswer(texts=("clean",)), LEXICON, stem=stem)
