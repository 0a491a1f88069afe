"""Simulated learners: what they keep of a fact, whether they recall it, and how long that takes them.

Their memory is no FSRS, on purpose: a forecast that is tested on its own assumptions proves nothing. The chance to recall a fact,
t days after it was last seen, falls by a power law (Wixted and Ebbesen, 1991):

    (1 - slip) * (1 + t / strength) ^ -decay

The strength, in days, grows with a success by the gap in proportion to itself, so that crowded repetitions teach little and spaced
ones much (Cepeda et al., 2006): strength * (1 + gain * t / (t + strength / 4)). A failure leaves a share of it, and being told the
answer adds some.

FSRS has one decay for everybody, a third of theirs; its strength grows by the recall and by a difficulty, which they do not have,
and ever less. And here chance is everywhere: each occasion and each growth has its luck, each fact its hardness, and each person
a decay, an ability, a diligence, a pace and slips in what they know.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

DAY = dt.timedelta(days=1)
# With the usual decay, a fact of the usual hardness is recalled by nine of ten people two days after it was first seen.
FIRST_STRENGTH = 9.0
USUAL_DECAY = 0.5
GAIN = 4.0
LUCK = 0.5
# What remains of a strength after a failure, and what the answer that is shown then adds, as a share of the first strength.
KEPT_FROM, KEPT_TO = 0.05, 0.35
TOLD = 0.5
# A break begins on one day of so many, and lasts from so many days to so many.
BREAK_EVERY = 90
BREAK_DAYS = (5, 21)


@dataclass(frozen=True)
class Person:
    """Somebody who learns. `ability` multiplies how well they keep what they are told; 1 is usual.

    `slip` is how often they answer wrongly what they know, `diligence` the share of days on which they learn, and `pace` the
    seconds in which they usually answer what they know well.
    """

    ability: float
    decay: float
    slip: float
    diligence: float
    pace: float


@dataclass(frozen=True)
class Trace:
    """What somebody keeps of a fact: its strength in days, and when it was last seen. `hardness` is the fact's: 1 is usual."""

    strength: float
    seen_at: dt.datetime
    hardness: float


def draw_person(rng: random.Random, *, forgetting: float = 1.0) -> Person:
    """Somebody of a population that forgets so many times as fast as usual."""
    return Person(
        ability=rng.lognormvariate(0, 0.4) / forgetting,
        decay=USUAL_DECAY * rng.lognormvariate(0, 0.25),
        slip=rng.uniform(0.0, 0.05),
        diligence=rng.betavariate(4, 2),
        pace=rng.lognormvariate(1.6, 0.35),
    )


def draw_hardness(rng: random.Random) -> float:
    """How hard a fact is to keep for everybody."""
    return rng.lognormvariate(0, 0.5)


def start_trace(person: Person, hardness: float, now: dt.datetime) -> Trace:
    """What is kept of a fact that was seen for the first time."""
    return Trace(_told(person, hardness), now, hardness)


def recall_chance(person: Person, trace: Trace, now: dt.datetime) -> float:
    """How likely recall is on a day of no good or bad luck, 0 to 1."""
    return _chance(person, trace.strength, _days_since(trace, now))


def recalls(person: Person, trace: Trace, now: dt.datetime, rng: random.Random) -> bool:
    """Whether the fact is recalled this time."""
    strength = trace.strength * rng.lognormvariate(0, LUCK)
    return rng.random() < _chance(person, strength, _days_since(trace, now))


def learn(person: Person, trace: Trace, now: dt.datetime, rng: random.Random, *, recalled: bool) -> Trace:
    """What is kept after one more occasion, the right answer having been shown at its end."""
    if not recalled:
        kept = trace.strength * rng.uniform(KEPT_FROM, KEPT_TO)
        return Trace(kept + TOLD * _told(person, trace.hardness), now, trace.hardness)
    days = _days_since(trace, now)
    gain = GAIN * rng.lognormvariate(0, LUCK) * days / (days + trace.strength / 4)
    return Trace(trace.strength * (1 + gain), now, trace.hardness)


def answer_seconds(person: Person, trace: Trace, now: dt.datetime, rng: random.Random) -> float:
    """How long an answer takes: the longer, the further the fact has faded."""
    hesitation = 1 + 2 * (1 - recall_chance(person, trace, now))
    return person.pace * hesitation * rng.lognormvariate(0, 0.35)


def study_days(person: Person, first: dt.date, days: int, rng: random.Random) -> Iterator[dt.date]:
    """On which of so many days the person learns: by diligence, with a break of a week or three now and then."""
    away = 0
    for number in range(days):
        away = max(away - 1, 0)
        if not away and rng.random() < 1 / BREAK_EVERY:
            away = rng.randint(*BREAK_DAYS)
        if not away and rng.random() < person.diligence:
            yield first + number * DAY


def _told(person: Person, hardness: float) -> float:
    return FIRST_STRENGTH * person.ability / hardness


def _chance(person: Person, strength: float, days: float) -> float:
    return float((1 - person.slip) * (1 + days / strength) ** -person.decay)


def _days_since(trace: Trace, now: dt.datetime) -> float:
    return max((now - trace.seen_at) / DAY, 0.0)
