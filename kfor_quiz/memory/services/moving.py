"""A guest's memory moves to the account that the guest turns out to have."""

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.memory.models import Card, Review
from kfor_quiz.memory.services.cards import lock_cards
from kfor_quiz.memory.services.rebuilding import put_right


@transaction.atomic(savepoint=False)
def move_cards(*, guest: User, account: User) -> int:
    """Make the guest's reviews the account's, in the order of their moments. The guest's cards go; return how many there were.

    The caller holds both people locked.
    """
    own = list(Card.objects.select_for_update(no_key=True).filter(learner=guest).order_by("pk"))
    cards = lock_cards(account, [card.fact_id for card in own])
    for card in own:
        Review.objects.filter(card=card).move_to(account, cards[card.fact_id])
    Card.objects.filter(learner=guest).delete()
    put_right(list(cards.values()), account)
    return len(own)
