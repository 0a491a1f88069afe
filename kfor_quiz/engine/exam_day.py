"""Studying towards a day: what a review today is worth for the recall on it."""

import datetime as dt

from kfor_quiz.engine.scheduling import Memory, Rating, Scheduling, Source, preview, retrievability


def gain_of_review(memory: Memory | None, *, at: dt.datetime, day: dt.date, exam_on: dt.date, scheduling: Scheduling) -> float:
    """By how much a review on `day` raises the recall expected on `exam_on`, -1 to 1.

    The review succeeds as likely as the fact is remembered on `day`, and is Good then, else Again. A fact without a memory is
    learnt by it: what is not known cannot be remembered before.
    """
    after = preview(memory, at=at, day=day, source=Source.QUIZ, scheduling=scheduling)
    known, kept = (retrievability(memory, day), retrievability(memory, exam_on)) if memory else (0.0, 0.0)
    good, again = (retrievability(after[rating], exam_on) for rating in (Rating.GOOD, Rating.AGAIN))
    return known * good + (1 - known) * again - kept
