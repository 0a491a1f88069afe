"""Cards made anew from their reviews equal those kept as the reviews came in, whatever happened."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.engine.pauses import Pause
from kfor_quiz.engine.scheduling import Rating
from kfor_quiz.memory.models import Card, Review
from kfor_quiz.memory.plans import KEY, StudyPlan, read_plan, write_plan
from kfor_quiz.memory.services.planning import begin_pause, end_pause, save_plan
from kfor_quiz.memory.services.rebuilding import rebuild_cards
from kfor_quiz.memory.services.undoing import undo_last, undo_review
from kfor_quiz.quizzes.services.moving import move_attempts
from tests.factories import GuestFactory, UserFactory
from tests.memory.cards import DAY, SECOND, fact, rate, stored
from tests.quizzes.answers import ask, record
from tests.quizzes.conftest import NOW

STEPS = st.one_of(
    st.tuples(st.just("rate"), st.integers(0, 2), st.sampled_from(Rating)),
    st.tuples(st.just("answer"), st.integers(0, 2), st.booleans()),
    st.tuples(st.just("undo"), st.just(0), st.just(0)),
    st.tuples(st.just("undo earlier"), st.integers(0, 30), st.just(0)),
    st.tuples(st.just("wait"), st.sampled_from([600, 86_400, 10 * 86_400]), st.just(0)),
    st.tuples(st.just("late answer"), st.integers(0, 2), st.booleans()),
    st.tuples(st.just("pause"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("past pause"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("end of a pause"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("plan"), st.just(0), st.sampled_from([0.8, 0.9, 0.97])),
    st.tuples(st.just("travel"), st.integers(0, 2), st.sampled_from(["Asia/Tokyo", "America/Los_Angeles", "UTC"])),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=25), st.sampled_from([0.8, 0.9, 0.97]), st.booleans())
def test_rebuilt_equals_incremental_after_any_mix(pack: Pack, steps: list[Any], retention: float, is_paused: bool) -> None:
    pauses = (Pause(NOW.date() + 2 * DAY, NOW.date() + 15 * DAY),) if is_paused else ()
    plan = {KEY: write_plan(StudyPlan(retention=retention, pauses=pauses))}
    learner = UserFactory.create(preferences=plan)
    guest = GuestFactory.create()
    now = NOW
    for step in steps:
        now += SECOND * (step[1] if step[0] == "wait" else 30)
        take(User.objects.get(pk=(guest if step[1] == 2 else learner).pk), step, now)
    assert rebuild_cards() == 0
    before = stored()
    move_attempts(guest=guest, account=User.objects.get(pk=learner.pk), now=now)
    assert rebuild_cards() == 0
    assert len(before) >= len(stored())
    right = stored()
    spoil()
    rebuild_cards()
    assert stored() == right
    assert rebuild_cards() == 0


def take(learner: User, step: tuple[str, int, Any], now: dt.datetime) -> None:
    """One step of somebody's study."""
    what, which, how = step
    steps: dict[str, Any] = {
        "wait": lambda: None,
        "rate": lambda: rate(learner, fact(which), how, at=now),
        "answer": lambda: record(ask(learner, question(which), now=now), 1, is_right=how, now=now),
        "late answer": lambda: record(ask(learner, question(which), now=now), 1, is_right=how, now=now - 5 * DAY),
        "pause": lambda: begin_pause(learner=learner, pause=Pause(now.date() + which * DAY, now.date() + 2 * which * DAY)),
        "past pause": lambda: begin_pause(learner=learner, pause=Pause(now.date() - 2 * which * DAY, now.date() - which * DAY)),
        "end of a pause": lambda: end_some_pause(learner, which, now.date()),
        "plan": lambda: save_plan(learner=learner, plan=StudyPlan(retention=how)),
        "travel": lambda: User.objects.filter(pk=learner.pk).update(time_zone=how),
        "undo": lambda: undo_last(learner=learner, now=now),
        "undo earlier": lambda: undo_earlier(learner, which, now),
    }
    steps[what]()


def end_some_pause(learner: User, which: int, day: dt.date) -> None:
    pauses = read_plan(learner).pauses
    if pauses:
        end_pause(learner=learner, first=pauses[which % len(pauses)].first, day=day)


def undo_earlier(learner: User, which: int, now: dt.datetime) -> None:
    log = list(Review.objects.of(learner).in_order())
    if log:
        undo_review(learner=learner, review=log[which % len(log)].pk, now=now)


def question(index: int) -> Question:
    return Question.objects.for_practice().filter(fact=fact(index)).order_by("key")[0]


def spoil() -> None:
    """Lose every memory, as a fault would."""
    for card in Card.objects.all():
        card.hold(None, due_on=None)
        card.save()


@pytest.mark.usefixtures("pack")
def test_what_was_spoilt_is_put_right_and_counted(learner: User) -> None:
    rate(learner, fact(0))
    rate(learner, fact(1))
    before = stored()
    Card.objects.filter(fact=fact(0)).update(stability=99.0)
    assert rebuild_cards() == 1
    assert stored() == before
