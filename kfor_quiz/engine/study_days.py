"""The days on which somebody studied: a calendar of weeks, and how long they have kept at it."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

DAY = dt.timedelta(days=1)
# From so many reviews on, a day is a shade darker.
SHADES = (1, 10, 25, 50)
GRACE = 1  # days missed between two study days that break nothing


@dataclass(frozen=True)
class StudyDay:
    """One day of the calendar: how much was reviewed, in how many seconds, and how dark it is drawn, 0 to 4."""

    day: dt.date
    reviews: int
    seconds: float

    @property
    def shade(self) -> int:
        return sum(self.reviews >= least for least in SHADES)


def calendar(studied: Mapping[dt.date, tuple[int, float]], *, today: dt.date, weeks: int) -> list[list[StudyDay]]:
    """The last so many weeks, each from Monday, the last one up to today. `studied` has the reviews and seconds of each day."""
    first = today - today.weekday() * DAY - 7 * (weeks - 1) * DAY
    days = [first + number * DAY for number in range((today - first).days + 1)]
    cells = [StudyDay(day, *studied.get(day, (0, 0.0))) for day in days]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def count_kept_up(days: Collection[dt.date], *, today: dt.date, excused: Collection[dt.date] = ()) -> int:
    """On how many days somebody studied without a break until now. One missed day is none, and neither are excused ones.

    Today still has time, so it is not missed yet.
    """
    count = missed = 0
    day, first = today, min(days, default=today)
    while day >= first and missed <= GRACE:
        if day in days:
            count, missed = count + 1, 0
        elif day != today and day not in excused:
            missed += 1
        day -= DAY
    return count
