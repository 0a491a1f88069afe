"""How true predictions of recall come, with simulated learners whose memory is not that of FSRS."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from statistics import fmean

from kfor_quiz.engine.calibrating import Correction
from kfor_quiz.engine.figures import Figure
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.rating import rate_outcome
from kfor_quiz.engine.scheduling import Memory, Rating, Review, Scheduling, Source, retrievability, review
from kfor_quiz.engine.simulation import Person, Trace, draw_hardness, draw_person, learn, recalls, start_trace, study_days

FIRST_DAY = dt.date(2026, 1, 5)
DAYS = 365
FACTS, NEW_A_DAY, MOST_A_DAY = 120, 4, 60
QUIZ_EVERY, QUIZ_LENGTH, OPTIONS = 5, 10, 4
# How fast people forget, beside what FSRS assumes.
SPEEDS = {"half as fast as": 0.5, "as fast as": 1.0, "twice as fast as": 2.0}
AFTER_FIFTY = range(50, 150)
MOST_POINTS = 5
MINUTE = dt.timedelta(minutes=1)
PLAIN = Scheduling(seed="")


@dataclass(frozen=True)
class Prediction:
    """What was predicted of a review, plain and corrected, and whether it was right. `place` counts the learner's, from 0."""

    place: int
    plain: float
    corrected: float
    is_right: bool

    def chance(self, *, corrected: bool) -> float:
        """What was predicted."""
        return self.corrected if corrected else self.plain


@dataclass(frozen=True)
class Tenth:
    """Of the predictions between two tenths, from `number` on: how many, their mean, and the share that came true."""

    number: int
    count: int
    predicted: float
    right: float


@dataclass
class Learner:
    """A person who learns as our scheduling asks: with cards, and now and then with a quiz."""

    person: Person
    rng: random.Random
    traces: dict[int, Trace] = field(default_factory=dict)
    memories: dict[int, Memory] = field(default_factory=dict)
    correction: Correction = field(default_factory=Correction)
    predicted: int = 0

    def live(self) -> Iterator[Prediction]:
        """A year: on each day of study what is due and something new, and on one day in five a quiz.

        Only the first review of a fact on a day is a prediction: on the day of a review recall counts as certain.
        """
        for day in study_days(self.person, FIRST_DAY, DAYS, self.rng):
            now = dt.datetime.combine(day, dt.time(6), tzinfo=dt.UTC) + self.rng.randrange(900) * MINUTE
            if self.rng.randrange(QUIZ_EVERY) == 0:
                yield from self.take_quiz(now)
            due = [fact for fact, memory in self.memories.items() if memory.due_on <= day]
            for fact in due[:MOST_A_DAY]:
                yield self.review_card(fact, now)
            for fact in range(len(self.traces), min(len(self.traces) + NEW_A_DAY, FACTS)):
                self.traces[fact] = start_trace(self.person, draw_hardness(self.rng), now - 60 * MINUTE)
                self.review(fact, now, Source.FLASHCARD, Rating.GOOD if self.ask(fact, now) else Rating.AGAIN)
                self.finish_steps(fact, now)

    def take_quiz(self, now: dt.datetime) -> Iterator[Prediction]:
        """Ten facts, due or not; half are typed, half chosen from four options."""
        known = [fact for fact, memory in self.memories.items() if memory.studied_on < now.date()]
        for fact in self.rng.sample(known, min(QUIZ_LENGTH, len(known))):
            kind = self.rng.choice((Kind.TYPED_TEXT, Kind.SINGLE_CHOICE))
            guessed = 1 / OPTIONS if kind is Kind.SINGLE_CHOICE else 0.0
            is_right = self.ask(fact, now) or self.rng.random() < guessed
            yield self.predict(fact, now, guessed, is_right=is_right)
            self.review(fact, now, Source.QUIZ, rate_outcome(float(is_right), kind, is_new=False, is_slow=False))

    def review_card(self, fact: int, now: dt.datetime) -> Prediction:
        """One card that is due, with two buttons, until its steps are done."""
        is_right = self.ask(fact, now)
        prediction = self.predict(fact, now, 0.0, is_right=is_right)
        self.review(fact, now, Source.FLASHCARD, Rating.GOOD if is_right else Rating.AGAIN)
        self.finish_steps(fact, now)
        return prediction

    def finish_steps(self, fact: int, now: dt.datetime) -> None:
        while self.memories[fact].due_at is not None:
            now += 10 * MINUTE
            self.review(fact, now, Source.FLASHCARD, Rating.GOOD if self.ask(fact, now) else Rating.AGAIN)

    def ask(self, fact: int, now: dt.datetime) -> bool:
        """Whether the fact is recalled; then the answer is shown."""
        is_recalled = recalls(self.person, self.traces[fact], now, self.rng)
        self.traces[fact] = learn(self.person, self.traces[fact], now, self.rng, recalled=is_recalled)
        return is_recalled

    def review(self, fact: int, now: dt.datetime, source: Source, rating: Rating) -> None:
        self.memories[fact] = review(self.memories.get(fact), Review(now, now.date(), source, rating), PLAIN)

    def predict(self, fact: int, now: dt.datetime, guessed: float, *, is_right: bool) -> Prediction:
        """The prediction of a review that turned out so, made before it; only recall is learnt from."""
        recall = retrievability(self.memories[fact], now.date())
        plain, corrected = (guessed + (1 - guessed) * chance for chance in (recall, self.correction.correct(recall)))
        if not guessed:
            self.correction = self.correction.learn(recall, recalled=is_right)
        self.predicted += 1
        return Prediction(self.predicted - 1, plain, corrected, is_right)


def follow(learners: int, rng: random.Random, *, forgetting: float, most: int | None = None) -> list[Prediction]:
    """The predictions of so many learners, the first `most` of each; they forget so many times as fast as FSRS assumes."""
    people = [Learner(draw_person(rng, forgetting=forgetting), rng) for _ in range(learners)]
    return [prediction for person in people for prediction in islice(person.live(), most)]


def points_off(predictions: Iterable[Prediction], *, corrected: bool) -> float:
    """By how many points of a hundred more was predicted than came true."""
    return 100 * fmean(one.chance(corrected=corrected) - one.is_right for one in predictions)


def tenths(predictions: Iterable[Prediction], *, corrected: bool) -> list[Tenth]:
    """How true the predictions of each tenth came, the likeliest first; a tenth of which there are none is left out."""
    grouped: dict[int, list[Prediction]] = defaultdict(list)
    for one in predictions:
        grouped[min(int(10 * one.chance(corrected=corrected)), 9)].append(one)
    return [
        Tenth(number, len(group), fmean(one.chance(corrected=corrected) for one in group), fmean(one.is_right for one in group))
        for number, group in sorted(grouped.items(), reverse=True)
    ]


def prediction_figure(speed: str, predictions: list[Prediction]) -> Figure:
    """How true the corrected predictions come once a learner has 50 reviews: in the hundred after them, the hardest to predict."""
    after = [one for one in predictions if one.place in AFTER_FIFTY]
    corrected, plain = points_off(after, corrected=True), points_off(after, corrected=False)
    return Figure(
        f"predicted recall after 50 reviews, forgetting {speed} FSRS assumes",
        f"within {MOST_POINTS} points",
        f"{corrected:+.1f} points ({plain:+.1f} uncorrected)",
        holds=abs(corrected) <= MOST_POINTS,
    )
