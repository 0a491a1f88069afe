"""When a fact should come back: the one place that knows FSRS-6, as the package `fsrs` has it.

The scheduler is given study days and not moments: Anki counts days too, and a day of study ends in the small hours (see
`study day` of a response). Only the minutes of a learning step are counted from the moment of the review.
"""

import datetime as dt
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

import fsrs

ALGORITHM, PARAMETERS = "FSRS-6", "default"
LOWEST_RETENTION, HIGHEST_RETENTION = 0.80, 0.97
LONGEST_DAYS = 36_500
LEARNING_STEPS = (dt.timedelta(minutes=1), dt.timedelta(minutes=10))
RELEARNING_STEPS = (dt.timedelta(minutes=10),)
# From so many days on, so much of what is above them is left to chance: the ranges of Anki.
FUZZED = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))


class Rating(IntEnum):
    """How well a fact was recalled; all but the first are successes."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Source(StrEnum):
    """Where a review comes from. An answer in a quiz knows no steps: ten right ones would make ten cards due in ten minutes."""

    FLASHCARD = "flashcard"
    QUIZ = "quiz"


class Phase(StrEnum):
    """What the next review is part of: the first steps, the long run, or the step after a lapse."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True)
class Memory:
    """One learner's memory of one fact after a review on the study day `studied_on`.

    `stability` is in days: then recall has fallen to 90 %. `difficulty` is 1 to 10. The fact is due on the study day `due_on`,
    `interval` days later; where a step of minutes comes next, that is the same day, at `due_at`, and `step` counts the steps.
    `repetitions` are all reviews so far; `lapses` are those that failed in the long run.
    """

    phase: Phase
    stability: float
    difficulty: float
    studied_on: dt.date
    interval: int
    due_at: dt.datetime | None = None
    step: int | None = None
    repetitions: int = 1
    lapses: int = 0

    @property
    def due_on(self) -> dt.date:
        return self.studied_on + dt.timedelta(days=self.interval)


@dataclass(frozen=True)
class Review:
    """One review: at which moment of which study day, from where, and how it went.

    One that `is_weak` is easily right by chance, as a true or false. A success in it says nothing before the fact is due.
    """

    at: dt.datetime
    day: dt.date
    source: Source
    rating: Rating
    is_weak: bool = False


@dataclass(frozen=True)
class Scheduling:
    """How one card is scheduled: the recall wanted when it comes back, and the seed of what is left to chance ("" for nothing).

    Raise ValueError for a retention outside 0.80 to 0.97: below, too much is forgotten; above, the work multiplies.
    """

    seed: str
    retention: float = 0.9

    def __post_init__(self) -> None:
        if not LOWEST_RETENTION <= self.retention <= HIGHEST_RETENTION:
            raise ValueError(f"a retention of {self.retention} is not within {LOWEST_RETENTION} and {HIGHEST_RETENTION}")


def review(memory: Memory | None, seen: Review, scheduling: Scheduling) -> Memory:
    """The memory after one more review; `memory` is None where there was none before.

    A day before the last one, which a change of time zone may give, counts as the last one.
    """
    day = max(seen.day, memory.studied_on) if memory else seen.day
    if memory and seen.is_weak and seen.rating is not Rating.AGAIN and day < memory.due_on:
        return memory
    return preview(memory, at=seen.at, day=day, source=seen.source, scheduling=scheduling)[seen.rating]


def replay(reviews: Iterable[Review], scheduling: Scheduling) -> Memory | None:
    """The memory after all these reviews, in their order; None after none."""
    memory = None
    for one in reviews:
        memory = review(memory, one, scheduling)
    return memory


def preview(
    memory: Memory | None, *, at: dt.datetime, day: dt.date, source: Source, scheduling: Scheduling
) -> Mapping[Rating, Memory]:
    """The memory after a review, for each rating that it may get.

    A success never shortens the interval, Good is a day longer than Hard at least, and Easy than Good.
    """
    scheduler, before = _scheduler(source, scheduling.retention), _as_card(memory)
    after = {rating: scheduler.review_card(before, fsrs.Rating(rating), _midnight(day))[0] for rating in Rating}
    fuzz = _Fuzz(scheduling.seed, memory.repetitions if memory else 0)
    days: dict[Rating, int] = {}
    shortest = memory.interval if memory else 0
    for rating, card in after.items():
        if card.state is fsrs.State.Review:
            days[rating] = fuzz.days((card.due - _midnight(day)).days)
            if rating is not Rating.AGAIN:
                days[rating] = min(max(days[rating], shortest), LONGEST_DAYS)
                shortest = days[rating] + 1
    return {rating: _as_memory(card, memory, rating, at=at, day=day, days=days.get(rating)) for rating, card in after.items()}


def retrievability(memory: Memory, on: dt.date) -> float:
    """How likely recall is on a study day, 0 to 1. On the day of the last review it is 1."""
    return float(_scheduler(Source.FLASHCARD, 0.9).get_card_retrievability(_as_card(memory), _midnight(max(on, memory.studied_on))))


@dataclass(frozen=True)
class _Fuzz:
    """A little chance in the intervals, so that what was learnt together does not come back together for ever.

    It is the same for all ratings of one review, and whenever it is computed again.
    """

    seed: str
    repetition: int

    def days(self, days: int) -> int:
        """The interval, shifted within its range; short ones stay."""
        if not self.seed or days < FUZZED[0][0]:
            return days
        delta = 1 + sum(factor * max(min(days, end) - start, 0) for start, end, factor in FUZZED)
        lowest, highest = max(2, round(days - delta)), round(days + delta)
        share = random.Random(f"{self.seed}·{self.repetition}").random()  # noqa: S311 - chance, not secrecy
        return lowest + int(share * (highest - lowest + 1))


@lru_cache(maxsize=64)
def _scheduler(source: Source, retention: float) -> fsrs.Scheduler:
    steps = source is Source.FLASHCARD
    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=LEARNING_STEPS if steps else (),
        relearning_steps=RELEARNING_STEPS if steps else (),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


def _as_card(memory: Memory | None) -> fsrs.Card:
    """The card as the package has it. With a number of its own it would wait a millisecond to be unique."""
    if memory is None:
        return fsrs.Card(card_id=0, due=_midnight(dt.date.min))
    return fsrs.Card(
        card_id=0,
        state=fsrs.State[memory.phase.name.capitalize()],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_midnight(memory.due_on),
        last_review=_midnight(memory.studied_on),
    )


def _as_memory(
    card: fsrs.Card, before: Memory | None, rating: Rating, *, at: dt.datetime, day: dt.date, days: int | None
) -> Memory:
    if card.stability is None or card.difficulty is None:
        raise ValueError("a card that was reviewed has a stability and a difficulty")
    is_lapse = before is not None and before.phase is Phase.REVIEW and rating is Rating.AGAIN
    return Memory(
        phase=Phase[card.state.name.upper()],
        stability=card.stability,
        difficulty=card.difficulty,
        studied_on=day,
        interval=days or 0,
        due_at=None if days else at + (card.due - _midnight(day)),
        step=card.step,
        repetitions=before.repetitions + 1 if before else 1,
        lapses=(before.lapses if before else 0) + is_lapse,
    )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.timezone.utc)  # noqa: UP017 - the package takes no other
