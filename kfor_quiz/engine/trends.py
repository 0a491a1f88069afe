"""Whether results get better: the latest against those before them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

# Differences within so many standard errors happen by chance too often to be called a change.
CLEAR = 2


class Change(StrEnum):
    BETTER = "better"
    LEVEL = "level"
    WORSE = "worse"


@dataclass(frozen=True)
class Share:
    """What was reached of what could be: `points` (0 to `asked`) of `asked`."""

    points: float
    asked: int

    @property
    def value(self) -> float:
        """The share, 0 to 1; 0 of nothing."""
        return self.points / self.asked if self.asked else 0.0

    @property
    def percent(self) -> int:
        return round(100 * self.value)


@dataclass(frozen=True)
class Trend:
    """The latest results together, and as many before them together; `before` is None where there are too few to compare with."""

    now: Share
    before: Share | None

    @property
    def change(self) -> Change | None:
        """What is more than chance; None where nothing can be compared.

        The two shares are compared as two proportions are (pooled standard error). Points in between 0 and 1 vary less than
        such answers do, so that a change is rather told too late than too early.
        """
        if self.before is None:
            return None
        both = add((self.now, self.before)).value
        error = math.sqrt(both * (1 - both) * (1 / self.now.asked + 1 / self.before.asked))
        difference = self.now.value - self.before.value
        if abs(difference) <= CLEAR * error:
            return Change.LEVEL
        return Change.BETTER if difference > 0 else Change.WORSE


def add(shares: Sequence[Share]) -> Share:
    """The share of all of them together: a long attempt counts for more than a short one."""
    return Share(sum(share.points for share in shares), sum(share.asked for share in shares))


def find_trend(shares: Sequence[Share], *, latest: int, least: int) -> Trend:
    """The first `latest` of the shares, the newest first, against as many after them, of which there must be `least`."""
    before = shares[latest : 2 * latest]
    return Trend(add(shares[:latest]), add(before) if len(before) >= least else None)
