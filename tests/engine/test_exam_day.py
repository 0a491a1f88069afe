"""Studying towards a day brings more on that day than waiting until cards are due."""

import datetime as dt
from statistics import fmean

import pytest

from kfor_quiz.engine.exam_day import gain_of_review
from kfor_quiz.engine.scheduling import Memory, Rating, Review, Scheduling, Source, retrievability, review

START = dt.date(2026, 11, 1)
DAY = dt.timedelta(days=1)
PLAIN = Scheduling("")


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


def seen(day: dt.date, rating: Rating) -> Review:
    return Review(at(day), day, Source.QUIZ, rating)


def learnt(*days: int) -> Memory:
    memory = None
    for day in days:
        memory = review(memory, seen(START + day * DAY, Rating.GOOD), PLAIN)
    assert memory
    return memory


def gain(memory: Memory | None, day: dt.date, exam_on: dt.date) -> float:
    return gain_of_review(memory, at=at(day), day=day, exam_on=exam_on, scheduling=PLAIN)


def test_a_fact_that_is_new_gains_most_and_what_was_just_studied_least() -> None:
    day, exam_on = START + 10 * DAY, START + 20 * DAY
    assert gain(None, day, exam_on) > gain(learnt(0, 2), day, exam_on) > gain(learnt(0, 2, 10), day, exam_on)
    assert gain(learnt(0, 10), day, exam_on) == pytest.approx(0, abs=0.02)


def test_what_fades_before_the_exam_gains_although_it_is_not_due() -> None:
    memory = learnt(0, 3)
    day = START + 9 * DAY
    assert memory.due_on > day
    assert gain(memory, day, START + 60 * DAY) > 0.05


def simulate(exam_on: dt.date, *, towards: bool) -> float:
    """The mean recall on the day of the exam of sixty facts, four of which are reviewed a day; each review succeeds."""
    ratings = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)
    memories = {fact: review(learnt(fact % 7), seen(START + 7 * DAY, ratings[fact % 4]), PLAIN) for fact in range(60)}
    for day in (START + number * DAY for number in range(8, (exam_on - START).days)):
        overdue = {fact: (memory.due_on - day).days for fact, memory in memories.items()}
        gains = {fact: -gain(memory, day, exam_on) for fact, memory in memories.items()}
        for fact in sorted(memories, key=(gains if towards else overdue).__getitem__)[:4]:
            memories[fact] = review(memories[fact], seen(day, Rating.GOOD), PLAIN)
    return fmean(retrievability(memory, exam_on) for memory in memories.values())


@pytest.mark.parametrize("days", [20, 40])
def test_recall_on_the_day_is_higher_than_by_due_dates_with_as_many_reviews(days: int) -> None:
    exam_on = START + days * DAY
    assert simulate(exam_on, towards=True) > simulate(exam_on, towards=False)
