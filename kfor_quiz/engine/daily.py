"""The daily session: what of all that waits belongs to today, and which card comes next."""

import datetime as dt
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kfor_quiz.engine.digests import digest

SECONDS_FOR_A_CARD = 10.0  # of somebody whose own pace is not known yet
LEAST_SECONDS = 4.0
NEW_COSTS = 3  # a new fact is seen about three times before it may rest
MOST_NEW = 20  # on one day: each of them comes back on the next days
LEARN_AHEAD = dt.timedelta(minutes=20)  # when nothing else is left, a step comes so much sooner
ENOUGH_CARDS = 10


@dataclass(frozen=True)
class Waiting:
    """A fact that may be asked today. `due_at` is the moment of a step, and the fact `is_learning` in the first steps of all;
    `recall` is how likely it is remembered now.

    `gain` is what a review today adds to the recall on the day of an exam, 0 where there is none.
    """

    fact: int
    topic: int
    is_core: bool
    is_new: bool = False
    is_changed: bool = False
    is_learning: bool = False
    due_at: dt.datetime | None = None
    recall: float = 0.0
    gain: float = 0.0

    @property
    def cost(self) -> int:
        """How often the fact is seen before it may rest."""
        return NEW_COSTS if self.is_new else NEW_COSTS - 1 if self.is_learning else 1


@dataclass(frozen=True)
class Rated:
    """A card that was rated today."""

    fact: int
    topic: int


@dataclass(frozen=True)
class Today:
    """What belongs to today: learning steps, whatever time is left; then due and new cards, as many as fit, the best first."""

    steps: tuple[Waiting, ...]
    due: tuple[Waiting, ...]
    new: tuple[Waiting, ...]

    @property
    def count(self) -> int:
        return len(self.steps) + len(self.due) + len(self.new)


def seconds_for_card(taken: Sequence[float]) -> float:
    """How long a card takes somebody who took so long for the last ones: the median, or a common pace for too few."""
    return max(sorted(taken)[len(taken) // 2], LEAST_SECONDS) if len(taken) >= ENOUGH_CARDS else SECONDS_FOR_A_CARD


def time_spent(taken: float, *, cards: int, pace: float) -> float:
    """How much of the seconds of a day so many cards use up, which took so long.

    Cards use up their pace at least: who is quicker is done sooner, and does not see more cards left than before.
    """
    return max(taken, cards * pace)


def cards_in(seconds: float, pace: float) -> int:
    """How many cards fit into a time at a pace, both in seconds. A rest of time has room for one."""
    return math.ceil(max(0.0, seconds) / pace)


def plan_today(waiting: Collection[Waiting], *, room: int, seed: str, most_new: int = MOST_NEW) -> Today:
    """What of all that waits is asked today, where `room` cards fit, and `most_new` of them may be new.

    Steps are asked in any case, and take their room. What comes back goes before what is new: first what changed, then what adds
    most before an exam, then core facts, then those that are remembered best, for what is lost already loses nothing by another
    day. `seed` orders what is alike.
    """
    steps = sorted((one for one in waiting if one.due_at), key=lambda one: (one.due_at, one.fact))
    rest = sorted((one for one in waiting if not one.due_at), key=lambda one: _rank(one, seed))
    room -= sum(one.cost for one in steps)
    due: list[Waiting] = []
    new: list[Waiting] = []
    for one in rest:
        if one.cost <= room and (len(new) < most_new or not one.is_new):
            room -= one.cost
            (new if one.is_new else due).append(one)
    return Today(tuple(steps), tuple(due), tuple(new))


def _rank(one: Waiting, seed: str) -> tuple[object, ...]:
    is_for_exam = one.gain > 0
    return (
        not one.is_changed,
        -one.gain / one.cost,
        one.is_new and not is_for_exam,
        not one.is_core,
        -round(one.recall, 1),
        digest(seed, str(one.fact)),
    )


def next_card(
    today: Today, *, now: dt.datetime, turn: int, last: Rated | None = None, beside: Collection[int] = ()
) -> Waiting | None:
    """The card to show next; None when today is done.

    `turn` counts the cards shown today, and spaces new ones evenly among the others. After the fact `last` comes one that is easily
    confused with it, if `beside` names any, else one of another topic. A learning step comes when its time has.
    """
    for step in today.steps:
        if step.due_at and step.due_at <= now and (last is None or step.fact != last.fact or today.count == 1):
            return step
    pool = today.new if _is_turn_of_new(today, turn) else today.due
    twin = next((one for one in (*today.due, *today.new) if one.fact in beside), None)
    if pool:
        return twin or next((one for one in pool if last is None or one.topic != last.topic), pool[0])
    return next((step for step in today.steps if step.due_at and step.due_at <= now + LEARN_AHEAD), None)


def _is_turn_of_new(today: Today, turn: int) -> bool:
    if not (today.new and today.due):
        return bool(today.new)
    every = math.ceil((len(today.new) + len(today.due)) / len(today.new))
    return turn % every == every - 1


def days_to_clear(waiting: int, room: int) -> int:
    """On how many days a backlog is worked off, where so many cards fit into each."""
    return math.ceil(waiting / max(room, 1))


def spread_over(due: Iterable[tuple[int, int]]) -> list[int]:
    """How many cards each day brings, of pairs of how many become due on it and for how many it has room: the rest waits for the
    next day.
    """
    waiting, brought = 0, list[int]()
    for cards, room in due:
        waiting += cards
        brought.append(min(waiting, room))
        waiting -= brought[-1]
    return brought
