"""Orders, matchings and recalled lists: what they are worth, as a whole and for each fact."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.arranging import STRANGE, misplaced, score_order, score_pairs, score_recall
from kfor_quiz.engine.lexicon import lexicon_of
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from kfor_quiz.engine.scoring import Gradable, UnreadableAnswerError, grade
from tests.engine.harbour import harbour

RIGHT = ("a", "b", "c", "d", "e")
LEXICON = lexicon_of(harbour())
DUTIES = AcceptedAnswer(
    members=(("trimming the wick", "trim the wick"), ("rebuilding the pier", "rebuild the pier"), ("reading the tide", "tide")),
    refused=("painting the wick",),
)
LIGHTS = AcceptedAnswer(members=(("North Light", "North"), ("South Light", "South"), ("East Light", "East")))


@pytest.mark.parametrize(
    ("given", "score"),
    [("abcde", 1.0), ("bacde", 0.8), ("abced", 0.8), ("cabde", 0.6), ("edcba", 0.0), ("bcdea", 0.2), ("decab", 0.0)],
)
def test_an_order_is_worth_its_right_pairs_less_its_wrong_ones(given: str, score: float) -> None:
    assert score_order(list(given), RIGHT)[0] == pytest.approx(score)


@given(st.permutations(RIGHT))
def test_an_order_and_its_reverse_are_wrong_in_just_the_other_pairs(order: list[str]) -> None:
    assert len(misplaced(order, RIGHT)) + len(misplaced(order[::-1], RIGHT)) == 10
    score, own = score_order(order, RIGHT)
    assert 0 <= score <= 1
    assert (score == 1) == (order == list(RIGHT)) == all(value == 1 for value in own.values())


def test_each_fact_of_an_order_has_an_outcome_of_its_own() -> None:
    _, own = score_order(["b", "a", "c", "d", "e"], RIGHT)
    assert own == {"a": 0.5, "b": 0.5, "c": 1.0, "d": 1.0, "e": 1.0}


def test_an_order_left_to_chance_earns_little() -> None:
    scores = [score_order(order, RIGHT)[0] for order in permutations(RIGHT)]
    assert sum(scores) / len(scores) < 0.2


@pytest.mark.parametrize(("right", "score"), [(4, 1.0), (2, 1 / 3), (1, 0.0), (0, 0.0)])
def test_a_matching_gives_nothing_for_the_first_pair(right: int, score: float) -> None:
    pairs = dict(zip("abcd", "wxyz", strict=True))
    given = {left: option if place < right else "spare" for place, (left, option) in enumerate(pairs.items())}
    earned, own = score_pairs(given, pairs)
    assert earned == pytest.approx(score)
    assert sum(own.values()) == right


def recall(accepted: AcceptedAnswer, *lines: str) -> tuple[tuple[int, ...], object]:
    recalled = score_recall(lines, accepted, LEXICON, ())
    return recalled.members, pytest.approx(recalled.score)


def test_a_list_counts_each_member_once_and_takes_off_what_is_in_it_not() -> None:
    assert recall(DUTIES, "trim the wick", "reading the tide", "rebuilding the pier") == ((0, 2, 1), 1.0)
    assert recall(DUTIES, "trim the wick", "trimming the wick") == ((0, 0), 1 / 3)
    assert recall(DUTIES, "trim the wick", "fishing") == ((0, STRANGE), 0.0)


def test_a_longer_line_names_a_member_whose_words_it_holds() -> None:
    assert recall(DUTIES, "help to rebuild the old pier and the quay")[0] == (1,)


@pytest.mark.parametrize("line", ["never rebuild the pier", "painting the wick", "the wick", "pier"])
def test_a_line_that_denies_or_says_too_little_or_something_else_names_none(line: str) -> None:
    assert recall(DUTIES, line)[0] == (STRANGE,)


def test_a_proper_name_is_not_found_within_another() -> None:
    assert recall(LIGHTS, "North Light", "North-East Light", "the light in the south")[0] == (0, STRANGE, STRANGE)


@pytest.mark.parametrize(
    ("question", "answer", "reason"),
    [
        (Gradable(Kind.ORDERING, ("f",), order=RIGHT), ["a", "b"], "not_in_order"),
        (Gradable(Kind.ORDERING, ("f",), order=RIGHT), [*RIGHT[:4], "d"], "not_in_order"),
        (Gradable(Kind.ORDERING, ("f",), order=RIGHT), [*RIGHT[:4], "z"], "unknown_option"),
        (Gradable(Kind.ORDERING, ("f",), order=RIGHT), {"a": "b"}, "not_of_kind"),
        (Gradable(Kind.MATCHING, ("f",), right=frozenset("xy"), pairs={"a": "x", "b": "y"}), {}, "empty"),
        (Gradable(Kind.MATCHING, ("f",), right=frozenset("xy"), pairs={"a": "x", "b": "y"}), {"c": "x"}, "unknown_option"),
        (Gradable(Kind.MATCHING, ("f",), right=frozenset("xy"), pairs={"a": "x", "b": "y"}), {"a": "z"}, "unknown_option"),
        (Gradable(Kind.MATCHING, ("f",), right=frozenset("xy"), pairs={"a": "x", "b": "y"}), ["x", "y"], "not_of_kind"),
        (Gradable(Kind.RECALL_LIST, ("f",), accepted=LIGHTS), [], "empty"),
        (Gradable(Kind.RECALL_LIST, ("f",), accepted=LIGHTS), ["North"] * 21, "too_many"),
        (Gradable(Kind.RECALL_LIST, ("f",), accepted=LIGHTS), ["N" * 201], "too_long"),
        (Gradable(Kind.CLOZE, ("f",), accepted=AcceptedAnswer(texts=("oil",))), ["oil"], "not_of_kind"),
    ],
)
def test_what_is_no_answer_of_its_kind_is_refused(question: Gradable, answer: str | list[str], reason: str) -> None:
    with pytest.raises(UnreadableAnswerError) as refused:
        grade(question, answer, LEXICON)
    assert refused.value.reason == reason
