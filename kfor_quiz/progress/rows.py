"""What the pages of progress show: plain rows that selectors fill and templates read."""

import datetime as dt
import uuid
from dataclasses import dataclass

from kfor_quiz.engine.briefing import Segment
from kfor_quiz.engine.predicting import Expected


@dataclass(frozen=True)
class RecallRow:
    """What is recalled of some facts: `facts` in all, of which `studied` have a memory. `expected` counts those recalled today.

    `url` leads to the place in the briefing.
    """

    title: str
    url: str
    facts: int
    studied: int
    expected: Expected

    @property
    def percent(self) -> int:
        return self._share(self.expected.mean)

    @property
    def low(self) -> int:
        return self._share(self.expected.low)

    @property
    def high(self) -> int:
        return self._share(self.expected.high)

    @property
    def spread(self) -> int:
        """How broad the interval is."""
        return self.high - self.low

    def _share(self, facts: float) -> int:
        return round(100 * facts / self.facts) if self.facts else 0


@dataclass(frozen=True)
class RecalledSegment:
    """A run of text in the briefing; `words` say how well the fact in it is recalled, and are empty where it holds none."""

    segment: Segment
    words: str
    shade: int


@dataclass(frozen=True)
class RecalledParagraph:
    """A paragraph of the briefing, with what is recalled of its facts; None where it holds none."""

    key: str
    segments: tuple[RecalledSegment, ...]
    recall: RecallRow | None


@dataclass(frozen=True)
class DayCell:
    """A day in the calendar: the place of its square, its shade (0 to 4), and its words."""

    day: dt.date
    x: int
    y: int
    shade: int
    words: str


@dataclass(frozen=True)
class MonthLabel:
    """Where a month begins in the calendar."""

    x: int
    first: dt.date


@dataclass(frozen=True)
class StudiedRow:
    """A day in the table beside the calendar."""

    day: dt.date
    reviews: int
    minutes: int


@dataclass(frozen=True)
class StudyRow:
    """The calendar of study days. `kept_up` counts the days in a row; `days` and `minutes` are those of the last seven days."""

    cells: tuple[DayCell, ...]
    months: tuple[MonthLabel, ...]
    width: int
    studied: tuple[StudiedRow, ...]
    days: int
    minutes: int
    kept_up: int

    @property
    def last_days(self) -> tuple[DayCell, ...]:
        """The last seven days."""
        return self.cells[-7:]


@dataclass(frozen=True)
class ForecastBar:
    """A day in the forecast: how many cards come back, and the bar that says so, its foot at a height of 100."""

    day: dt.date
    cards: int
    x: int
    height: int

    @property
    def y(self) -> int:
        return 100 - self.height


@dataclass(frozen=True)
class ForecastRow:
    """The cards that come back on each of the next days; `most` is the highest bar, `total` all of them."""

    bars: tuple[ForecastBar, ...]
    width: int
    most: int
    total: int


@dataclass(frozen=True)
class RetentionRow:
    """Of `reviews` on a later day than the one before, how many were recalled, and how many were expected, in percent."""

    source: str
    reviews: int
    recalled: int
    expected: int


@dataclass(frozen=True)
class ExamRow:
    """An exam that was taken: what it brought, and what was expected when it began."""

    uuid: uuid.UUID
    title: str
    finished_at: dt.datetime
    points: float
    predicted: float
    length: int


@dataclass(frozen=True)
class ScoreRow:
    """What an exam of a pack would bring today and on a chosen day, of `length` points; and what exams brought.

    `off_by` is by how much the predictions missed, in points, on average; None without exams.
    """

    pack: str
    pack_title: str
    today: Expected
    later: Expected | None
    day: dt.date | None
    exams: tuple[ExamRow, ...]
    off_by: float | None
