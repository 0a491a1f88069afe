"""Answers of a quiz become reviews of the facts that they asked."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.rating import WEAK_KINDS, rate_outcome, slow_from
from kfor_quiz.engine.scheduling import ALGORITHM, PARAMETERS, Source
from kfor_quiz.memory.models import Card, Review
from kfor_quiz.memory.plans import StudyPlan, read_plan
from kfor_quiz.memory.services.cards import Cards, advance, lock_cards, replay, save_cards

TIMES = 300  # right answers looked back at, to know what is slow


@dataclass(frozen=True)
class AskedFact:
    """A fact that an answer was about, in the version that was asked, and what the answer says of it, 0 to 1."""

    fact: int
    version: int
    outcome: float


@dataclass(frozen=True)
class Answered:
    """A response that counts: what was asked, when it was answered, how long that took, and what it says of each fact."""

    response: int
    kind: Kind
    question_version: int
    at: dt.datetime
    study_day: dt.date
    seconds: float
    facts: tuple[AskedFact, ...]


@transaction.atomic(savepoint=False)
def record_answers(*, learner: User, answers: Sequence[Answered]) -> None:
    """Store a review of each fact that these answers asked, and move its card on. The answers are in their order.

    Each answer is recorded once: the caller's transaction stores it too. Four queries, two more for facts that are new to the
    learner. An answer that counts from a moment before the last review of a card (an exam that ended long after) takes its place
    in the log there.
    """
    cards = lock_cards(learner, {asked.fact for answer in answers for asked in answer.facts})
    slow, plan = slow_times(learner, {answer.kind for answer in answers}), read_plan(learner)
    reviews, late = [], set[Card]()
    for answer in answers:
        for row in reviews_of(answer, cards, plan, slow.get(answer.kind)):
            reviews.append(row)
            if row.card.reviewed_at and row.at < row.card.reviewed_at:
                late.add(row.card)
            else:
                advance(row.card, row, plan)
    Review.objects.bulk_create(reviews)
    if late:
        replay(late, plan)
    save_cards(cards.values())


def reviews_of(answer: Answered, cards: Cards, plan: StudyPlan, slow: float | None) -> Iterator[Review]:
    """The reviews that an answer is, not stored yet. Each card is as the reviews before left it.

    It is slow that took more than `slow` seconds, where there is such a bound.
    """
    is_slow = slow is not None and answer.seconds > slow
    for asked in answer.facts:
        card = cards[asked.fact]
        yield Review(
            learner_id=card.learner_id,
            card=card,
            at=answer.at,
            study_day=answer.study_day,
            source=Source.QUIZ,
            rating=rate_outcome(asked.outcome, answer.kind, is_new=card.memory is None, is_slow=is_slow),
            is_weak=answer.kind in WEAK_KINDS,
            kind=answer.kind,
            question_version_id=answer.question_version,
            fact_version_id=asked.version,
            response_id=answer.response,
            seconds=answer.seconds,
            outcome=asked.outcome,
            predicted=card.predict(answer.study_day),
            retention=plan.retention,
            parameters=PARAMETERS,
            algorithm=ALGORITHM,
        )


def slow_times(learner: User, kinds: Collection[Kind]) -> dict[Kind, float | None]:
    """From how many seconds on an answer of each kind is slow for this learner, by their last right ones. One query."""
    right = Review.objects.of(learner).filter(source=Source.QUIZ, kind__in=kinds, outcome=1).order_by("-at")
    seconds: defaultdict[Kind, list[float]] = defaultdict(list)
    for kind, taken in right.values_list("kind", "seconds")[:TIMES]:
        seconds[Kind(kind)].append(taken)
    return {kind: slow_from(times) for kind, times in seconds.items()}
