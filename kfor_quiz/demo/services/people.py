"""People of the demo and their units, stored."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password

from kfor_quiz.accounts.models import Cohort, Membership, Role, User
from kfor_quiz.accounts.services import close_cohort
from kfor_quiz.demo.life.roster import Character
from kfor_quiz.demo.life.units import CLOSED, list_places, list_staff, list_units
from kfor_quiz.memory.plans import KEY, write_plan

PASSWORD = "simulated only"  # noqa: S105 - printed, and of a demo on one machine
ADMINISTRATOR = "sim-administrator"
COURSE_SHARE = 4  # one of so many was in a course that is over, too
COURSE_ENDED_BEFORE, COURSE_LASTED = dt.timedelta(days=120), dt.timedelta(days=40)


def store_learners(characters: Iterable[Character]) -> list[User]:
    """An account for each character; all can sign in with PASSWORD, but for guests."""
    password = make_password(PASSWORD)
    guest = make_password(None)
    users = [_learner(one, guest if one.is_guest else password) for one in characters]
    User.objects.bulk_create(users)
    return users


def _learner(one: Character, password: str) -> User:
    return User(
        username=one.name,
        password=password,
        is_guest=one.is_guest,
        date_joined=_morning(one.joined),
        time_zone=one.time_zone,
        extra_time=1 + Decimal(one.extra_percent) / 100,
        preferences={KEY: write_plan(one.plan), "certainty": one.says_how_sure},
        **_named(one.name),
    )


def store_staff(*, begin: dt.date, units: Mapping[str, Cohort]) -> None:
    """Instructors and managers of these units since that day, and an administrator."""
    password, joined = make_password(PASSWORD), _morning(begin)
    named: dict[str, Any] = {"password": password, "date_joined": joined}
    User.objects.create(username=ADMINISTRATOR, is_staff=True, is_superuser=True, **named, **_named(ADMINISTRATOR))
    for one in list_staff():
        user = User.objects.create(username=one.name, **named, **_named(one.name))
        Membership.objects.create(cohort=units[one.unit], user=user, role=one.role, from_date=begin)


def _named(name: str) -> dict[str, Any]:
    """The name that pages show says that nobody is meant."""
    return {"first_name": "Simulated", "last_name": name.removeprefix("sim-").replace("-", " "), "is_simulated": True}


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(5), tzinfo=dt.UTC)


def store_units() -> dict[str, Cohort]:
    """The tree of units, by their names."""
    units: dict[str, Cohort] = {}
    for name, above in list_units():
        units[name] = Cohort.objects.create(name=name, parent=units.get(above))
    return units


def store_memberships(*, people: Iterable[tuple[User, Character]], units: Mapping[str, Cohort], today: dt.date) -> None:
    """Each learner in a unit as long as their character says, and some of them in a course that is over and closed."""
    places, closed, ended = list_places(), units[CLOSED[1]], today - COURSE_ENDED_BEFORE
    rows = []
    for number, (user, one) in enumerate(people):
        unit = units[places[number % len(places)]]
        rows.append(Membership(cohort=unit, user=user, role=Role.LEARNER, from_date=one.joined, to_date=one.left))
        if number % COURSE_SHARE == 0 and one.joined <= ended - COURSE_LASTED:
            rows.append(Membership(cohort=closed, user=user, role=Role.LEARNER, from_date=ended - COURSE_LASTED))
    Membership.objects.bulk_create(rows)
    close_cohort(cohort=closed, on=ended)
