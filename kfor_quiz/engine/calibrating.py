"""Predictions of recall, corrected by how they have come true for one person.

FSRS knows no person. Where its predictions are shown to people they are shifted, on the scale of log odds, by what this person's
own reviews have said so far. The scheduler never sees that.

The shift is zero beforehand, give or take SPREAD, and may drift from review to review, since FSRS learns of each fact what it did
not know of the person. A Kalman filter follows it, made linear at each review: the information in one is p (1 - p).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

# How far people differ from what FSRS assumes: one standard deviation, in log odds. One makes 82 % or 95 % of 90 %.
SPREAD = 0.7
# How far a shift moves from one review to the next: a variance. What a review said fades in some two hundred.
DRIFT = 0.0003
# No prediction is surer, since people slip in what they know.
SUREST = 0.98


@dataclass(frozen=True)
class Correction:
    """By how much the log odds of predictions are shifted for one person, and the variance of that. At the beginning by nothing."""

    shift: float = 0.0
    variance: float = SPREAD**2

    def correct(self, predicted: float) -> float:
        """The corrected chance of recall, 0 to 1, where FSRS says `predicted`."""
        bounded = min(max(predicted, 1 - SUREST), SUREST)
        return 1 / (1 + exp(-log(bounded / (1 - bounded)) - self.shift))

    def learn(self, predicted: float, *, recalled: bool) -> "Correction":
        """The correction after one more review, of which FSRS said `predicted`. It must be one that cannot be guessed right."""
        chance = self.correct(predicted)
        variance = 1 / (1 / self.variance + chance * (1 - chance))
        return Correction(self.shift + variance * (recalled - chance), min(variance + DRIFT, SPREAD**2))


def learn_correction(reviews: Iterable[tuple[float, bool]]) -> Correction:
    """The correction after all these reviews, in their order: what FSRS said of each, and whether the fact was recalled."""
    correction = Correction()
    for predicted, recalled in reviews:
        correction = correction.learn(predicted, recalled=recalled)
    return correction
