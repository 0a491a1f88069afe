"""How a learner wants to study, and the pauses over which due dates step."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import hold_learner
from kfor_quiz.engine.pauses import Pause, shift_due
from kfor_quiz.memory.models import Card
from kfor_quiz.memory.plans import KEY, StudyPlan, add_pause, end_pause, read_plan, write_plan


@transaction.atomic
def save_plan(*, learner: User, plan: StudyPlan) -> None:
    """Keep how the learner wants to study; the pauses stay as they are stored."""
    held = hold_learner(learner)
    held.remember(**{KEY: write_plan(replace(plan, pauses=read_plan(held).pauses))})


@transaction.atomic
def begin_pause(*, learner: User, pause: Pause) -> int:
    """Give the learner a pause, and shift the cards that it touches. Return how many cards moved."""
    held = hold_learner(learner)
    return _set_pauses(held, add_pause(read_plan(held).pauses, pause))


@transaction.atomic
def end_pauses(*, learner: User, day: dt.date) -> int:
    """End the pause that a study day lies in, and forget those to come: the day before is the last. Return how many cards moved."""
    held = hold_learner(learner)
    return _set_pauses(held, end_pause(read_plan(held).pauses, day))


def _set_pauses(held: User, pauses: Iterable[Pause]) -> int:
    plan = replace(read_plan(held), pauses=tuple(pauses))
    held.remember(**{KEY: write_plan(plan)})
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
