"""Cards and reviews for tests, through the services that pages use."""

import datetime as dt
from typing import Any

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.scheduling import Rating
from kfor_quiz.memory.models import Card, Review
from kfor_quiz.memory.services.rating import Shown, rate_card
from tests.quizzes.conftest import NOW

SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)


def fact(index: int = 0) -> Fact:
    """One of the handbook's facts that a typed question asks alone."""
    typed = Question.objects.for_practice().filter(kind=Kind.TYPED_TEXT)
    return Fact.objects.current().filter(questions__in=typed).distinct().order_by("key")[index]


def typed_question(one: Fact) -> Question:
    return Question.objects.for_practice().filter(fact=one, kind=Kind.TYPED_TEXT).earliest("key")


def shown(one: Fact, at: dt.datetime = NOW) -> Shown:
    """The card of a fact as a page shows it."""
    question = typed_question(one)
    assert question.current_version_id
    assert one.current_version_id
    return Shown(one.pk, one.current_version_id, question.current_version_id, Kind.TYPED_TEXT, at)


def rate(learner: User, one: Fact, rating: Rating = Rating.GOOD, *, at: dt.datetime = NOW, outcome: float | None = None) -> Review:
    """Rate the card of a fact five seconds after it was shown."""
    return rate_card(learner=learner, shown=shown(one, at), rating=rating, outcome=outcome, now=at + 5 * SECOND)


def card_of(learner: User, one: Fact) -> Card:
    return Card.objects.get(learner=learner, fact=one)


def stored() -> list[Any]:
    """All cards, column by column."""
    return list(Card.objects.order_by("pk").values())
