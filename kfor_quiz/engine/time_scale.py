"""Where days lie on a drawn axis of whole years. Lengths are whole units of the drawing: they read alike in every language."""

import datetime as dt
from dataclasses import dataclass

from kfor_quiz.engine.dates import FactDate

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class Tick:
    """The beginning of a year on the axis."""

    x: int
    year: int


@dataclass(frozen=True)
class TimeScale:
    """An axis from the first day of one year to the last of another, drawn from `left` to `right`."""

    first_year: int
    last_year: int
    left: int
    right: int

    def middle(self, date: FactDate) -> int:
        """The middle of a date."""
        return round((self._place(date.first.toordinal()) + self._place(date.last.toordinal() + 1)) / 2)

    def length(self, date: FactDate) -> int:
        """How long a date is."""
        return round(self._place(date.last.toordinal() + 1) - self._place(date.first.toordinal()))

    def ticks(self, room: int) -> tuple[Tick, ...]:
        """The years, or every second, fifth, tenth and so on, so that no two are nearer to each other than `room`."""
        a_year = (self.right - self.left) / (self.last_year - self.first_year + 1)
        step = next((step for step in STEPS if step * a_year >= room + 1), STEPS[-1])
        first = -(-self.first_year // step) * step
        return tuple(
            Tick(round(self._place(dt.date(year, 1, 1).toordinal())), year) for year in range(first, self.last_year + 1, step)
        )

    def _place(self, day: int) -> float:
        """Where a day begins; the day after the last one is where the axis ends."""
        start, end = dt.date(self.first_year, 1, 1).toordinal(), dt.date(self.last_year, 12, 31).toordinal() + 1
        return self.left + (day - start) / (end - start) * (self.right - self.left)


def scale_of(dates: tuple[FactDate, ...], *, left: int, right: int) -> TimeScale:
    """The axis on which all of some dates lie; there must be one."""
    return TimeScale(min(date.first.year for date in dates), max(date.last.year for date in dates), left, right)
