"""Somebody who studies: what they keep of each fact, their cards, and all that they did."""

import datetime as dt
import random
from collections.abc import Collection
from dataclasses import dataclass, field

from kfor_quiz.accounts.models import User
from kfor_quiz.demo.life.roster import Character
from kfor_quiz.demo.rows import Bank
from kfor_quiz.engine.calibrating import learn_correction
from kfor_quiz.engine.questions import RECALL_KINDS, Kind
from kfor_quiz.engine.rating import slow_from
from kfor_quiz.engine.scheduling import Rating, Source
from kfor_quiz.engine.simulation import Person, Trace, answer_seconds, learn, recalls, start_trace
from kfor_quiz.memory.models import Card, Review, Undo
from kfor_quiz.memory.plans import StudyPlan
from kfor_quiz.memory.selectors.recall import LOOKED_BACK, Recall, recall_of
from kfor_quiz.memory.services.recording import TIMES
from kfor_quiz.quizzes.models import Attempt, Grade, QuestionReport, Response, Slot

# Of what somebody is asked for the first time they have read a third in the briefing, within the last three days.
HAS_READ, READ_WITHIN = 0.35, dt.timedelta(days=3)
# How much longer than a choice these take, and how much longer somebody thinks who has never heard of what is asked.
LONGER = {Kind.ORDERING: 3.0, Kind.MATCHING: 3.0, Kind.RECALL_LIST: 3.5, Kind.MULTIPLE_RESPONSE: 1.7, Kind.TIMELINE: 1.5}
TYPING, WONDERING = 1.4, 2.5
MILLISECOND = dt.timedelta(milliseconds=1)


@dataclass
class Log:
    """What somebody did, in the order in which it happened; none of it is stored yet."""

    attempts: list[Attempt] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    grades: list[Grade] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    undos: list[Undo] = field(default_factory=list)
    reports: list[QuestionReport] = field(default_factory=list)


@dataclass
class Student:
    """A person with an account at work. `traces` are what they really keep, `cards` what the app believes; both by fact."""

    user: User
    character: Character
    bank: Bank
    rng: random.Random
    traces: dict[int, Trace] = field(default_factory=dict)
    cards: dict[int, Card] = field(default_factory=dict)
    log: Log = field(default_factory=Log)

    @property
    def person(self) -> Person:
        return self.character.person

    @property
    def plan(self) -> StudyPlan:
        return self.character.plan

    def card(self, fact: int) -> Card:
        """The person's card of a fact, which they have from the first time on that it is asked."""
        return self.cards.setdefault(fact, Card(learner=self.user, fact_id=fact))

    def recall(self, fact: int, now: dt.datetime) -> bool:
        """Whether the person recalls a fact that is asked now; the right answer is shown to them then."""
        trace = self.traces.get(fact)
        if trace is None and self.rng.random() < HAS_READ:
            trace = start_trace(self.person, self.bank.hardness[fact], now - self.rng.random() * READ_WITHIN)
        if trace is None:
            self.traces[fact] = start_trace(self.person, self.bank.hardness[fact], now)
            return False
        is_recalled = recalls(self.person, trace, now, self.rng)
        self.traces[fact] = learn(self.person, trace, now, self.rng, recalled=is_recalled)
        return is_recalled

    def answer_after(self, facts: Collection[int], kind: Kind, now: dt.datetime) -> dt.datetime:
        """When somebody has answered who sees a question about these facts now: to the millisecond. Ask before they recall it."""
        known = [self.traces[fact] for fact in facts if fact in self.traces]
        seconds = max(answer_seconds(self.person, trace, now, self.rng) for trace in known) if known else self._wonder()
        return later(now, seconds * (TYPING if kind in RECALL_KINDS else 1.0) * LONGER.get(kind, 1.0))

    def _wonder(self) -> float:
        return self.person.pace * WONDERING * self.rng.lognormvariate(0, 0.35)

    def slow_times(self, kinds: Collection[Kind]) -> dict[Kind, float | None]:
        """From how many seconds on an answer of each kind is slow for this person, by their last right ones."""
        right = [row for row in self.log.reviews if row.source == Source.QUIZ and row.outcome == 1 and row.kind in kinds]
        last = right[-TIMES:]
        return {kind: slow_from([row.seconds for row in last if row.kind == kind]) for kind in kinds}

    def counting(self) -> list[Review]:
        """The reviews that the person did not take back."""
        undone = {id(undo.review) for undo in self.log.undos}
        return [row for row in self.log.reviews if id(row) not in undone]

    def expected_recall(self, day: dt.date) -> Recall:
        """What the app takes the person to recall on a study day: what `read_recall` would read."""
        predicted = [row for row in self.counting() if row.predicted is not None and row.kind in RECALL_KINDS]
        pairs = [(row.predicted or 0.0, row.rating > Rating.AGAIN) for row in predicted[-LOOKED_BACK:]]
        memories = ((card.fact_id, card.stability, card.studied_on) for card in self.cards.values())
        return recall_of(memories, learn_correction(pairs), day)


def later(now: dt.datetime, seconds: float) -> dt.datetime:
    """So many seconds later, to the millisecond, and by one at least."""
    return now + max(1, round(1000 * seconds)) * MILLISECOND
