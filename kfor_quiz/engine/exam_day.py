"""Studying towards a day: what a review today is worth for the recall on it."""

import datetime as dt

from kfor_quiz.engine.scheduling import Memory, Rating, Scheduling, Source, preview, retrievability

# Less than this is not worth a card's time, and neither is a second review on one day.
LEAST_GAIN = 0.005


def is_worth_a_review(gain: float, memory: Memory, day: dt.date) -> bool:
    """Whether a fact that is not due should be reviewed on a day for what it adds."""
    return gain >= LEAST_GAIN and memory.studied_on < day


def gain_of_review(memory: Memory | None, *, at: dt.datetime, day: dt.date, exam_on: dt.date, scheduling: Scheduling) -> float:
    """By how much a review on `day` raises the recall expected on `exam_on`, -1 to 1.

    The review succeeds as likely as the fact is remembered on `day`, and is Good then, else Again. A fact without a memory is
    learnt by it: what is not known cannot be remembered before.
    """
    after = preview(memory, at=at, day=day, source=Source.QUIZ, scheduling=scheduling)
    known, kept = (retrievability(memory, day), retrievability(memory, exam_on)) if memory else (0.0, 0.0)
    good, again = (retrievability(after[rating], exam_on) for rating in (Rating.GOOD, Rating.AGAIN))
    return known * good + (1 - known) * again - kept
