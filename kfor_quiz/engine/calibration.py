"""How well people judge what they know: how often they are right when they say that they are sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class Certainty(IntEnum):
    """How sure somebody says they are of an answer; the values stand in the database."""

    GUESSING = 1
    FAIRLY_SURE = 2
    SURE = 3


@dataclass(frozen=True)
class Calibration:
    """Of `answers` given with this certainty, `right` were right in full."""

    certainty: Certainty
    answers: int
    right: int

    @property
    def percent(self) -> int | None:
        """The share that was right; None where there was no such answer."""
        return round(100 * self.right / self.answers) if self.answers else None


def calibrate(given: Sequence[tuple[Certainty | None, float]]) -> tuple[Calibration, ...]:
    """The calibration for each certainty, the surest first, from the certainty and the score (0 to 1) of each answer.

    Answers of which nobody said how sure they were do not count; where that is all of them, there is no calibration.
    """
    if all(certainty is None for certainty, _ in given):
        return ()
    return tuple(_calibration(certainty, given) for certainty in sorted(Certainty, reverse=True))


def _calibration(certainty: Certainty, given: Sequence[tuple[Certainty | None, float]]) -> Calibration:
    scores = [score for said, score in given if said is certainty]
    return Calibration(certainty, len(scores), scores.count(1))


def rank_concern(certainty: Certainty | None, score: float) -> float:
    """Where an answer stands among those to look at, the lowest first: sure and wrong, sure and partly right, all else."""
    return score if certainty is Certainty.SURE else 1.0
