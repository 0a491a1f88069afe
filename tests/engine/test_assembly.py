"""Forms without enemies, spread over topics."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.assembly import Candidate, FormRules, Priority, are_enemies, assemble
from kfor_quiz.engine.questions import Kind

FACTS = [f"fact-{number}" for number in range(12)]


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    made = []
    for number in range(draw(st.integers(0, 30))):
        facts = draw(st.frozensets(st.sampled_from(FACTS), min_size=1, max_size=3))
        before = draw(st.frozensets(st.sampled_from(FACTS), max_size=2)) | facts
        after = before | draw(st.frozensets(st.sampled_from(FACTS), max_size=2))
        topic = draw(st.sampled_from(["one", "two"]))
        made.append(
            Candidate(
                f"q{number}",
                draw(st.sampled_from(list(Kind))),
                topic,
                facts,
                "group",
                before,
                after,
                draw(st.sampled_from(Priority)),
            )
        )
    return made


def rng(seed: str = "seed") -> random.Random:
    return random.Random(seed)  # noqa: S311


@given(candidates(), st.integers(1, 12), st.booleans(), st.text(max_size=4))
def test_no_form_holds_enemies(bank: list[Candidate], length: int, at_end: bool, seed: str) -> None:
    form = assemble(bank, FormRules(length, at_end), rng(seed))
    assert len(form) <= length
    assert not [(a, b) for place, a in enumerate(form) for b in form[place + 1 :] if are_enemies(a, b, feedback_at_end=at_end)]


@given(candidates(), st.text(max_size=4))
def test_the_same_seed_draws_the_same_form(bank: list[Candidate], seed: str) -> None:
    assert assemble(bank, FormRules(8), rng(seed)) == assemble(bank, FormRules(8), rng(seed))


def plain(number: int, topic: str = "one", priority: Priority = Priority.NEW) -> Candidate:
    own = frozenset({f"own-{number}"})
    return Candidate(f"q{number}", Kind.SINGLE_CHOICE, topic, own, "group", own, own, priority)


def test_a_form_is_spread_over_its_topics() -> None:
    bank = [plain(number, topic="one" if number < 90 else "two") for number in range(100)]
    topics = Counter(one.topic for one in assemble(bank, FormRules(10), rng()))
    assert topics == {"one": 5, "two": 5}


def test_what_was_missed_comes_first() -> None:
    bank = [plain(number, priority=Priority.MISSED if number in {7, 8} else Priority.NEW) for number in range(50)]
    assert {one.id for one in assemble(bank, FormRules(10), rng())[:2]} == {"q7", "q8"}


def test_all_that_was_missed_is_asked_where_some_question_of_each_leaves_the_others_open() -> None:
    bank = [
        Candidate(f"{fact}-{told}", Kind.SINGLE_CHOICE, "one", asked, "group", asked, asked | told, Priority.MISSED)
        for fact in "xyz"
        for asked in [frozenset(fact)]
        for told in [frozenset[str](), frozenset("xyz")]
    ]
    for seed in range(20):
        assert {one.facts for one in assemble(bank, FormRules(10), rng(str(seed)))} == {*map(frozenset, "xyz")}


def test_a_form_is_shorter_where_the_bank_cannot_fill_it() -> None:
    assert len(assemble([plain(1), plain(2)], FormRules(10), rng())) == 2


def test_two_that_share_one_of_their_facts_are_enemies() -> None:
    order, choice = (
        Candidate(key, Kind.SINGLE_CHOICE, "one", frozenset(facts), "g", frozenset(facts), frozenset(facts))
        for key, facts in (("order", {"x", "y", "z"}), ("choice", {"z"}))
    )
    assert all(
        are_enemies(*pair, feedback_at_end=at_end) for pair in [(order, choice), (choice, order)] for at_end in (True, False)
    )


def test_what_feedback_shows_counts_only_from_earlier_to_later() -> None:
    teller = Candidate("a", Kind.SINGLE_CHOICE, "one", frozenset({"x"}), "g", frozenset({"x"}), frozenset({"x", "y"}))
    asker = Candidate("b", Kind.SINGLE_CHOICE, "one", frozenset({"y"}), "g", frozenset({"y"}), frozenset({"y"}))
    assert are_enemies(teller, asker, feedback_at_end=False)
    assert not are_enemies(asker, teller, feedback_at_end=False)
    assert not are_enemies(teller, asker, feedback_at_end=True)
