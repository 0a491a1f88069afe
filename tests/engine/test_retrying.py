"""Forms of what was missed."""

import random

from kfor_quiz.engine.assembly import Candidate
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.retrying import draw_retry


def make(name: str, *facts: str, tells: tuple[str, ...] = ()) -> Candidate:
    """A question that asks the facts, and whose feedback tells others too."""
    asked = frozenset(facts)
    return Candidate(name, Kind.SINGLE_CHOICE, "one", asked, "group", asked, asked | set(tells))


def draw(missed: list[str], *candidates: Candidate, seen: frozenset[str] = frozenset(), seed: str = "seed") -> list[str]:
    return [one.id for one in draw_retry(missed, candidates, random.Random(seed), seen=seen)]  # noqa: S311


def test_what_was_missed_is_asked_in_its_order_and_nothing_else() -> None:
    assert draw(["b", "a"], make("qa", "a"), make("qb", "b"), make("qc", "c")) == ["qb", "qa"]


def test_a_question_not_seen_before_is_preferred() -> None:
    bank = [make(f"q{number}", "a") for number in range(5)]
    for seed in "abcdefgh":
        assert draw(["a"], *bank, seen=frozenset({"q0", "q1", "q2", "q4"}), seed=seed) == ["q3"]


def test_where_there_is_no_other_question_the_same_is_asked_again() -> None:
    assert draw(["a"], make("q", "a"), seen=frozenset({"q"})) == ["q"]


def test_a_question_of_this_fact_alone_is_preferred_to_one_of_several() -> None:
    for seed in "abcdefgh":
        assert draw(["a"], make("order", "a", "b", "c"), make("single", "a"), seed=seed) == ["single"]


def test_a_question_of_several_facts_covers_them_all() -> None:
    assert draw(["a", "b"], make("order", "a", "b")) == ["order"]


def test_a_question_seen_before_is_preferred_to_one_that_gives_away_what_comes() -> None:
    telling, plain = make("telling", "a", tells=("b",)), make("plain", "a")
    assert draw(["a", "b"], telling, plain, make("qb", "b"), seen=frozenset({"plain"})) == ["plain", "qb"]
    assert draw(["b", "a"], telling, plain, make("qb", "b"), seen=frozenset({"plain"})) == ["qb", "telling"]


def test_of_two_ways_to_ask_the_one_is_taken_that_was_not_given_away() -> None:
    whole, part = make("whole", "b", "c"), make("part", "b")
    assert draw(["a", "b"], make("qa", "a", tells=("c",)), whole, part, seen=frozenset({"part"})) == ["qa", "part"]


def test_what_earlier_feedback_tells_whichever_way_it_is_asked_is_left_out() -> None:
    assert draw(["a", "b"], make("qa", "a", tells=("b",)), make("qb", "b")) == ["qa"]


def test_the_seed_settles_which_of_equals_is_asked() -> None:
    bank = [make(f"q{number}", "a") for number in range(9)]
    assert draw(["a"], *bank) == draw(["a"], *bank)
    assert len({draw(["a"], *bank, seed=seed)[0] for seed in "abcdefgh"}) > 1


def test_nothing_missed_and_nothing_to_ask_give_an_empty_form() -> None:
    assert draw([], make("q", "a")) == draw(["a"]) == []
