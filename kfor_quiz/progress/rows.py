"""What the pages of progress show: plain rows that selectors fill and templates read."""

import datetime as dt
import uuid
from dataclasses import dataclass

from kfor_quiz.engine.bars import is_full
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
class FadingRow:
    """A fact that fades, with how well it is recalled in words. `url` leads to its sentence in the briefing."""

    statement: str
    words: str
    url: str


@dataclass(frozen=True)
class RecalledSegment:
    """A run of text in the briefing; `words` say how well the fact in it is recalled, and are empty where it holds none."""

    segment: Segment
    words: str
    shade: int


@dataclass(frozen=True)
class RecalledParagraph:
    """A paragraph of the briefing, with what is recalled of its facts; None where it holds none."""

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
class DayLabel:
    """The name of a month or of a weekday beside the calendar: where the square of `day` stands, which it is named after."""

    x: int
    y: int
    day: dt.date


@dataclass(frozen=True)
class ShadeRow:
    """A shade of the calendar, and how many reviews it stands for."""

    shade: int
    words: str


@dataclass(frozen=True)
class StudiedRow:
    """A day in the table beside the calendar."""

    day: dt.date
    reviews: int
    time: str


@dataclass(frozen=True)
class StudyRow:
    """The calendar of study days. `kept_up` counts the days in a row; `days` and `time` are those of the last seven days."""

    cells: tuple[DayCell, ...]
    months: tuple[DayLabel, ...]
    weekdays: tuple[DayLabel, ...]
    shades: tuple[ShadeRow, ...]
    width: int
    studied: tuple[StudiedRow, ...]
    days: int
    time: str
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
    """The cards of each of the next days; `most` is the highest bar. `total` become due in them, of which `left` wait longer."""

    bars: tuple[ForecastBar, ...]
    width: int
    most: int
    total: int
    left: int


@dataclass(frozen=True)
class RetentionRow:
    """Of `reviews` on a later day than the one before, how many were recalled, and how many were expected, in percent."""

    source: str
    reviews: int
    recalled: int
    expected: int


@dataclass(frozen=True)
class RetentionBar:
    """The same of one week, from Monday `first` on, and where its bar stands, its foot at a height of 100."""

    first: dt.date
    reviews: int
    recalled: int
    expected: int
    x: int

    @property
    def y(self) -> int:
        return 100 - self.recalled

    @property
    def expected_y(self) -> int:
        return 100 - self.expected


@dataclass(frozen=True)
class RetentionChart:
    """How much really stayed: by where it was asked, and week by week in a chart `width` wide. All from the day `since` on."""

    since: dt.date
    rows: tuple[RetentionRow, ...]
    bars: tuple[RetentionBar, ...]
    width: int


@dataclass(frozen=True)
class ScoreBar:
    """Where an exam stands in a chart of them, in percent of what it could bring: its points, and what was expected.

    `points` is None for an exam that nobody took yet. The foot of the chart is at a height of 100.
    """

    x: int
    points: int | None
    mean: int
    low: int
    high: int

    @property
    def y(self) -> int:
        return 100 - (self.points or 0)

    @property
    def mean_y(self) -> int:
        return 100 - self.mean

    @property
    def high_y(self) -> int:
        return 100 - self.high

    @property
    def spread(self) -> int:
        """How broad the interval is."""
        return self.high - self.low


@dataclass(frozen=True)
class ExamRow:
    """An exam that was taken: what it brought, and what was expected when it began."""

    uuid: uuid.UUID
    finished_at: dt.datetime
    points: float
    length: int
    expected: Expected

    @property
    def holds(self) -> bool:
        """Whether the points lie where they were expected nine times in ten."""
        return round(self.expected.low) <= self.points <= round(self.expected.high)


@dataclass(frozen=True)
class ScoreRow:
    """What an exam of a pack would bring today and on a chosen day; and what exams brought, the newest first.

    `off_by` is by how much the predictions missed, in points, on average; None without exams. In the chart, which is `width` wide,
    the exams come from the oldest to the newest, and then the one of today.
    """

    pack: str
    pack_title: str
    today: Expected
    later: Expected | None
    day: dt.date | None
    exams: tuple[ExamRow, ...]
    off_by: float | None
    bars: tuple[ScoreBar, ...]
    width: int

    @property
    def oldest(self) -> ExamRow | None:
        """The exam that the chart begins with, where its bar stands at the very left."""
        return self.exams[-1] if self.exams and is_full(len(self.bars)) else None

    @property
    def held(self) -> int:
        """How many exams brought what was expected nine times in ten."""
        return sum(exam.holds for exam in self.exams)
