"""What a learner is expected to recall, fact by fact: the memory of each card, corrected by how predictions came true before."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.calibrating import Correction, learn_correction
from kfor_quiz.engine.questions import RECALL_KINDS
from kfor_quiz.engine.rating import HALF
from kfor_quiz.engine.scheduling import Rating, recall_after
from kfor_quiz.memory.models import Card, Review

DAY = dt.timedelta(days=1)
LOOKED_BACK = 400  # reviews; what older ones said has faded


@dataclass(frozen=True)
class Recall:
    """How likely a learner recalls each fact that they studied, 0 to 1, by the number of the fact. `doubt` is the standard
    deviation of all log odds together: how sure the predictions themselves are.
    """

    chances: Mapping[int, float]
    doubt: float

    def chance(self, fact: int) -> float:
        """How likely a fact is recalled; 0 for what was never studied, or where all of that was undone."""
        return self.chances.get(fact, 0.0)


def read_recall(learner: User, day: dt.date) -> Recall:
    """What the learner recalls on a study day, if nothing is studied until then. Two queries."""
    memories = Card.objects.of(learner).studied().order_by().values_list("fact", "stability", "studied_on")
    return recall_of(memories, read_correction(learner), day)


def recall_of(memories: Iterable[tuple[int, float | None, dt.date | None]], correction: Correction, day: dt.date) -> Recall:
    """What somebody recalls on a study day who has these memories: of which fact, its stability in days, the last study day.

    On the day of a review FSRS takes recall for certain, even of what was forgotten: what holds on the next day is taken instead.
    """
    chances = {
        fact: correction.correct(recall_after(stability, since=since, on=max(day, since + DAY)))
        for fact, stability, since in memories
        if stability is not None and since is not None
    }
    return Recall(chances, sqrt(correction.variance))


def read_correction(learner: User, *, is_scored: bool = False) -> Correction:
    """By how much predictions are corrected for a learner, from the last reviews in which nothing could be guessed. One query.

    With `is_scored`, only what our own grading saw counts, and no rating of the learner's own: for pages that others read.
    """
    reviews = Review.objects.of(learner).counting().filter(predicted__isnull=False, kind__in=RECALL_KINDS)
    if is_scored:
        reviews = reviews.filter(outcome__isnull=False)
    last = reviews.order_by("-at", "-pk").values_list("predicted", "rating", "outcome")[:LOOKED_BACK]
    pairs = [
        (predicted, _is_recalled(rating, outcome if is_scored else None))
        for predicted, rating, outcome in last
        if predicted is not None
    ]
    return learn_correction(reversed(pairs))


def _is_recalled(rating: int, outcome: float | None) -> bool:
    return rating > Rating.AGAIN if outcome is None else outcome >= HALF
