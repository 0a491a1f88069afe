"""Pauses: due dates step over them."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.pauses import Pause, shift_due
from kfor_quiz.memory.models import Card
from kfor_quiz.memory.plans import KEY, read_plan, write_plan


@transaction.atomic
def set_pauses(*, learner: User, pauses: Iterable[Pause]) -> int:
    """Give a learner these pauses instead of those that were, and shift the cards that they touch. Return how many cards moved."""
    plan = replace(read_plan(learner), pauses=tuple(pauses))
    learner.remember(**{KEY: write_plan(plan)})
    moved = []
    for card in Card.objects.select_for_update(no_key=True).filter(learner=learner).studied().order_by("pk"):
        memory = card.memory
        if memory is None:
            continue
        due_on = shift_due(memory.due_on, studied_on=memory.studied_on, pauses=plan.pauses)
        if due_on != card.due_on:
            card.due_on = due_on
            moved.append(card)
    Card.objects.bulk_update(moved, ["due_on"], batch_size=500)
    return len(moved)
