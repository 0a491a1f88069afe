"""When a fact should come back: the one place that knows FSRS-6, as the package `fsrs` has it.

The scheduler is given study days and not moments: Anki counts days too, and a day of study ends in the small hours (see
`study day` of a response). Only the minutes of a learning step are counted from the moment of the review.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

import fsrs
from fsrs.scheduler import FSRS_DEFAULT_DECAY

from kfor_quiz.engine.intervals import LONGEST_DAYS, Fuzz, fewest_days

ALGORITHM, PARAMETERS = "FSRS-6", "default"
LOWEST_RETENTION, HIGHEST_RETENTION = 0.80, 0.97
LEARNING_STEPS = (dt.timedelta(minutes=1), dt.timedelta(minutes=10))
RELEARNING_STEPS = (dt.timedelta(minutes=10),)
STABILITY_PLACES, DIFFICULTY_PLACES = 4, 3
# Of the forgetting curve: recall after t days is (1 + FACTOR · t / stability) ^ DECAY.
DECAY = -FSRS_DEFAULT_DECAY
FACTOR = 0.9 ** (1 / DECAY) - 1


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


def preview(
    memory: Memory | None, *, at: dt.datetime, day: dt.date, source: Source, scheduling: Scheduling
) -> Mapping[Rating, Memory]:
    """The memory after a review, for each rating that it may get; when it is due follows the rules of `intervals`."""
    scheduler, before = _scheduler(source, scheduling.retention), _as_card(memory)
    after = {rating: scheduler.review_card(before, fsrs.Rating(rating), _midnight(day))[0] for rating in Rating}
    days = _days_until_due(after, memory, scheduling)
    return {rating: _as_memory(card, memory, rating, at=at, day=day, days=days[rating]) for rating, card in after.items()}


def retrievability(memory: Memory, on: dt.date) -> float:
    """How likely recall is on a study day, 0 to 1. On the day of the last review it is 1."""
    return recall_after(memory.stability, since=memory.studied_on, on=on)


def recall_after(stability: float, *, since: dt.date, on: dt.date) -> float:
    """What `retrievability` says of a memory that was reviewed last on the study day `since`; it rests on no more than that."""
    card = fsrs.Card(card_id=0, stability=stability, due=_midnight(since), last_review=_midnight(since))
    return float(_scheduler(Source.FLASHCARD, 0.9).get_card_retrievability(card, _midnight(max(on, since))))


def _days_until_due(after: Mapping[Rating, fsrs.Card], memory: Memory | None, scheduling: Scheduling) -> dict[Rating, int]:
    """For each rating, after how many days the card is due if no step comes first.

    Good is a day longer than Hard at least, and Easy than Good. A step is no interval to be longer than; but Easy is longer than
    Good would be without its step.
    """
    fuzz = Fuzz(scheduling.seed, memory.repetitions if memory else 0)
    previous = memory.interval if memory else 0
    days = {Rating.AGAIN: fuzz.days(_wanted_days(after[Rating.AGAIN], scheduling.retention))}
    shortest = 1
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        wanted = _wanted_days(after[rating], scheduling.retention)
        days[rating] = fuzz.days(wanted, max(shortest, fewest_days(wanted, previous)))
        if rating is not Rating.HARD or after[rating].step is None:
            shortest = days[rating] + 1
    return days


def _wanted_days(card: fsrs.Card, retention: float) -> float:
    """After how many days recall has fallen to `retention`: the forgetting curve of FSRS-6, solved for the time."""
    stability, _ = _state(card)
    return float(stability / FACTOR * (retention ** (1 / DECAY) - 1))


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


def _as_memory(card: fsrs.Card, before: Memory | None, rating: Rating, *, at: dt.datetime, day: dt.date, days: int) -> Memory:
    stability, difficulty = _state(card)
    is_lapse = before is not None and before.phase is Phase.REVIEW and rating is Rating.AGAIN
    return Memory(
        phase=Phase[card.state.name.upper()],
        stability=stability,
        difficulty=difficulty,
        studied_on=day,
        interval=days if card.step is None else 0,
        due_at=None if card.step is None else at + (card.due - _midnight(day)),
        step=card.step,
        repetitions=before.repetitions + 1 if before else 1,
        lapses=(before.lapses if before else 0) + is_lapse,
    )


def _state(card: fsrs.Card) -> tuple[float, float]:
    """Stability and difficulty of a card that was reviewed, to as many places as Anki writes down.

    With all places the stabilities drift apart, by more than 0.2 % in one review of a hundred, and then the intervals do.
    """
    if card.stability is None or card.difficulty is None:
        raise ValueError("a card that was reviewed has a stability and a difficulty")
    return round(card.stability, STABILITY_PLACES), round(card.difficulty, DIFFICULTY_PLACES)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.timezone.utc)  # noqa: UP017 - the package takes no other
