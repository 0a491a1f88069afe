"""What somebody would score, by what they are expected to recall: the sum over a form of g + (1 - g) R.

R is the chance of recalling what a question asks, and g what guessing earns who does not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from kfor_quiz.engine.passing import Points

# Nine times in ten what comes lies within so many standard deviations.
NINE_IN_TEN = 1.645


@dataclass(frozen=True)
class Asked:
    """A question: what guessing earns there, and the chance that its answer is recalled."""

    guess: Points
    recall: float

    @property
    def mean(self) -> float:
        """The points expected, 0 to 1."""
        return self.recall + (1 - self.recall) * self._guessed

    @property
    def square(self) -> float:
        """The square of the points that is expected."""
        return self.recall + (1 - self.recall) * fsum(likely * float(earned) ** 2 for earned, likely in self.guess.items())

    @property
    def slope(self) -> float:
        """By how much the mean grows where the log odds of recall grow by one."""
        return (1 - self._guessed) * self.recall * (1 - self.recall)

    @property
    def _guessed(self) -> float:
        return fsum(likely * float(earned) for earned, likely in self.guess.items())


@dataclass(frozen=True)
class Expected:
    """Something that is to be counted, such as points: `mean`, and the interval in which it lies nine times in ten, of `most`."""

    mean: float
    low: float
    high: float
    most: float


def expect_score(places: Iterable[Sequence[Asked]], *, doubt: float = 0.0) -> Expected:
    """The points of a form: each place asks one of its questions, each as likely as the other.

    `doubt` is the standard deviation of the log odds of recall that all questions share: how sure the predictions themselves are.
    """
    mean = variance = slope = 0.0
    length = 0
    for questions in places:
        expected = fsum(one.mean for one in questions) / len(questions)
        mean += expected
        variance += fsum(one.square for one in questions) / len(questions) - expected**2
        slope += fsum(one.slope for one in questions) / len(questions)
        length += 1
    return _within(mean, sqrt(max(variance, 0.0) + (slope * doubt) ** 2), length)


def expect_recalled(chances: Sequence[float], *, doubt: float = 0.0) -> Expected:
    """How many of several facts are recalled, each with its chance; `doubt` as for a score."""
    variance = fsum(chance * (1 - chance) for chance in chances)
    return _within(fsum(chances), sqrt(variance + (variance * doubt) ** 2), len(chances))


def _within(mean: float, deviation: float, most: int) -> Expected:
    low, high = mean - NINE_IN_TEN * deviation, mean + NINE_IN_TEN * deviation
    return Expected(mean, max(low, 0.0), min(high, float(most)), float(most))
