"""The days of somebody who studies, from the first to the last."""

import datetime as dt
import random
import zoneinfo
from functools import partial
from typing import TYPE_CHECKING

from kfor_quiz.accounts.models import User
from kfor_quiz.demo.life.cards import study_cards
from kfor_quiz.demo.life.exams import sit_exam
from kfor_quiz.demo.life.quizzes import SETTLED_AFTER, SETTLED_SHARE, Practice
from kfor_quiz.demo.life.roster import Character
from kfor_quiz.demo.life.student import Student, later
from kfor_quiz.demo.rows import Bank
from kfor_quiz.engine.simulation import study_days

if TYPE_CHECKING:
    from collections.abc import Callable

# An exam is taken by who has met such a share of the facts; it, a quiz and a session of cards are over after so long.
MET_FOR_AN_EXAM, LONGEST_SITTING = 0.13, dt.timedelta(hours=2)
CARDS_SHARE = 0.85
BETWEEN = (20, 200)  # seconds


def live(user: User, character: Character, bank: Bank, *, seed: str, now: dt.datetime) -> Student:
    """All that a person did until now. The user is stored, and holds the plan of the character; nothing else is stored yet."""
    student = Student(user, character, bank, random.Random(f"{seed} life {character.name}"))  # noqa: S311 - chance, not secrecy
    practice = Practice(student)
    for day in study_days(character.person, character.first, (character.last - character.first).days + 1, student.rng):
        begins = _begins(student, day)
        if begins + LONGEST_SITTING <= now and not student.plan.pause_on(day):
            _study(student, practice, begins)
    for report in student.log.reports:
        report.is_settled = now - report.created_at > SETTLED_AFTER and student.rng.random() < SETTLED_SHARE
    return student


def _begins(student: Student, day: dt.date) -> dt.datetime:
    """When the person sits down on a day: about the usual hour of their own clock, between five and half past ten."""
    hour = min(max(student.rng.gauss(student.character.hour, 0.7), 5.0), 22.5)
    local = dt.datetime.combine(day, dt.time(), tzinfo=zoneinfo.ZoneInfo(student.user.time_zone)) + dt.timedelta(hours=hour)
    return later(local.astimezone(dt.UTC).replace(microsecond=0), student.rng.random())


def _study(student: Student, practice: Practice, now: dt.datetime) -> None:
    """One sitting: cards, now and then a quiz before or after them, and seldom an exam, before all else."""
    rng, character = student.rng, student.character
    wants_quiz = rng.random() < character.quizzes
    doings: list[Callable[[dt.datetime], dt.datetime]] = [practice.take] if wants_quiz else []
    if not character.is_guest and (rng.random() < CARDS_SHARE or not wants_quiz):
        doings.append(partial(study_cards, student))
    rng.shuffle(doings)
    if rng.random() < character.exams and len(student.cards) >= MET_FOR_AN_EXAM * len(student.bank.facts):
        doings.insert(0, partial(sit_exam, student, rng.choice(student.bank.packs)))
    for do in doings:
        now = later(do(now), rng.uniform(*BETWEEN))
