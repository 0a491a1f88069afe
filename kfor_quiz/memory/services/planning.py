"""How a learner wants to study, and the pauses over which due dates step."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import hold_learner
from kfor_quiz.engine.pauses import Pause, shift_due
from kfor_quiz.memory.models import Card
from kfor_quiz.memory.plans import KEY, StudyPlan, add_pause, read_plan, take_back_pause, write_plan
from kfor_quiz.memory.selectors.day import MORE_SECONDS, read_day


@transaction.atomic
def save_plan(*, learner: User, plan: StudyPlan) -> None:
    """Keep how the learner wants to study; the pauses, and the minutes that a day was given, stay as they are stored."""
    held = hold_learner(learner)
    stored = read_plan(held)
    _keep(held, replace(plan, extended_on=stored.extended_on, extra=stored.extra, pauses=stored.pauses))


@transaction.atomic
def extend_day(*, learner: User, now: dt.datetime) -> None:
    """Give the learner some minutes more on the study day, from now on, whatever was studied beyond its minutes already."""
    held = hold_learner(learner)
    stood = read_day(learner=held, now=now)
    overrun = stood.spent - 60 * stood.plan.minutes
    extra = stood.plan.seconds_on(stood.day) - 60 * stood.plan.minutes
    _keep(held, replace(stood.plan, extended_on=stood.day, extra=max(extra, overrun) + MORE_SECONDS))


@transaction.atomic
def begin_pause(*, learner: User, pause: Pause) -> tuple[Pause, int] | None:
    """Give the learner a pause, one that has passed too, and shift the cards that it touches.

    Return the pause as it stands then, which is longer where it touches another, and how many cards moved; None where all its days
    were paused before.
    """
    held = hold_learner(learner)
    before = read_plan(held).pauses
    pauses = add_pause(before, pause)
    whole = next(one for one in pauses if one.holds(pause.first))
    return None if whole in before else (whole, _set_pauses(held, pauses))


@transaction.atomic
def end_pause(*, learner: User, first: dt.date, day: dt.date) -> tuple[Pause, int] | None:
    """Take back the pause that begins on `first`; of one that the study day lies in, what has passed stays.

    Return the pause as it was, and how many cards moved; None where there is no such pause.
    """
    held = hold_learner(learner)
    pauses = read_plan(held).pauses
    ended = next((pause for pause in pauses if pause.first == first), None)
    return (ended, _set_pauses(held, take_back_pause(pauses, first, day=day))) if ended else None


def _keep(held: User, plan: StudyPlan) -> None:
    held.remember(**{KEY: write_plan(plan)})


def _set_pauses(held: User, pauses: Iterable[Pause]) -> int:
    plan = replace(read_plan(held), pauses=tuple(pauses))
    _keep(held, plan)
    moved = []
    for card in Card.objects.select_for_update(no_key=True).filter(learner=held).studied().order_by("pk"):
        memory = card.memory
        if memory is None:
            continue
        due_on = shift_due(memory.due_on, studied_on=memory.studied_on, pauses=plan.pauses)
        if due_on != card.due_on:
            card.due_on = due_on
            moved.append(card)
    Card.objects.bulk_update(moved, ["due_on"], batch_size=500)
    return len(moved)
