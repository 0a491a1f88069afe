"""Orders, timelines, matchings, odd ones out, gaps and lists: what is made from the facts of whole packs is right."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

from kfor_quiz.engine.facts import GAP, EventValue, MeasureValue, MembershipValue, RelationValue
from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.generation.timelines import SHORTEST_STRETCH
from kfor_quiz.engine.knowledge import Pack
from kfor_quiz.engine.packs import read_pack
from kfor_quiz.engine.questions import Kind, QuestionDraft

ROOT = Path(__file__).parents[2]
PACKS = [*sorted(path for path in (ROOT / "content").iterdir() if path.is_dir()), ROOT / "tests/content/packs/lighthouse"]


def read(path: Path) -> Pack:
    pack, problems = read_pack(path)
    if pack is None:
        raise AssertionError("\n".join(map(str, problems)))
    return pack


MADE = [(pack, draft) for pack in map(read, PACKS) for draft in generate(pack)]


def made(kind: Kind) -> list[tuple[Pack, QuestionDraft]]:
    found = [(pack, draft) for pack, draft in MADE if draft.kind is kind]
    assert found
    return found


def event(pack: Pack, key: str | None) -> EventValue:
    value = pack.fact_by_key[key or ""].value
    assert isinstance(value, EventValue)
    return value


def test_events_in_order_certainly_happened_one_after_the_other() -> None:
    for pack, draft in made(Kind.ORDERING):
        ordered = sorted(draft.options, key=lambda option: option.sort_value)
        values = [pack.fact_by_key[option.fact_key or ""].value for option in ordered]
        assert 4 <= len(values) <= 6
        assert {option.fact_key for option in draft.options} == set(draft.fact_keys)
        for one, other in pairwise(values):
            if isinstance(one, EventValue) and isinstance(other, EventValue):
                assert one.when.last < other.when.first
                assert not (one.planned)
                assert not (one.done_by)
                assert not (other.planned)
                assert not (other.done_by)
            else:
                assert isinstance(one, MeasureValue)
                assert isinstance(other, MeasureValue)
                assert one.number * 1.1 < other.number


def test_orders_do_not_stand_solved_in_the_bank_more_often_than_by_chance() -> None:
    orders = [draft for _, draft in made(Kind.ORDERING)]
    solved = [draft for draft in orders if list(draft.options) == sorted(draft.options, key=lambda option: option.sort_value)]
    assert len(solved) <= max(1, len(orders) // 10)


def test_the_first_of_two_events_is_the_key() -> None:
    for pack, draft in made(Kind.WHICH_FIRST):
        first, second = sorted(draft.options, key=lambda option: not option.is_key)
        assert event(pack, first.fact_key).when.last < event(pack, second.fact_key).when.first
        assert (first.is_key, second.is_key) == (True, False)


def test_the_key_of_a_timeline_is_the_stretch_that_the_event_lies_in() -> None:
    for pack, draft in made(Kind.TIMELINE):
        when = event(pack, draft.fact_key).when
        landmarks = [event(pack, left.fact_key).when for left in draft.lefts]
        assert (landmarks[1].first - landmarks[0].first).days >= SHORTEST_STRETCH
        assert all(landmark.disjoint(when) for landmark in landmarks)
        place = sum(landmark.last < when.first for landmark in landmarks)
        assert [option.is_key for option in draft.options] == [number == place for number in range(3)]


def test_every_left_has_one_option_that_a_fact_states_and_one_option_is_spare() -> None:
    for pack, draft in made(Kind.MATCHING):
        texts = {option.key: option.text for option in draft.options}
        assert Counter(option.is_key for option in draft.options) == {True: len(draft.lefts), False: 1}
        spare = next(option for option in draft.options if not option.is_key)
        assert len({left.option_key for left in draft.lefts}) == len(draft.lefts)
        for left in draft.lefts:
            relation = pack.fact_by_key[left.fact_key].value
            assert isinstance(relation, RelationValue)
            right = pack.entity_index[relation.object]
            assert texts[left.option_key].casefold() == right.name.casefold()
            assert spare.text.casefold() not in {name.casefold() for name in right.names()}


def test_the_odd_one_is_in_a_closed_list_that_none_of_the_others_is_in() -> None:
    for pack, draft in made(Kind.ODD_ONE_OUT):
        own, other = (pack.fact_by_key[key].value for key in draft.fact_keys)
        assert isinstance(own, MembershipValue)
        assert isinstance(other, MembershipValue)
        assert own.closed
        assert other.closed
        texts = [{member.text.casefold() for member in held.members} for held in (own, other)]
        for option in draft.options:
            assert (option.text.casefold() in texts[0], option.text.casefold() in texts[1]) == (option.is_key, not option.is_key)


def test_a_gap_stands_once_and_its_answer_nowhere_else_in_the_stem() -> None:
    for _, draft in made(Kind.CLOZE):
        assert draft.stem.count(GAP) == 1
        assert draft.accepted is not None
        number = draft.accepted.number
        assert number is None or str(number) not in draft.stem.replace("\u00a0", "")
        assert draft.accepted.texts[:1] == () or draft.accepted.texts[0].casefold() not in draft.stem.casefold()


def test_only_complete_lists_are_recalled_whole() -> None:
    for pack, draft in made(Kind.RECALL_LIST):
        held = pack.fact_by_key[draft.fact_key].value
        assert isinstance(held, MembershipValue)
        assert held.closed
        assert draft.accepted is not None
        assert [names[0] for names in draft.accepted.members] == [member.text for member in held.members]
