"""Cards and their log: locked, moved on by a review, replayed from all of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.pauses import shift_due
from kfor_quiz.engine.scheduling import review
from kfor_quiz.memory.models import Card, Review
from kfor_quiz.memory.models.cards import MEMORY_COLUMNS
from kfor_quiz.memory.plans import StudyPlan

Cards = dict[int, Card]
LONGEST = dt.timedelta(minutes=5)  # whoever leaves a card or a question open for longer does something else


def lock_cards(learner: User, facts: Collection[int]) -> Cards:
    """The learner's cards of these facts, by fact, held until the transaction ends; those that are missing are made.

    One query where all are there, else three. What is there is locked first, what is missing after it, each by age, so that
    nobody waits in a circle.
    """
    cards = _lock(learner, facts)
    missing = sorted({*facts} - cards.keys())
    if missing:
        # Another tab may make the same cards at this moment.
        Card.objects.bulk_create((Card(learner=learner, fact_id=fact) for fact in missing), ignore_conflicts=True)
        cards |= _lock(learner, missing)
    return cards


def _lock(learner: User, facts: Collection[int]) -> Cards:
    cards = Card.objects.select_for_update(no_key=True).filter(learner=learner, fact__in=facts).order_by("pk")
    return {card.fact_id: card for card in cards}


def advance(card: Card, row: Review, plan: StudyPlan) -> None:
    """Move a card on by its newest review. Not saved yet."""
    memory = review(card.memory, row.seen, card.scheduling(row.retention))
    card.hold(memory, due_on=shift_due(memory.due_on, studied_on=memory.studied_on, pauses=plan.pauses))
    card.fact_version_id, card.reviewed_at = row.fact_version_id, row.at


def save_cards(cards: Iterable[Card]) -> None:
    """Store the memories of cards that are stored already. One query."""
    Card.objects.bulk_create(cards, update_conflicts=True, unique_fields=["learner", "fact"], update_fields=MEMORY_COLUMNS)


def replay(cards: Collection[Card], plan: StudyPlan) -> list[Card]:
    """Make the memories of one learner's cards anew from their reviews. Return the cards for which that changed anything.

    The cards are locked. Nothing is saved yet. One query.
    """
    log: defaultdict[int, list[Review]] = defaultdict(list)
    for row in Review.objects.counting().filter(card__in=cards).in_order():
        log[row.card_id].append(row)
    return [card for card in cards if _replay(card, log[card.pk], plan)]


def _replay(card: Card, rows: Iterable[Review], plan: StudyPlan) -> bool:
    before = _columns(card)
    card.hold(None, due_on=None)
    card.fact_version_id = card.reviewed_at = None
    for row in rows:
        advance(card, row, plan)
    return _columns(card) != before


def _columns(card: Card) -> list[object]:
    return [getattr(card, "fact_version_id" if name == "fact_version" else name) for name in MEMORY_COLUMNS]
