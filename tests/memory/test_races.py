"""Two things at the same moment: nothing is counted twice, nothing is lost, and the cards are what the log says."""

from collections.abc import Callable

import pytest

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import LearnerGoneError
from kfor_quiz.engine.pauses import Pause
from kfor_quiz.engine.scheduling import Rating
from kfor_quiz.memory.models import Card, Review, Undo
from kfor_quiz.memory.services.planning import begin_pause
from kfor_quiz.memory.services.rating import AlreadyRatedError
from kfor_quiz.memory.services.rebuilding import rebuild_cards
from kfor_quiz.memory.services.undoing import undo_last, undo_review
from kfor_quiz.quizzes.models import Quiz
from kfor_quiz.quizzes.services.answering import record_response
from kfor_quiz.quizzes.services.attempts import start_attempt
from kfor_quiz.quizzes.services.moving import move_attempts
from tests.memory.cards import DAY, SECOND, fact, rate
from tests.quizzes.answers import as_answer, right, slot_of
from tests.quizzes.conftest import NOW
from tests.races import run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pack")]


def refused(step: Callable[[], object], error: type[Exception]) -> Callable[[], None]:
    def run() -> None:
        with pytest.raises(error):
            step()

    return run


def test_of_two_tabs_that_rate_a_new_card_the_first_counts(learner: User) -> None:
    second = refused(lambda: rate(learner, fact(0), Rating.AGAIN, at=NOW + SECOND), AlreadyRatedError)
    run_at_once(lambda: rate(learner, fact(0), Rating.EASY), second)
    assert Review.objects.get().rating == Rating.EASY
    assert rebuild_cards() == 0


def test_a_review_is_undone_once(learner: User) -> None:
    review = rate(learner, fact(0))

    def undo() -> None:
        undo_review(learner=learner, review=review.pk, now=NOW)

    run_at_once(undo, undo)
    assert Undo.objects.count() == 1
    assert rebuild_cards() == 0


def test_two_undos_at_once_take_back_two_ratings(learner: User) -> None:
    for number in range(2):
        rate(learner, fact(number), at=NOW + number * SECOND)
    found = list[Review | None]()

    def undo() -> None:
        found.append(undo_last(learner=learner, now=NOW))

    run_at_once(undo, undo)
    assert None not in found
    assert Undo.objects.count() == 2


@pytest.mark.parametrize("first", ["move", "rate"])
def test_a_card_that_is_rated_while_the_guest_moves_goes_along_or_is_refused(guest: User, learner: User, first: str) -> None:
    rate(guest, fact(0), at=NOW - DAY)
    rate(learner, fact(0), at=NOW - 2 * DAY)
    steps: dict[str, Callable[[], object]] = {
        "move": lambda: move_attempts(guest=guest, account=learner, now=NOW),
        "rate": lambda: rate(guest, fact(1)),
    }
    second = steps["move"] if first == "rate" else refused(steps["rate"], LearnerGoneError)
    run_at_once(steps[first], second)
    assert set(Review.objects.values_list("learner", flat=True)) == {learner.pk}
    assert Review.objects.count() == (3 if first == "rate" else 2)
    assert set(Card.objects.values_list("learner", flat=True)) == {learner.pk}
    assert rebuild_cards() == 0


@pytest.mark.parametrize("first", ["undo", "move"])
def test_a_review_that_is_undone_while_the_guest_moves_stays_so(guest: User, learner: User, first: str) -> None:
    review = rate(guest, fact(0), at=NOW - DAY)
    steps: dict[str, Callable[[], object]] = {
        "move": lambda: move_attempts(guest=guest, account=learner, now=NOW),
        "undo": lambda: undo_review(learner=guest, review=review.pk, now=NOW),
    }
    second = steps["move"] if first == "undo" else refused(steps["undo"], LearnerGoneError)
    run_at_once(steps[first], second)
    assert Undo.objects.count() == (1 if first == "undo" else 0)
    assert rebuild_cards() == 0


def test_a_card_that_is_rated_while_a_pause_is_set_steps_over_it(learner: User) -> None:
    run_at_once(
        lambda: begin_pause(learner=learner, pause=Pause(NOW.date() + DAY, NOW.date() + 30 * DAY)),
        lambda: rate(learner, fact(0), Rating.EASY),
    )
    assert rebuild_cards() == 0
    assert Card.objects.get().due_on
    assert not Card.objects.due(NOW.date() + 30 * DAY).exists()


def test_an_answer_that_is_stored_while_a_pause_is_set_steps_over_it(learner: User, quiz: Quiz) -> None:
    attempt = start_attempt(learner=learner, quiz=quiz, now=NOW)
    slot = slot_of(attempt)
    run_at_once(
        lambda: begin_pause(learner=learner, pause=Pause(NOW.date() + DAY, NOW.date() + 30 * DAY)),
        lambda: record_response(slot=slot, answer=as_answer(slot, right(slot)), now=NOW),
    )
    assert rebuild_cards() == 0
    assert Card.objects.exists()
    assert not Card.objects.due(NOW.date() + 30 * DAY).exists()


def test_a_pause_that_is_set_while_an_answer_is_stored_moves_its_card(learner: User, quiz: Quiz) -> None:
    attempt = start_attempt(learner=learner, quiz=quiz, now=NOW)
    slot = slot_of(attempt)
    run_at_once(
        lambda: record_response(slot=slot, answer=as_answer(slot, right(slot)), now=NOW),
        lambda: begin_pause(learner=learner, pause=Pause(NOW.date() + DAY, NOW.date() + 30 * DAY)),
    )
    assert rebuild_cards() == 0
    assert Card.objects.exists()
    assert not Card.objects.due(NOW.date() + 30 * DAY).exists()
