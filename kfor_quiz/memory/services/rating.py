"""Rating a flashcard."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import hold_learner
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.scheduling import ALGORITHM, PARAMETERS, Rating, Source
from kfor_quiz.memory.models import Card, Review
from kfor_quiz.memory.plans import StudyPlan, read_plan
from kfor_quiz.memory.services.cards import LONGEST, advance, lock_cards, save_cards


class AlreadyRatedError(Exception):
    """The fact was reviewed since the card was shown: a second click, another tab, or a quiz."""


@dataclass(frozen=True)
class Shown:
    """A card as it was shown: the fact, in the version asked, by which question, from when on."""

    fact: int
    fact_version: int
    question_version: int
    kind: Kind
    at: dt.datetime


@transaction.atomic
def rate_card(*, learner: User, shown: Shown, rating: Rating, outcome: float | None, now: dt.datetime) -> Review:
    """Store the learner's rating of a card that was shown, and move the card on. Raise AlreadyRatedError for one rated since, and
    LearnerGoneError for a guest whose cards moved to an account meanwhile.

    `outcome` is what our own grading says of what was typed, None where nothing was.
    """
    learner = hold_learner(learner)
    card, plan = lock_cards(learner, [shown.fact])[shown.fact], read_plan(learner)
    if card.reviewed_at and card.reviewed_at >= shown.at:
        raise AlreadyRatedError
    row = review_of(card, shown, rating, outcome=outcome, plan=plan, day=learner.study_day(now), now=now)
    row.save()
    advance(card, row, plan)
    save_cards([card])
    return row


def review_of(
    card: Card, shown: Shown, rating: Rating, *, outcome: float | None, plan: StudyPlan, day: dt.date, now: dt.datetime
) -> Review:
    """The review that a rating of a card on a study day is, not stored yet. The card is as the reviews before left it."""
    return Review(
        learner_id=card.learner_id,
        card=card,
        at=now,
        study_day=day,
        source=Source.FLASHCARD,
        rating=rating,
        kind=shown.kind,
        question_version_id=shown.question_version,
        fact_version_id=shown.fact_version,
        seconds=min(now - shown.at, LONGEST).total_seconds(),
        outcome=outcome,
        predicted=card.predict(day),
        retention=plan.retention,
        parameters=PARAMETERS,
        algorithm=ALGORITHM,
    )
