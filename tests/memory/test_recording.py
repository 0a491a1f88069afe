"""Answers of a quiz are reviews of the facts that they asked."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.engine.rating import ENOUGH_TIMES
from kfor_quiz.engine.scheduling import Phase, Rating, Source
from kfor_quiz.memory.models import Card, Review
from kfor_quiz.quizzes.models import Attempt, Response
from kfor_quiz.quizzes.services.answering import record_response
from kfor_quiz.quizzes.services.remembering import remember_earlier_answers
from kfor_quiz.quizzes.services.submitting import submit_attempt
from tests.memory.cards import DAY, SECOND, card_of
from tests.quizzes.answers import as_answer, ask, finish, record, right, slot_of
from tests.quizzes.conftest import NOW
from tests.quizzes.exams import TIME_IS_UP, draft


def question(kind: Kind, index: int = 0) -> Question:
    return Question.objects.for_practice().filter(kind=kind).order_by("key")[index]


def answer(learner: User, one: Question, *, is_right: bool = True, at: dt.datetime = NOW) -> Review:
    """The review that an answer to a question becomes."""
    response = record(ask(learner, one, now=at), 1, is_right=is_right, now=at)
    return Review.objects.get(response=response)


@pytest.mark.usefixtures("pack")
def test_an_answer_is_a_review_of_the_fact_in_the_version_asked(learner: User) -> None:
    asked = question(Kind.SINGLE_CHOICE)
    review = answer(learner, asked)
    card = Card.objects.get()
    assert (review.card, card.learner, card.fact) == (card, learner, asked.fact)
    assert (review.source, review.rating, review.outcome, review.kind) == (Source.QUIZ, Rating.GOOD, 1, asked.kind)
    assert (review.at, review.study_day, review.question_version) == (NOW, NOW.date(), asked.current_version)
    assert review.fact_version == card.fact_version == asked.fact.current_version
    assert (card.phase, card.repetitions, card.reviewed_at) == (Phase.REVIEW, 1, NOW)
    assert card.due_on
    assert card.due_on > NOW.date()


@pytest.mark.usefixtures("pack")
def test_who_types_what_they_never_studied_found_it_easy_and_a_choice_is_never_that(learner: User) -> None:
    assert answer(learner, question(Kind.TYPED_TEXT)).rating == Rating.EASY
    assert answer(learner, question(Kind.TYPED_TEXT), at=NOW + DAY).rating == Rating.GOOD
    assert answer(learner, question(Kind.TYPED_TEXT), is_right=False, at=NOW + 2 * DAY).rating == Rating.AGAIN


@pytest.mark.usefixtures("pack")
def test_each_fact_of_an_answer_is_rated_by_its_own_outcome(learner: User) -> None:
    attempt = ask(learner, question(Kind.ORDERING))
    slot = slot_of(attempt)
    given = as_answer(slot, right(slot))
    assert isinstance(given, list)
    response = record_response(slot=slot, answer=[given[1], given[0], *given[2:]], now=NOW)
    outcomes = response.grades.get().outcomes
    ratings = {review.card.fact.key: review.rating for review in Review.objects.filter(response=response)}
    assert ratings.keys() == outcomes.keys()
    assert {key for key, outcome in outcomes.items() if outcome == 1} == {key for key, one in ratings.items() if one == Rating.GOOD}
    assert len(set(ratings.values())) > 1


@pytest.mark.usefixtures("pack")
def test_what_is_right_and_slower_than_ones_own_slowest_tenth_was_hard(learner: User) -> None:
    asked = question(Kind.SINGLE_CHOICE)
    for number in range(ENOUGH_TIMES):
        at = NOW + number * DAY
        record(ask(learner, asked, now=at), 1, now=at)
    at = NOW + ENOUGH_TIMES * DAY
    attempt = ask(learner, asked, now=at)
    attempt.slots.update(shown_at=at - 30 * SECOND)
    response = record(attempt, 1, now=at)
    assert Review.objects.get(response=response).rating == Rating.HARD
    assert Review.objects.exclude(response=response).filter(rating=Rating.HARD).count() == 0


@pytest.mark.usefixtures("pack")
def test_a_right_true_or_false_lengthens_nothing_before_the_fact_is_due(learner: User) -> None:
    asked = question(Kind.TRUE_FALSE)
    answer(learner, asked)
    before = Card.objects.get().memory
    assert answer(learner, asked, at=NOW + DAY).is_weak
    assert Card.objects.get().memory == before
    answer(learner, asked, is_right=False, at=NOW + DAY + SECOND)
    assert Card.objects.get().lapses == 1


def test_an_exam_is_remembered_when_it_ends_and_not_before(learner: User, exam: Attempt) -> None:
    draft(exam, 1)
    draft(exam, 2)
    assert not Review.objects.exists()
    submit_attempt(attempt=exam, now=NOW + 60 * SECOND)
    assert {review.response.slot.position for review in Review.objects.all() if review.response} == {1, 2}


def test_what_an_exam_says_that_ended_long_after_takes_its_place_in_the_log(learner: User, exam: Attempt) -> None:
    draft(exam, 1)
    asked = slot_of(exam, 1).question_version.question.fact
    other = ask(learner, Question.objects.for_practice().filter(fact=asked).order_by("key")[0])
    late = TIME_IS_UP + 3 * DAY
    record(other, 1, is_right=False, now=late)
    submit_attempt(attempt=exam, now=late + SECOND)
    log = list(Review.objects.filter(card__fact=asked).in_order().values_list("rating", flat=True))
    assert log[-1] == Rating.AGAIN
    assert len(log) == 2
    card = card_of(learner, asked)
    assert (card.repetitions, card.lapses, card.reviewed_at) == (2, 1, late)


def test_the_answer_and_its_review_are_stored_together_or_not_at_all(
    learner: User, attempt: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise IntegrityError("full")

    monkeypatch.setattr("kfor_quiz.memory.services.recording.save_cards", refuse)
    with pytest.raises(IntegrityError), transaction.atomic():
        record(attempt, 1)
    assert not Response.objects.exists()
    assert not Review.objects.exists()


def test_a_second_answer_to_a_place_is_no_second_review(learner: User, attempt: Attempt) -> None:
    record(attempt, 1)
    count = Review.objects.count()
    record(attempt, 1, is_right=False)
    assert Review.objects.count() == count


def test_answers_of_before_there_were_cards_are_made_up_for_once(learner: User, attempt: Attempt) -> None:
    finish(attempt, wrong_at=(2, 5))
    before = remembered()
    Review.objects.all()._raw_delete("default")
    Card.objects.all().delete()
    assert remember_earlier_answers() == attempt.length
    assert remembered() == before
    assert remember_earlier_answers() == 0
    assert remembered() == before


def remembered() -> list[tuple[object, ...]]:
    """Each fact's memory, and its reviews."""
    columns = ("fact", "stability", "due_on", "fact_version", "reviewed_at", "reviews__rating", "reviews__response")
    return list(Card.objects.order_by("fact", "reviews__at").values_list(*columns))
