"""What belongs to a study day, and which card comes next."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.daily import (
    ENOUGH_CARDS,
    LEARN_AHEAD,
    LEAST_SECONDS,
    MOST_NEW,
    NEW_COSTS,
    SECONDS_FOR_A_CARD,
    Rated,
    Today,
    Waiting,
    cards_in,
    days_to_clear,
    next_card,
    plan_today,
    seconds_for_card,
    spread_over,
    time_spent,
)

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)

WAITING = st.builds(
    Waiting,
    fact=st.integers(1, 10_000),
    topic=st.integers(1, 4),
    is_core=st.booleans(),
    is_new=st.booleans(),
    is_changed=st.booleans(),
    due_at=st.none() | st.integers(-60, 60).map(lambda minutes: NOW + minutes * MINUTE),
    recall=st.floats(0, 1),
    gain=st.floats(0, 1),
)


def due(fact: int, topic: int = 1, *, is_core: bool = True, recall: float = 0.9, gain: float = 0.0) -> Waiting:
    return Waiting(fact, topic, is_core=is_core, recall=recall, gain=gain)


def new(fact: int, topic: int = 1) -> Waiting:
    return Waiting(fact, topic, is_core=True, is_new=True)


def step(fact: int, minutes: int) -> Waiting:
    return Waiting(fact, 1, is_core=True, due_at=NOW + minutes * MINUTE)


def run(today: Today, now: dt.datetime = NOW) -> list[int]:
    """The facts of a whole session, in which each card is remembered."""
    shown: list[int] = []
    last = None
    while (one := next_card(today, now=now, turn=len(shown), last=last)) and len(shown) < 100:
        shown.append(one.fact)
        last = Rated(one.fact, one.topic)
        left = [[card for card in cards if card.fact != one.fact] for cards in (today.steps, today.due, today.new)]
        today = Today(*map(tuple, left))
    return shown


@given(st.lists(WAITING, max_size=60, unique_by=lambda one: one.fact), st.integers(0, 40))
def test_a_day_holds_every_step_and_no_more_than_fits(waiting: list[Waiting], room: int) -> None:
    today = plan_today(waiting, room=room, seed="day")
    assert {one.fact for one in today.steps} == {one.fact for one in waiting if one.due_at}
    steps = sum(one.cost for one in today.steps)
    assert sum(one.cost for one in (*today.due, *today.new)) <= max(room - steps, 0)
    assert len(today.new) <= MOST_NEW
    assert {one.fact for one in (*today.due, *today.new)} <= {one.fact for one in waiting}


@given(st.lists(WAITING, max_size=30, unique_by=lambda one: one.fact))
def test_a_session_shows_each_card_once_and_ends(waiting: list[Waiting]) -> None:
    today = plan_today(waiting, room=1000, seed="day")
    shown = run(today, now=NOW + 2 * dt.timedelta(hours=1))
    assert sorted(shown) == sorted(one.fact for one in (*today.steps, *today.due, *today.new))


def test_what_comes_back_goes_before_what_is_new() -> None:
    today = plan_today([new(1), *(due(fact) for fact in range(2, 6))], room=4, seed="day")
    assert (len(today.due), len(today.new)) == (4, 0)


def test_of_a_backlog_core_facts_come_first_then_what_is_remembered_best() -> None:
    waiting = [due(1, is_core=False, recall=0.95), due(2, recall=0.3), due(3, recall=0.8)]
    assert [one.fact for one in plan_today(waiting, room=2, seed="day").due] == [3, 2]


def test_what_changed_goes_before_all() -> None:
    changed = Waiting(9, 1, is_core=False, is_changed=True, recall=0.1)
    assert [one.fact for one in plan_today([due(1), changed], room=1, seed="day").due] == [9]


def test_before_an_exam_what_adds_most_for_its_cost_comes_first() -> None:
    waiting = [due(1, gain=0.1), due(2, gain=0.4), Waiting(3, 1, is_core=True, is_new=True, gain=0.9)]
    today = plan_today(waiting, room=NEW_COSTS + 1, seed="day")
    assert ([one.fact for one in today.due], [one.fact for one in today.new]) == ([2], [3])


def test_topics_take_turns_and_new_facts_are_spaced() -> None:
    today = plan_today(
        [*(due(fact, fact % 2) for fact in range(1, 9)), *(new(fact, fact % 2) for fact in (21, 22))], room=100, seed="day"
    )
    shown = run(today)
    topics = [fact % 2 for fact in shown]
    assert sum(one == other for one, other in pairwise(topics)) <= 1
    places = [place for place, fact in enumerate(shown) if fact > 20]
    assert places[0] >= 2
    assert places[1] - places[0] >= 2


def test_what_is_easily_confused_with_the_last_card_comes_beside_it() -> None:
    today = plan_today([due(fact, fact) for fact in range(1, 6)], room=100, seed="day")
    chosen = next_card(today, now=NOW, turn=0, last=Rated(99, 1), beside={4})
    assert chosen
    assert chosen.fact == 4


def test_a_step_comes_when_its_time_has_and_not_before() -> None:
    today = plan_today([step(1, 1), due(2), due(3)], room=100, seed="day")
    assert run(today)[-1] == 1
    assert run(today, now=NOW + MINUTE)[0] == 1


def test_a_step_is_not_shown_straight_after_itself_where_there_is_another_card() -> None:
    today = plan_today([step(1, -1), due(2)], room=100, seed="day")
    chosen = next_card(today, now=NOW, turn=1, last=Rated(1, 1))
    assert chosen
    assert chosen.fact == 2


def test_when_nothing_else_is_left_a_step_comes_a_little_sooner_but_not_much() -> None:
    ahead = int(LEARN_AHEAD / MINUTE)
    assert run(plan_today([step(1, ahead)], room=0, seed="day")) == [1]
    assert run(plan_today([step(1, ahead + 1)], room=0, seed="day")) == []


def test_the_order_of_a_day_is_the_same_whenever_it_is_asked_for() -> None:
    waiting = [due(fact) for fact in range(20)]
    one, again, other = (plan_today(waiting[::way], room=9, seed=seed) for way, seed in ((1, "a"), (-1, "a"), (1, "b")))
    assert one == again
    assert one != other


def test_a_pace_is_the_median_of_enough_cards_and_never_that_of_a_race() -> None:
    assert seconds_for_card([5.0] * (ENOUGH_CARDS - 1)) == SECONDS_FOR_A_CARD
    assert seconds_for_card([5.0, 7.0, 300.0] * ENOUGH_CARDS) == 7
    assert seconds_for_card([0.1] * ENOUGH_CARDS) == LEAST_SECONDS


def test_cards_fit_into_a_time_and_a_backlog_into_days() -> None:
    assert (cards_in(600, 10), cards_in(1, 10), cards_in(0, 10), cards_in(-60, 10)) == (60, 1, 0, 0)
    assert (days_to_clear(0, 10), days_to_clear(11, 10), days_to_clear(5, 0)) == (0, 2, 5)


@given(
    cards=st.integers(1, 30),
    new_cards=st.integers(0, 30),
    minutes=st.integers(1, 20),
    views=st.lists(st.tuples(st.floats(0, SECONDS_FOR_A_CARD), st.booleans()), max_size=80),
)
def test_the_cards_left_of_a_day_never_grow_for_somebody_who_is_quick_however_forgetful(
    cards: int, new_cards: int, minutes: int, views: list[tuple[float, bool]]
) -> None:
    waiting = {number: due(number) if number <= cards else new(number) for number in range(1, cards + new_cards + 1)}
    seen: dict[int, int] = {}
    counts, taken = [], 0.0
    for turn, (seconds, is_right) in enumerate(views):
        spent = time_spent(taken, cards=turn, pace=SECONDS_FOR_A_CARD)
        room, begun = cards_in(60 * minutes - spent, SECONDS_FOR_A_CARD), sum(fact > cards for fact in seen)
        today = plan_today(waiting.values(), room=room, seed="day", most_new=MOST_NEW - begun)
        counts.append(today.count)
        shown = next_card(today, now=NOW, turn=turn)
        if shown is None:
            break
        taken += seconds
        is_learning = shown.is_new or shown.is_learning
        seen[shown.fact] = seen.get(shown.fact, 0) + is_right
        if is_right and seen[shown.fact] >= (2 if is_learning else 1):
            del waiting[shown.fact]
        else:
            waiting[shown.fact] = Waiting(shown.fact, 1, is_core=True, is_learning=is_learning, due_at=NOW + 10 * MINUTE)
    assert all(later <= earlier for earlier, later in pairwise(counts))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), max_size=30))
def test_what_is_spread_never_overfills_a_day_nor_leaves_room_while_something_waits(days: list[tuple[int, int]]) -> None:
    brought = spread_over(days)
    for place, (cards, (_, room)) in enumerate(zip(brought, days, strict=True)):
        waiting = sum(due for due, _ in days[: place + 1]) - sum(brought[:place])
        assert cards == min(waiting, room)
