"""Taking reviews back."""

import datetime as dt

from django.db import transaction

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import hold_learner
from kfor_quiz.engine.scheduling import Source
from kfor_quiz.memory.models import Review, Undo
from kfor_quiz.memory.plans import read_plan
from kfor_quiz.memory.services.cards import lock_cards, replay, save_cards


@transaction.atomic
def undo_review(*, learner: User, review: int, now: dt.datetime) -> Review | None:
    """Take one of the learner's reviews back. Return it; None where it was taken back before.

    Its card is as if the review had not been; an answer in a quiz keeps its score. Raise Review.DoesNotExist for a review that is
    not the learner's, LearnerGoneError for a guest whose reviews moved to an account meanwhile.
    """
    learner = hold_learner(learner)
    row = Review.objects.of(learner).select_related("card__fact__pack").get(pk=review)
    card = lock_cards(learner, [row.card.fact_id])[row.card.fact_id]
    if Undo.objects.filter(review=row).exists():
        return None
    Undo.objects.create(review=row, at=now)
    replay([card], read_plan(learner))
    save_cards([card])
    return row


@transaction.atomic
def undo_last(*, learner: User, now: dt.datetime) -> Review | None:
    """Take back what the learner rated last on a flashcard today. Return it; None where nothing is left to take back.

    Of two at once, the second takes back the one before. Raise LearnerGoneError as `undo_review` does.
    """
    learner = hold_learner(learner)
    today = Review.objects.of(learner).counting().filter(source=Source.FLASHCARD, study_day=learner.study_day(now))
    last = today.order_by("-at", "-pk").first()
    return undo_review(learner=learner, review=last.pk, now=now) if last else None
