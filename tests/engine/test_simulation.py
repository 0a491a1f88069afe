"""Simulated learners forget, gain by spacing, differ, and owe nothing to FSRS."""

import datetime as dt
import random
from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.simulation import (
    Person,
    Trace,
    answer_seconds,
    draw_hardness,
    draw_person,
    learn,
    recall_chance,
    recalls,
    start_trace,
    study_days,
)

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
USUAL = Person(ability=1, decay=0.5, slip=0.02, diligence=0.7, pace=5)
MANY = 400


def after(days: float) -> dt.datetime:
    return NOON + dt.timedelta(days=days)


def rng(seed: str = "simulation") -> random.Random:
    return random.Random(seed)  # noqa: S311 - chance, not secrecy


@pytest.fixture
def fresh() -> Trace:
    return start_trace(USUAL, hardness=1, now=NOON)


def test_two_days_after_it_was_first_seen_nine_of_ten_recall_a_fact(fresh: Trace) -> None:
    never_slipping = Person(ability=1, decay=0.5, slip=0, diligence=1, pace=5)
    assert recall_chance(never_slipping, fresh, after(2)) == pytest.approx(0.905, abs=0.001)


@given(st.lists(st.floats(0, 4000), min_size=2, max_size=8))
def test_recall_fades_and_is_never_certain(days: list[float]) -> None:
    trace = start_trace(USUAL, hardness=1, now=NOON)
    chances = [recall_chance(USUAL, trace, after(day)) for day in sorted(days)]
    assert all(later <= sooner for sooner, later in pairwise(chances))
    assert all(0 < chance <= 0.98 for chance in chances)


def test_recall_comes_as_often_as_its_chance_says_but_for_luck(fresh: Trace) -> None:
    chance = rng()
    for days in (0.01, 2, 30, 300):
        share = fmean(recalls(USUAL, fresh, after(days), chance) for _ in range(4000))
        assert share == pytest.approx(recall_chance(USUAL, fresh, after(days)), abs=0.03)


def test_spaced_repetitions_teach_and_crowded_ones_do_not(fresh: Trace) -> None:
    def mean_strength(gap: float) -> float:
        chance = rng()
        return fmean(learn(USUAL, fresh, after(gap), chance, recalled=True).strength for _ in range(MANY))

    crowded, next_day, spaced = (mean_strength(gap) / fresh.strength for gap in (0.01, 1, 9))
    assert crowded < 1.1
    assert 1.5 < next_day < 3
    assert spaced > 1.5 * next_day


def test_a_failure_costs_most_of_a_strong_memory_and_none_of_a_weak_one(fresh: Trace) -> None:
    strong = Trace(strength=500, seen_at=NOON, hardness=1)
    assert learn(USUAL, strong, after(90), rng(), recalled=False).strength < 200
    weak = Trace(strength=1, seen_at=NOON, hardness=1)
    assert learn(USUAL, weak, after(90), rng(), recalled=False).strength > 4


def test_the_able_recall_more_and_hard_facts_are_recalled_less() -> None:
    able = Person(ability=2, decay=0.5, slip=0.02, diligence=0.7, pace=5)
    chances = [
        recall_chance(person, start_trace(person, hardness, NOON), after(10))
        for person, hardness in ((USUAL, 2.0), (USUAL, 1.0), (able, 1.0))
    ]
    assert chances == sorted(chances)
    assert len(set(chances)) == 3


def test_answers_take_longer_the_further_a_fact_has_faded(fresh: Trace) -> None:
    chance = rng()
    means = [fmean(answer_seconds(USUAL, fresh, after(days), chance) for _ in range(MANY)) for days in (0, 10, 400)]
    assert means == sorted(means)
    assert 4.5 < means[0] < 6.5
    assert means[2] > 1.5 * means[0]


def test_people_learn_on_as_many_days_as_they_are_diligent_breaks_apart() -> None:
    shares = {}
    for diligence in (0.3, 0.9):
        person = Person(ability=1, decay=0.5, slip=0, diligence=diligence, pace=5)
        days = list(study_days(person, NOON.date(), 3650, rng()))
        assert days == sorted(set(days))
        shares[diligence] = len(days) / 3650
        longest = max((later - sooner).days for sooner, later in pairwise(days))
        assert longest >= 14
    assert 0.24 < shares[0.3] < 0.3
    assert 0.72 < shares[0.9] < 0.9


def test_people_differ_and_a_population_may_forget_faster() -> None:
    chance = rng()
    usual, fast = ([draw_person(chance, forgetting=speed) for _ in range(MANY)] for speed in (1.0, 2.0))
    assert fmean(one.ability for one in usual) > 1.8 * fmean(one.ability for one in fast)
    for name in ("ability", "decay", "slip", "diligence", "pace"):
        assert len({getattr(one, name) for one in usual}) == MANY
    assert all(one.decay > 0 and 0 <= one.slip <= 0.05 and 0 < one.diligence < 1 and one.pace > 0 for one in usual)
    assert all(draw_hardness(chance) > 0 for _ in range(MANY))


def test_the_same_seed_gives_the_same_year() -> None:
    def year(seed: str) -> list[object]:
        chance = rng(seed)
        person = draw_person(chance)
        trace, said = start_trace(person, draw_hardness(chance), NOON), []
        for day in study_days(person, NOON.date(), 365, chance):
            now = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
            recalled = recalls(person, trace, now, chance)
            trace = learn(person, trace, now, chance, recalled=recalled)
            said.append((day, recalled, answer_seconds(person, trace, now, chance)))
        return [person, trace, said]

    assert year("one") == year("one")
    assert year("one") != year("two")
