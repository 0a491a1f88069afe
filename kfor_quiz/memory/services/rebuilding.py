"""Cards made anew from their reviews."""

from collections.abc import Iterable
from itertools import groupby

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.services.rebuilding import in_batches
from kfor_quiz.memory.models import Card
from kfor_quiz.memory.plans import read_plan
from kfor_quiz.memory.services.cards import replay, save_cards


def rebuild_cards() -> int:
    """Bring every card in line with its reviews; return for how many one was other."""
    return sum(_rebuild([card.pk for card in batch]) for batch in in_batches(Card.objects.only("pk")))


@transaction.atomic
def _rebuild(keys: Iterable[int]) -> int:
    """Locked before their reviews are read, so that none is missed that comes in meanwhile."""
    cards = list(Card.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    learners = User.objects.in_bulk({card.learner_id for card in cards})
    by_learner = groupby(sorted(cards, key=lambda card: card.learner_id), key=lambda card: card.learner_id)
    return sum(put_right(list(own), learners[learner]) for learner, own in by_learner)


def put_right(cards: list[Card], learner: User) -> int:
    """Bring locked cards of one learner in line with their reviews; return for how many one was other."""
    stale = replay(cards, read_plan(learner))
    if stale:
        save_cards(stale)
    return len(stale)
