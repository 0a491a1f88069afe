"""A demo is as the app itself would have stored it, of simulated people alone, and made once."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from kfor_quiz.accounts.models import Cohort, Membership, Role, User
from kfor_quiz.bank.models import Pack
from kfor_quiz.demo.services.making import RealPeopleError
from kfor_quiz.memory.models import Card, Review
from kfor_quiz.memory.services.rebuilding import rebuild_cards
from kfor_quiz.quizzes.models import Attempt, Response
from kfor_quiz.quizzes.services.rebuilding import rebuild_attempts
from kfor_quiz.quizzes.services.remembering import remember_earlier_answers
from tests.demo.conftest import FILLED, NOW, SIZE, make, stored
from tests.factories import GuestFactory, UserFactory

NUMBERS = {"id", "uuid", "seed", "password"}


def values() -> list[list[str]]:
    """All that a demo fills, without the numbers of its own rows and how passwords are salted."""
    return [sorted(str({name: row[name] for name in row if is_value(name)}) for row in rows) for rows in stored()]


def is_value(column: str) -> bool:
    return column not in NUMBERS and not column.endswith("_id")


def start_numbers_again() -> None:
    """Rows that are rolled back leave a gap in the numbers, which on PostgreSQL stays."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(FILLED)):
            cursor.execute(statement)


def make_and_forget(seed: str, now: dt.datetime = NOW) -> list[list[str]]:
    """The values of a demo that is made and taken back."""
    start_numbers_again()
    with transaction.atomic():
        make(seed, now=now)
        found = values()
        transaction.set_rollback(True)
    return found


def test_nothing_is_left_to_put_right(demo: None) -> None:
    assert Card.objects.studied().count() > 50
    assert Attempt.objects.finished().count() > 5
    assert (rebuild_cards(), rebuild_attempts(), remember_earlier_answers()) == (0, 0, 0)


def test_the_same_seed_and_moment_give_the_same_rows(pack: Pack) -> None:
    first = make_and_forget("seed")
    assert make_and_forget("seed") == first
    assert make_and_forget("another") != first


def test_everybody_is_simulated_and_says_so(demo: None) -> None:
    assert not User.objects.filter(is_simulated=False).exists()
    assert all(user.username.startswith("sim-") for user in User.objects.filter(is_guest=False))
    assert set(User.objects.values_list("first_name", flat=True)) == {"Simulated"}
    assert User.objects.guests().count() == 1


def test_there_is_somebody_in_every_role(demo: None) -> None:
    learners = Membership.objects.filter(role=Role.LEARNER)
    assert learners.values("user").distinct().count() == SIZE.people
    assert Membership.objects.filter(role=Role.INSTRUCTOR).count() == 4
    assert Membership.objects.filter(role=Role.MANAGER).count() == 3
    assert User.objects.filter(is_superuser=True).count() == 1
    assert Cohort.objects.filter(parent__parent__isnull=False).count() > 6


def test_nothing_happens_after_now_or_in_a_pause(demo: None) -> None:
    assert not Review.objects.filter(at__gt=NOW).exists()
    assert not Attempt.objects.filter(finished_at__gt=NOW).exists()
    assert not Response.objects.filter(learner__username="sim-new").exists()
    leave_began = NOW.date() - dt.timedelta(days=6)
    assert not Review.objects.filter(learner__username="sim-paused", study_day__gte=leave_began).exists()


def test_a_database_with_a_real_person_is_refused_and_stays_as_it_was(pack: Pack) -> None:
    UserFactory.create()
    before = stored()
    with pytest.raises(RealPeopleError):
        make()
    assert stored() == before


def test_a_guest_of_before_is_in_nobodys_way(pack: Pack) -> None:
    GuestFactory.create()
    assert make()


def test_a_second_time_changes_nothing(demo: None) -> None:
    before = stored()
    assert not make("another")
    assert stored() == before


def test_every_page_of_theirs_opens(demo: None, sign_in: Callable[[User], Client]) -> None:
    for user in User.objects.filter(username__in=["sim-diligent", "sim-new", "sim-paused", "sim-four"]):
        browser = sign_in(user)
        addresses = [reverse(page) for page in ("home", "progress", "memory:cards", "quizzes:attempts", "memory:reviews")]
        addresses += [reverse("quizzes:result", args=[one.uuid]) for one in Attempt.objects.of(user).finished()[:2]]
        assert {address: browser.get(address, follow=True).status_code for address in addresses} == dict.fromkeys(addresses, 200)
