"""The drawn time axis: each event in the lane of its topic, as long as its date, and no two in one place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kfor_quiz.engine.dates import FactDate
from kfor_quiz.engine.time_scale import Tick, TimeScale, scale_of

WIDTH = 1000
HEAD = 30
TITLE = 22
ROW = 20
LANE_GAP = 10
MARK = 10
SHORTEST = 6
DIGIT = 9
GAP = 3
YEAR_ROOM = 46
LONGEST_TITLE = 100


@dataclass(frozen=True)
class Happening:
    """An event to be drawn: `number` is the one that it has in the list, `lane` the key of its topic."""

    number: int
    when: FactDate
    lane: str
    is_planned: bool = False

    @property
    def is_day(self) -> bool:
        return self.when.first == self.when.last


@dataclass(frozen=True)
class Mark:
    """One event as drawn: a shape of `length` from `x` on, MARK high, its number from `number_x` on; `y` is the top of its row."""

    happening: Happening
    x: int
    y: int
    length: int

    @property
    def number_x(self) -> int:
        return self.x + self.length + GAP

    @property
    def end(self) -> int:
        """Where its number ends."""
        return self.number_x + DIGIT * len(str(self.happening.number))


@dataclass(frozen=True)
class Lane:
    """The events of one topic: the title stands from `y` on, the rows of marks below it, down to `end`."""

    title: str
    y: int
    end: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Axis:
    """A drawing of `width` by `height` units, its marks `mark` high; the ticks stand at the top, their lines cross all lanes."""

    width: int
    height: int
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    first_year: int
    last_year: int
    mark: int = MARK

    @property
    def years(self) -> str:
        """“1999–2009”, or “2007”."""
        return f"{self.first_year}–{self.last_year}" if self.first_year < self.last_year else str(self.first_year)


def draw_axis(happenings: Sequence[Happening], titles: Mapping[str, str]) -> Axis | None:
    """The axis of some events, None where there is none. `titles` has the lanes in their order; empty ones are left out."""
    if not happenings:
        return None
    number_room = GAP + DIGIT * max(len(str(one.number)) for one in happenings)
    scale = scale_of(tuple(one.when for one in happenings), left=MARK, right=WIDTH - MARK - number_room)
    lanes: list[Lane] = []
    for key in (key for key in titles if any(one.lane == key for one in happenings)):
        top = lanes[-1].end + LANE_GAP if lanes else HEAD
        lanes.append(_draw_lane(titles[key], top, (one for one in happenings if one.lane == key), scale))
    return Axis(WIDTH, lanes[-1].end, scale.ticks(YEAR_ROOM), tuple(lanes), scale.first_year, scale.last_year)


def _draw_lane(title: str, top: int, happenings: Iterable[Happening], scale: TimeScale) -> Lane:
    """Each mark, from left to right, in the first row that has room for it."""
    row_ends: list[int] = []
    marks: list[Mark] = []
    for one in sorted(happenings, key=lambda one: (_left(one, scale), one.number)):
        left = _left(one, scale)
        row = next((row for row, end in enumerate(row_ends) if end + GAP <= left), len(row_ends))
        mark = Mark(one, left, top + TITLE + row * ROW, _length(one, scale))
        row_ends[row : row + 1] = [mark.end]
        marks.append(mark)
    return Lane(_shorten(title), top, top + TITLE + len(row_ends) * ROW, tuple(marks))


def _length(one: Happening, scale: TimeScale) -> int:
    """As long as the date, yet long enough to be seen."""
    return MARK if one.is_day else max(scale.length(one.when), SHORTEST)


def _left(one: Happening, scale: TimeScale) -> int:
    return scale.middle(one.when) - _length(one, scale) // 2


def _shorten(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
