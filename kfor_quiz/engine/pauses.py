"""Leave: days on which nothing is asked, and which due dates step over."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Pause:
    """Study days from the first to the last, both included. Raise ValueError where the last comes before the first."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a pause from {self.first} cannot end on {self.last}")

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def shift_due(due_on: dt.date, *, studied_on: dt.date, pauses: Iterable[Pause]) -> dt.date:
    """The day on which something comes back: each day of a pause between `studied_on` and then puts it off by one.

    Who studies within a pause starts a new interval there, of which only the days of the pause that are left count.
    """
    for pause in sorted(pauses):
        first = max(pause.first, studied_on + DAY)
        if first <= due_on and first <= pause.last:
            due_on += pause.last - first + DAY
    return due_on
