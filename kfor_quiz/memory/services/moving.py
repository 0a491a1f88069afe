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
    facts = set(Card.objects.filter(learner=guest).values_list("fact", flat=True))
    _lock_both(guest, account, facts)
    cards = lock_cards(account, facts)
    Review.objects.filter(learner=guest).move_to(account)
    Card.objects.filter(learner=guest).delete()
    put_right(list(cards.values()), account)
    return len(facts)


def _lock_both(guest: User, account: User, facts: set[int]) -> None:
    """Lock the cards of both in one go, by age as everybody does, so that nobody waits in a circle."""
    both = Card.objects.filter(learner__in=[guest, account], fact__in=facts)
    list(both.select_for_update(no_key=True).order_by("pk").values_list("pk"))
