"""Every review can be taken back, and nothing else is."""

import datetime as dt

import pytest

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.scheduling import Rating
from kfor_quiz.memory.models import Card, Review, Undo
from kfor_quiz.memory.services.rating import AlreadyRatedError, rate_card
from kfor_quiz.memory.services.undoing import undo_last, undo_review
from kfor_quiz.quizzes.models import Attempt, Grade
from tests.factories import UserFactory
from tests.memory.cards import DAY, SECOND, card_of, fact, rate, shown, stored
from tests.quizzes.answers import record
from tests.quizzes.conftest import NOW

pytestmark = pytest.mark.usefixtures("pack")


def test_the_card_is_as_if_the_review_had_not_been(learner: User) -> None:
    rate(learner, fact(0))
    before = stored()
    rate(learner, fact(0), Rating.AGAIN, at=NOW + DAY)
    taken_back = undo_last(learner=learner, now=NOW + DAY + 10 * SECOND)
    assert taken_back
    assert taken_back.rating == Rating.AGAIN
    assert stored() == before


def test_a_first_review_taken_back_leaves_a_card_without_a_memory(learner: User) -> None:
    rate(learner, fact(0))
    undo_last(learner=learner, now=NOW)
    card = card_of(learner, fact(0))
    assert (card.memory, card.due_on, card.fact_version, card.reviewed_at) == (None, None, None, None)


def test_one_after_the_other_is_taken_back_until_nothing_of_today_is_left(learner: User) -> None:
    rate(learner, fact(1), at=NOW - DAY)
    rate(learner, fact(0))
    rate(learner, fact(2), at=NOW + 30 * SECOND)
    undone = [undo_last(learner=learner, now=NOW + 60 * SECOND) for _ in range(3)]
    assert [review.card.fact if review else None for review in undone] == [fact(2), fact(0), None]
    assert Review.objects.count() == 3
    assert Review.objects.counting().count() == 1


def test_a_review_from_a_quiz_is_taken_back_and_its_score_stays(learner: User, attempt: Attempt) -> None:
    record(attempt, 1)
    review = Review.objects.all()[0]
    assert undo_last(learner=learner, now=NOW) is None
    assert undo_review(learner=learner, review=review.pk, now=NOW)
    attempt.refresh_from_db()
    assert (attempt.answered, attempt.score, Grade.objects.count()) == (1, 1, 1)
    assert Card.objects.get(pk=review.card_id).memory is None


def test_an_earlier_review_is_taken_back_from_among_later_ones(learner: User) -> None:
    first = rate(learner, fact(0), Rating.AGAIN)
    rate(learner, fact(0), at=NOW + DAY)
    undo_review(learner=learner, review=first.pk, now=NOW + DAY)
    other = UserFactory.create()
    rate(other, fact(0), at=NOW + DAY)
    assert card_of(learner, fact(0)).stability == card_of(other, fact(0)).stability


def test_twice_changes_nothing(learner: User) -> None:
    review = rate(learner, fact(0))
    assert undo_review(learner=learner, review=review.pk, now=NOW)
    assert undo_review(learner=learner, review=review.pk, now=NOW) is None
    assert Undo.objects.count() == 1


def test_a_review_of_somebody_else_is_not_found(learner: User) -> None:
    review = rate(UserFactory.create(), fact(0))
    with pytest.raises(Review.DoesNotExist):
        undo_review(learner=learner, review=review.pk, now=NOW)


def test_a_card_that_was_rated_since_it_was_shown_is_not_rated_again(learner: User) -> None:
    rate(learner, fact(0))
    with pytest.raises(AlreadyRatedError):
        rate_card(learner=learner, shown=shown(fact(0)), rating=Rating.EASY, outcome=None, now=NOW + dt.timedelta(minutes=1))
    assert Review.objects.count() == 1


def test_a_page_from_before_the_undoing_may_be_rated_again(learner: User) -> None:
    rate(learner, fact(0), Rating.AGAIN)
    undo_last(learner=learner, now=NOW + 10 * SECOND)
    assert rate(learner, fact(0)).rating == Rating.GOOD
