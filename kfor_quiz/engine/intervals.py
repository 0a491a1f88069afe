"""How many whole days pass until a fact comes back: what FSRS wants, under the rules of Anki, with a little chance.

The rules are those of Anki's scheduler (in its source: scheduler/states, `review.rs` and `fuzz.rs`), so that both agree on a card.
"""

import math
import random
from dataclasses import dataclass
from functools import cached_property

LONGEST_DAYS = 36_500
# From so many days on, so much of what is above them is left to chance: the ranges of Anki.
FUZZED = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))


@dataclass(frozen=True)
class Fuzz:
    """A little chance in the intervals, so that what was learnt together does not come back together for ever.

    It is the same for all ratings of one review, and whenever it is computed again. With the seed "" there is none.
    """

    seed: str
    repetition: int

    def days(self, wanted: float, fewest: int = 1) -> int:
        """The whole days that stand for the wanted ones, `fewest` at least; short ones stay."""
        if not self.seed:
            return _within(_rounded(wanted), fewest)
        lowest, highest = _range(wanted, fewest)
        return lowest + int(self._share * (highest - lowest + 1))

    @cached_property
    def _share(self) -> float:
        return random.Random(f"{self.seed}·{self.repetition}").random()  # noqa: S311 - chance, not secrecy


def fewest_days(wanted: float, previous: int) -> int:
    """How soon a success may bring a fact back that had been given `previous` days (0 for none).

    Never sooner than before, with one exception: where Good had to be a day longer than Hard, or Easy than Good, the interval may
    lie so far above what is wanted now that not even chance would reach it. Then it is let go.
    """
    if _rounded(wanted) > previous:
        return previous + 1
    return previous if 1 <= previous <= _range(wanted, 1)[1] else 1


def _range(wanted: float, fewest: int) -> tuple[int, int]:
    """The fewest and the most days that chance may make of the wanted ones."""
    days = min(max(wanted, fewest), LONGEST_DAYS)
    delta = 0.0
    if days >= FUZZED[0][0]:
        delta = 1 + sum(factor * max(min(days, end) - start, 0) for start, end, factor in FUZZED)
    lowest, highest = _within(_rounded(days - delta), fewest), _within(_rounded(days + delta), fewest)
    return lowest, highest + (lowest == highest and 2 < highest < LONGEST_DAYS)


def _within(days: int, fewest: int) -> int:
    return min(max(days, fewest, 1), LONGEST_DAYS)


def _rounded(days: float) -> int:
    """A half goes up; Python's own `round` would take it to the even neighbour."""
    return math.floor(days + 0.5)
