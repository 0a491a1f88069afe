"""Fixed forms: alike in topics, kinds and how hard they should be, and no question in two of them."""

import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.assembly import Candidate, are_enemies
from kfor_quiz.engine.forms import Form, FormItem, draw_forms, expected_facility, mean_facility
from kfor_quiz.engine.questions import Kind, Rung

FACTS = [f"fact-{number}" for number in range(20)]
KINDS = [Kind.SINGLE_CHOICE, Kind.TYPED_TEXT, Kind.MULTIPLE_RESPONSE]


def rng(seed: str = "seed") -> random.Random:
    return random.Random(seed)  # noqa: S311


def item(name: str, *, topic: str = "one", kind: Kind = Kind.SINGLE_CHOICE, facility: float = 0.6, group: str = "") -> FormItem:
    """A question on a fact of its own that tells of nothing else."""
    own = frozenset({f"own-{name}"})
    return FormItem(Candidate(name, kind, topic, own, group or name, own, own), facility)


@st.composite
def banks(draw: st.DrawFn) -> list[FormItem]:
    made = []
    for number in range(draw(st.integers(0, 40))):
        facts = draw(st.frozensets(st.sampled_from(FACTS), min_size=1, max_size=2))
        before = draw(st.frozensets(st.sampled_from(FACTS), max_size=2)) | facts
        topic, kind = draw(st.sampled_from(["one", "two"])), draw(st.sampled_from(KINDS))
        one = Candidate(f"q{number}", kind, topic, facts, f"group {number % 4}", before, before)
        made.append(FormItem(one, draw(st.floats(0, 1))))
    return made


def ids(form: Form) -> list[str]:
    return [one.candidate.id for one in form]


@given(banks(), st.integers(1, 10), st.integers(1, 3), st.text(max_size=3))
def test_forms_are_alike_share_no_question_and_hold_no_enemies(bank: list[FormItem], length: int, count: int, seed: str) -> None:
    forms = draw_forms(bank, length=length, count=count, rng=rng(seed))
    assert len(forms) == count
    assert len(forms[0]) <= length
    assert len({tuple(one.cell for one in form) for form in forms}) == 1
    asked = [one for form in forms for one in ids(form)]
    assert len(set(asked)) == len(asked)
    for form in forms:
        pairs = combinations([one.candidate for one in form], 2)
        assert not any(are_enemies(one, other, feedback_at_end=True) for one, other in pairs)


@given(banks(), st.text(max_size=3))
def test_the_same_seed_draws_the_same_forms(bank: list[FormItem], seed: str) -> None:
    drawn = [draw_forms(bank, length=8, count=3, rng=rng(seed)) for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_another_seed_draws_other_forms() -> None:
    bank = [item(f"q{number}") for number in range(40)]
    assert len({tuple(map(tuple, map(ids, draw_forms(bank, length=5, count=3, rng=rng(seed))))) for seed in "abc"}) == 3


def test_hard_and_easy_questions_are_shared_out_evenly() -> None:
    bank = [item(f"q{number}", facility=0.3 + number / 100) for number in range(60)]
    means = [mean_facility(form) for form in draw_forms(bank, length=10, count=3, rng=rng())]
    assert max(means) - min(means) < 0.01


def test_a_form_is_spread_over_its_topics_and_kinds() -> None:
    bank = [item(f"{topic}-{kind}-{number}", topic=topic, kind=kind) for topic in "abc" for kind in KINDS for number in range(9)]
    for form in draw_forms(bank, length=9, count=3, rng=rng()):
        assert Counter(one.candidate.topic for one in form) == {"a": 3, "b": 3, "c": 3}
        assert set(KINDS) == {one.candidate.kind for one in form}


def test_one_template_does_not_fill_a_form() -> None:
    bank = [item(f"q{number}", group=f"group {number % 10}") for number in range(60)]
    for form in draw_forms(bank, length=8, count=3, rng=rng()):
        assert max(Counter(one.candidate.group for one in form).values()) <= 2


def test_forms_are_equally_shorter_where_the_questions_do_not_suffice() -> None:
    assert [len(form) for form in draw_forms([item(f"q{n}") for n in range(8)], length=5, count=3, rng=rng())] == [2, 2, 2]
    assert draw_forms([item("q1"), item("q2")], length=5, count=3, rng=rng()) == ((), (), ())


@pytest.mark.parametrize(
    ("kind", "rungs", "keys", "expected"),
    [
        (Kind.SINGLE_CHOICE, [Rung.SIBLING, Rung.SIBLING], 1, 0.5 + 0.5 / 3),
        (Kind.SINGLE_CHOICE, [Rung.ELSEWHERE, Rung.ELSEWHERE, Rung.ELSEWHERE], 1, 0.7 + 0.3 / 4),
        (Kind.SINGLE_CHOICE, [None, None], 1, 0.6 + 0.4 / 3),
        (Kind.MULTIPLE_RESPONSE, [Rung.SIBLING, Rung.SAME_SECTION], 2, 0.55),
        (Kind.TYPED_TEXT, [], 0, 0.5),
        (Kind.TYPED_DATE, [], 0, 0.45),
    ],
)
def test_what_is_expected_follows_from_kind_and_distractors(
    kind: Kind, rungs: list[Rung | None], keys: int, expected: float
) -> None:
    assert expected_facility(kind, rungs, keys) == pytest.approx(expected)


def test_every_kind_has_an_expectation() -> None:
    assert all(0 < expected_facility(kind, [Rung.SIBLING], 1) < 1 for kind in Kind)


def test_an_empty_form_earns_nothing() -> None:
    assert mean_facility(()) == 0
