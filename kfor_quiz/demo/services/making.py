"""The demo: a year of simulated learners in a database of its own."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.demo.life.roster import Character, draw_guest, draw_roster
from kfor_quiz.demo.life.student import Student
from kfor_quiz.demo.life.year import live
from kfor_quiz.demo.selectors.bank import read_bank
from kfor_quiz.demo.services.people import store_learners, store_memberships, store_staff, store_units
from kfor_quiz.memory.models import Card, Review, Undo
from kfor_quiz.quizzes.models import Grade, QuestionReport, Response, Slot

BATCH = 500


class RealPeopleError(Exception):
    """The database holds people who are not simulated: it is no place for a demo."""


@dataclass(frozen=True)
class Size:
    """How much the demo is of: so many learners, for so many days."""

    people: int = 120
    days: int = 365


def is_made() -> bool:
    """Whether the database holds simulated people already. False for one without tables."""
    return _has_people() and User.objects.filter(is_simulated=True).exists()


def refuse_real_people() -> None:
    """Raise RealPeopleError where somebody has an account who is not simulated. Nothing is changed."""
    if _has_people() and User.objects.filter(is_simulated=False, is_guest=False).exists():
        raise RealPeopleError


def _has_people() -> bool:
    return User._meta.db_table in connection.introspection.table_names()  # noqa: SLF001


@transaction.atomic
def make_demo(*, size: Size, seed: str, now: dt.datetime, tell: Callable[[int], object]) -> bool:
    """Fill the database with people who studied until now; all of it or nothing. Return False, and do nothing, where there are.

    `tell` hears of each learner whose days are stored how many there are by then. The same seed, moment and content give the same
    rows, but for their numbers. Raise RealPeopleError as `refuse_real_people` does.
    """
    if is_made():
        return False
    refuse_real_people()
    bank, people = read_bank(seed=seed), _store_people(size, seed, now.date())
    for number, (user, character) in enumerate(people, start=1):
        store_life(live(user, character, bank, seed=seed, now=now))
        tell(number)
    return True


def _store_people(size: Size, seed: str, today: dt.date) -> list[tuple[User, Character]]:
    """Store everybody and their units; return those who study, a guest last."""
    characters = [*draw_roster(size.people, days=size.days, today=today, seed=seed), draw_guest(today, seed)]
    units, people = store_units(), list(zip(store_learners(characters), characters, strict=True))
    store_staff(begin=today - dt.timedelta(days=size.days), units=units)
    store_memberships(people=[row for row in people if not row[1].is_guest], units=units, today=today)
    return people


def store_life(student: Student) -> None:
    """Store all that one person did. Rows point at rows that are stored before them."""
    log = student.log
    for attempt in log.attempts:  # a retry points at another of them
        attempt.save(force_insert=True)
    Slot.objects.bulk_create(log.slots, batch_size=BATCH)
    Response.objects.bulk_create(log.responses, batch_size=BATCH)
    Grade.objects.bulk_create(log.grades, batch_size=BATCH)
    Card.objects.bulk_create(student.cards.values(), batch_size=BATCH)
    Review.objects.bulk_create(log.reviews, batch_size=BATCH)
    Undo.objects.bulk_create(log.undos, batch_size=BATCH)
    QuestionReport.objects.bulk_create(log.reports, batch_size=BATCH)
    _note_last_seen(student)


def _note_last_seen(student: Student) -> None:
    moments = [row.at for row in student.log.reviews[-1:]] + [row.started_at for row in student.log.attempts[-1:]]
    if moments:
        student.user.last_login = max(moments)
        student.user.save(update_fields=["last_login"])
