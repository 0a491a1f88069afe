"""How often somebody passes: against formulas, against counting, and at its ends."""

import random
from fractions import Fraction
from itertools import combinations, permutations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine import passing
from kfor_quiz.engine.arranging import score_order, score_pairs
from kfor_quiz.engine.passing import (
    EVERYTHING,
    NOTHING,
    Points,
    guessed_points,
    guesses_of_form,
    kinds_of_form,
    mixed_points,
    pass_chance,
    pass_chances,
)
from kfor_quiz.engine.questions import ONE_RIGHT_KINDS, RECALL_KINDS, Kind

ONE_OF_THREE = guessed_points(Kind.SINGLE_CHOICE, options=3, keys=1)
SHARES = st.floats(0, 1)


def binomial(count: int, chance: float, at_least: int) -> float:
    return sum(comb(count, hits) * chance**hits * (1 - chance) ** (count - hits) for hits in range(at_least, count + 1))


def test_what_is_typed_is_not_guessed() -> None:
    assert all(guessed_points(kind, options=0, keys=0) == NOTHING for kind in RECALL_KINDS)


@pytest.mark.parametrize("kind", sorted(ONE_RIGHT_KINDS))
@pytest.mark.parametrize("options", [2, 3, 4])
def test_one_choice_of_several_is_guessed_as_often_as_there_are_options(kind: Kind, options: int) -> None:
    assert guessed_points(kind, options=options, keys=1)[Fraction(1)] == pytest.approx(1 / options)


@pytest.mark.parametrize(("options", "keys"), [(6, 3), (5, 2), (4, 2), (3, 1)])
def test_several_choices_are_guessed_as_counting_all_ways_says(options: int, keys: int) -> None:
    ways = [sum(one < keys for one in chosen) for chosen in combinations(range(options), keys)]
    earned = [max(Fraction(0), Fraction(2 * hits - keys, keys)) for hits in ways]
    for points, likely in guessed_points(Kind.MULTIPLE_RESPONSE, options=options, keys=keys).items():
        assert likely == pytest.approx(earned.count(points) / len(earned))


@pytest.mark.parametrize("items", [2, 4, 5, 6])
def test_an_order_is_guessed_as_counting_all_orders_says(items: int) -> None:
    right = [str(number) for number in range(items)]
    earned = [score_order(given, right)[0] for given in permutations(right)]
    for points, likely in guessed_points(Kind.ORDERING, options=items, keys=items).items():
        assert likely == pytest.approx(sum(abs(one - points) < 1e-9 for one in earned) / len(earned))


@pytest.mark.parametrize(("lefts", "spare"), [(2, 0), (3, 1), (4, 1), (5, 1), (3, 2)])
def test_pairs_are_guessed_as_counting_all_ways_says(lefts: int, spare: int) -> None:
    right = {str(number): str(number) for number in range(lefts)}
    options = [str(number) for number in range(lefts + spare)]
    earned = [score_pairs(dict(zip(right, chosen, strict=True)), right)[0] for chosen in permutations(options, lefts)]
    for points, likely in guessed_points(Kind.MATCHING, options=lefts + spare, keys=lefts).items():
        assert likely == pytest.approx(sum(abs(one - points) < 1e-9 for one in earned) / len(earned))


@pytest.mark.parametrize("known", [0.0, 0.6, 0.9])
def test_alike_questions_follow_the_binomial_distribution(known: float) -> None:
    chance = known + (1 - known) / 3
    assert pass_chance([ONE_OF_THREE] * 25, known=known, pass_mark=0.7) == pytest.approx(binomial(25, chance, 18))


def test_a_mark_that_is_met_exactly_is_passed() -> None:
    assert pass_chance([EVERYTHING] * 7 + [NOTHING] * 3, known=0, pass_mark=0.7) == pytest.approx(1)
    assert pass_chance([EVERYTHING] * 6 + [NOTHING] * 4, known=0, pass_mark=0.7) == pytest.approx(0)


def test_halves_add_up() -> None:
    half: Points = {Fraction(1, 2): 1.0}
    assert pass_chance([half] * 4, known=0, pass_mark=0.5) == pytest.approx(1)
    assert pass_chance([half] * 4, known=0, pass_mark=0.51) == pytest.approx(0)


@given(SHARES, SHARES, st.integers(1, 12), st.floats(0.1, 1))
def test_who_knows_more_passes_more_often(one: float, other: float, length: int, pass_mark: float) -> None:
    guesses = [ONE_OF_THREE if place % 2 else NOTHING for place in range(length)]
    less, more = sorted([one, other])
    chances = [pass_chance(guesses, known=known, pass_mark=pass_mark) for known in (less, more)]
    assert -1e-9 <= chances[0] <= chances[1] + 1e-9 <= 1 + 2e-9


def test_the_computed_chance_is_what_comes_out_when_it_is_tried() -> None:
    guesses = [ONE_OF_THREE] * 6 + [guessed_points(Kind.MULTIPLE_RESPONSE, options=6, keys=3)] * 3 + [NOTHING] * 3
    dice, passed = random.Random("tried"), 0  # noqa: S311
    for _ in range(20_000):
        points = Fraction(0)
        for guess in guesses:
            points += 1 if dice.random() < 0.6 else dice.choices(list(guess), list(guess.values()))[0]
        passed += points >= Fraction(7, 10) * len(guesses)
    assert pass_chance(guesses, known=0.6, pass_mark=0.7) == pytest.approx(passed / 20_000, abs=0.015)


def test_a_mixture_is_the_mean_of_what_it_mixes() -> None:
    mixed = mixed_points([ONE_OF_THREE, NOTHING])
    assert mixed[Fraction(1)] == pytest.approx(1 / 6)
    assert sum(mixed.values()) == pytest.approx(1)


def test_a_form_has_its_length_and_the_kinds_that_there_are() -> None:
    kinds = kinds_of_form([Kind.SINGLE_CHOICE, Kind.TYPED_TEXT, Kind.TYPED_TEXT], 25)
    assert set(kinds) == {Kind.SINGLE_CHOICE, Kind.TYPED_TEXT}
    assert kinds.total() == 25
    assert kinds[Kind.SINGLE_CHOICE] > kinds[Kind.TYPED_TEXT]


@given(st.sets(st.sampled_from(list(Kind)), min_size=1), st.integers(1, 60))
def test_every_form_adds_up(kinds: set[Kind], length: int) -> None:
    by_kind = {kind: [ONE_OF_THREE if kind in ONE_RIGHT_KINDS else NOTHING] for kind in kinds}
    guesses = guesses_of_form(by_kind, length)
    assert len(guesses) == length
    assert all(sum(points.values()) == pytest.approx(1) for points in guesses)


def test_an_order_is_guessed_as_all_orders_are_worth_on_average() -> None:
    points = guessed_points(Kind.ORDERING, options=3, keys=3)
    assert points == {Fraction(1): pytest.approx(1 / 6), Fraction(1, 3): pytest.approx(2 / 6), Fraction(0): pytest.approx(3 / 6)}


def test_a_matching_is_guessed_as_options_fall_on_lefts_by_chance() -> None:
    points = guessed_points(Kind.MATCHING, options=4, keys=3)
    assert points == {
        Fraction(1): pytest.approx(1 / 24),
        Fraction(1, 2): pytest.approx(3 / 24),
        Fraction(0): pytest.approx(20 / 24),
    }


def test_a_bank_of_questions_that_are_alike_gives_the_chances_of_its_forms() -> None:
    counted = ((Kind.SINGLE_CHOICE, 3, 1, 4), (Kind.SINGLE_CHOICE, 4, 1, 2), (Kind.TYPED_TEXT, 0, 0, 9))
    four = guessed_points(Kind.SINGLE_CHOICE, options=4, keys=1)
    guesses = guesses_of_form({Kind.SINGLE_CHOICE: [ONE_OF_THREE] * 4 + [four] * 2, Kind.TYPED_TEXT: [NOTHING]}, 12)
    expected = [pass_chance(guesses, known=known, pass_mark=0.7) for known in (0.6, 0.9)]
    assert list(pass_chances(counted, length=12, known=(0.6, 0.9), pass_mark=0.7)) == pytest.approx(expected)


def test_an_empty_bank_gives_no_chances() -> None:
    assert pass_chances((), length=25, known=(0.6,), pass_mark=0.7) == ()


def test_the_chances_of_the_same_bank_are_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = ((Kind.SINGLE_CHOICE, 3, 1, 40),)
    first = pass_chances(counted, length=23, known=(0.5,), pass_mark=0.7)
    monkeypatch.setattr(passing, "guesses_of_form", lambda *_: pytest.fail("computed again"))
    assert pass_chances(counted, length=23, known=(0.5,), pass_mark=0.7) is first
