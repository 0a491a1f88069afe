"""What of all that waits belongs to a study day: what `memory.selectors.day` reads from the database, from memory instead."""

import datetime as dt
from collections.abc import Iterator, Sequence

from kfor_quiz.demo.life.student import Student
from kfor_quiz.demo.rows import StudyFact
from kfor_quiz.engine.daily import Rated, Today, Waiting, cards_in, plan_today, seconds_for_card
from kfor_quiz.engine.exam_day import gain_of_review, is_worth_a_review
from kfor_quiz.engine.scheduling import Phase, Scheduling, Source, retrievability
from kfor_quiz.memory.models import Card
from kfor_quiz.memory.selectors.day import NEW_LOOKED_AT, PACE_OF

ANNOUNCED_BEFORE = dt.timedelta(days=60)


def plan_day(student: Student, now: dt.datetime) -> Today:
    """What belongs to the study day of somebody who has rated no card on it yet."""
    day = student.user.study_day(now)
    taken = [row.seconds for row in student.counting() if row.source == Source.FLASHCARD][-PACE_OF:]
    room = cards_in(60 * student.plan.minutes, seconds_for_card(taken[::-1]))
    exam_on = _announced(student.plan.exam_after(day), day)
    waiting = [*_due(student, day, exam_on, now), *_new(student, day, exam_on, now)]
    return plan_today(waiting, room=room, seed=f"{student.user.pk} {day}")


def _announced(exam_on: dt.date | None, day: dt.date) -> dt.date | None:
    """The day of the exam, once the person knows it."""
    return exam_on if exam_on and exam_on - day <= ANNOUNCED_BEFORE else None


def _due(student: Student, day: dt.date, exam_on: dt.date | None, now: dt.datetime) -> Iterator[Waiting]:
    """What comes back: due, or, before an exam, worth a review."""
    for fact, card in student.cards.items():
        memory, asked = card.memory, student.bank.facts.get(fact)
        if memory is None or card.due_on is None or asked is None:
            continue
        is_due = card.due_on <= day
        gain = _gain(card, student, day, exam_on, now) if exam_on else 0.0
        if is_due or is_worth_a_review(gain, memory, day):
            due_at = card.due_at if is_due else None
            yield _waiting(asked, card, due_at=due_at, recall=retrievability(memory, day), gain=max(gain, 0.0))


def _gain(card: Card, student: Student, day: dt.date, exam_on: dt.date, now: dt.datetime) -> float:
    scheduling = card.scheduling(student.plan.retention)
    memory = card.memory
    return gain_of_review(memory, at=now, day=day, exam_on=exam_on, scheduling=scheduling)


def _new(student: Student, day: dt.date, exam_on: dt.date | None, now: dt.datetime) -> Iterator[Waiting]:
    """Facts that were never studied, core first, in the order of their pages."""
    cards = student.cards
    new = [one for one in student.bank.facts.values() if one.number not in cards or cards[one.number].memory is None]
    scheduling = Scheduling("", student.plan.retention)
    gain = gain_of_review(None, at=now, day=day, exam_on=exam_on, scheduling=scheduling) if exam_on else 0.0
    for one in new[:NEW_LOOKED_AT]:
        yield _waiting(one, None, gain=gain)


def _waiting(
    fact: StudyFact, card: Card | None, *, due_at: dt.datetime | None = None, recall: float = 0.0, gain: float = 0.0
) -> Waiting:
    return Waiting(
        fact=fact.number,
        topic=fact.topic,
        is_core=fact.is_core,
        is_new=card is None,
        is_learning=card is not None and card.phase == Phase.LEARNING,
        due_at=due_at,
        recall=recall,
        gain=gain,
    )


def move_on(today: Today, fact: StudyFact, card: Card) -> Today:
    """The day after the card of a fact was rated: without it, or with its next step where it has one."""
    others = Today(*(tuple(one for one in part if one.fact != fact.number) for part in (today.steps, today.due, today.new)))
    if card.due_at is None:
        return others
    steps = sorted((*others.steps, _waiting(fact, card, due_at=card.due_at)), key=lambda one: (one.due_at, one.fact))
    return Today(tuple(steps), others.due, others.new)


def confused_with(student: Student, rated: Sequence[Rated]) -> frozenset[int]:
    """The facts easily confused with the one rated last, the newest first; none where the one before is one of them."""
    if not rated or rated[0].fact not in student.bank.facts:
        return frozenset()
    found = student.bank.facts[rated[0].fact].beside
    return frozenset() if found.intersection(one.fact for one in rated[1:]) else found
