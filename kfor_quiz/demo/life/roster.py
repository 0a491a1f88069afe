"""Who takes part: invented people, each with a memory, a plan and habits of their own. No name is that of a real person."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kfor_quiz.engine.pauses import Pause
from kfor_quiz.engine.simulation import Person, draw_person
from kfor_quiz.memory.plans import StudyPlan

DAY = dt.timedelta(days=1)
# What is special about the first learners, by the names that they sign in with.
WORDS = {
    "sim-diligent": "diligent, the whole year",
    "sim-seldom": "seldom here",
    "sim-new": "new today",
    "sim-exam": "has an exam ahead",
    "sim-paused": "on leave",
    "sim-four": "rates in four steps and says how sure",
    "sim-extra": "has extra time, and takes exams",
}
ZONES = ("Europe/Berlin", "Europe/Rome", "Europe/Athens", "Europe/London", "Europe/Istanbul", "UTC")
MINUTES = (3, 4, 5, 5, 8, 10)
FORGETTING = 1.6  # how fast they forget beside what is usual: this is not their only work
FORGETFUL = 0.35  # the ability of those who are to have something to do today
LATE_SHARE, LEAVING_SHARE, LOSING_INTEREST = 0.4, 0.15, 0.45
EXAM_IN, PAUSE_SINCE, PAUSE_FOR = 24 * DAY, 6 * DAY, 16 * DAY


@dataclass(frozen=True)
class Character:
    """One person of the demo, by the name that they sign in with; a guest has none that anybody types.

    They belong to their unit from `joined` to `left`, and study from `first` to `last`, about at `hour` of their own clock.
    `types` is the share of cards whose answer they type; on a study day they take a quiz with the chance `quizzes`, and an exam
    with the chance `exams`.
    """

    name: str
    person: Person
    joined: dt.date
    first: dt.date
    last: dt.date
    hour: float
    left: dt.date | None = None
    plan: StudyPlan = field(default_factory=StudyPlan)
    types: float = 0.4
    quizzes: float = 0.25
    exams: float = 0.03
    time_zone: str = "UTC"
    extra_percent: int = 0
    says_how_sure: bool = False
    is_guest: bool = False


def draw_roster(count: int, *, days: int, today: dt.date, seed: str) -> Iterator[Character]:
    """So many learners, who study within the last so many days. The first seven are known by what is special about them."""
    for number in range(count):
        rng = random.Random(f"{seed} person {number}")  # noqa: S311 - chance, not secrecy
        one = _draw(number, rng, today - days * DAY, today)
        yield _special(number, one, today, days)


def draw_guest(today: dt.date, seed: str) -> Character:
    """Somebody without an account, who looked in yesterday and took one quiz."""
    rng = random.Random(f"{seed} guest")  # noqa: S311 - chance, not secrecy
    person, name = replace(draw_person(rng), diligence=1.0), f"guest-{rng.getrandbits(64):016x}"
    yesterday = today - DAY
    return Character(name, person, yesterday, yesterday, yesterday, hour=18.0, quizzes=1.0, exams=0.0, is_guest=True)


def _draw(number: int, rng: random.Random, begin: dt.date, today: dt.date) -> Character:
    days = (today - begin).days
    joined = begin + (int(rng.random() * days * 0.9) if rng.random() < LATE_SHARE else 0) * DAY
    left = joined + int(rng.uniform(0.3, 0.95) * (today - joined).days) * DAY if rng.random() < LEAVING_SHARE else None
    end = left or today
    first = min(joined + rng.randint(0, 20) * DAY, end)
    share = rng.uniform(0.15, 0.8) if rng.random() < LOSING_INTEREST else 1.0
    person = draw_person(rng, forgetting=FORGETTING)
    return Character(
        name=f"sim-learner-{number + 1:03}",
        person=replace(person, diligence=person.diligence * rng.betavariate(0.9, 4.5)),
        joined=joined,
        first=first,
        last=first + int(share * (end - first).days) * DAY,
        left=left,
        hour=rng.choice((6.5, 12.5, 19.0, 20.5)) + rng.random(),
        plan=StudyPlan(rng.choice(MINUTES), rng.choice((0.85, 0.9, 0.9, 0.9, 0.93)), has_four_ratings=rng.random() < 0.1),
        types=rng.betavariate(1.5, 2),
        quizzes=rng.uniform(0.3, 0.8),
        exams=rng.uniform(0.0, 0.15),
        time_zone=rng.choice(ZONES),
        says_how_sure=rng.random() < 0.3,
    )


def _special(number: int, one: Character, today: dt.date, days: int) -> Character:
    """The first ones are what somebody who looks at the demo wants to see; all others stay as they were drawn.

    None of them has studied today yet: their cards wait for whoever signs in.
    """
    names = list(WORDS)
    if number >= len(names):
        return replace(one, extra_percent=50) if number == 40 else one
    begin, later = today - days * DAY, today - days // 6 * DAY
    often = replace(one.person, diligence=0.5, ability=FORGETFUL)
    pause = Pause(today - PAUSE_SINCE, today - PAUSE_SINCE + PAUSE_FOR)
    changes: dict[str, dict[str, Any]] = {
        "sim-diligent": {"person": replace(often, diligence=0.93), "plan": StudyPlan(15, retention=0.95)},
        "sim-seldom": {"person": replace(often, diligence=0.06)},
        "sim-new": {"joined": today, "first": today, "plan": StudyPlan()},
        "sim-exam": {
            "joined": later,
            "first": later,
            "person": replace(often, diligence=0.75),
            "plan": replace(one.plan, exam_on=today + EXAM_IN),
        },
        "sim-paused": {"joined": later, "first": later, "plan": replace(one.plan, pauses=(pause,))},
        "sim-four": {"joined": later, "first": later, "plan": replace(one.plan, has_four_ratings=True), "says_how_sure": True},
        "sim-extra": {"extra_percent": 25, "exams": 0.12},
    }
    common = {"left": None, "joined": begin, "first": begin, "last": today - DAY, "person": often}
    return replace(one, name=names[number], **{**common, **changes[names[number]]})
