"""A small chart of one figure at different times: a bar as broad as its date and as high as the figure, and its words above it."""

import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kfor_quiz.engine.dates import FactDate
from kfor_quiz.engine.time_scale import Tick, scale_of

WIDTH, HEIGHT = 300, 210
TOP, BASE = 34, 184
NARROWEST = 7
LETTER = 8
LINE = 17
DESCENT = 4
CAP = 4
YEAR_ROOM = 42


@dataclass(frozen=True)
class Point:
    """A figure to be drawn, 0 or more, with the words that say it."""

    when: FactDate
    number: int
    text: str


@dataclass(frozen=True)
class Box:
    """A part of the drawing, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int

    def overlaps(self, other: "Box") -> bool:
        beside = self.x >= other.x + other.width or other.x >= self.x + self.width
        return not beside and self.y < other.y + other.height and other.y < self.y + self.height


@dataclass(frozen=True)
class Label:
    """The words of a figure, in the middle of a box on whose lower edge they stand."""

    text: str
    box: Box

    @property
    def middle(self) -> int:
        return self.box.x + self.box.width // 2

    @property
    def base(self) -> int:
        return self.box.y + self.box.height - DESCENT


@dataclass(frozen=True)
class Chart:
    """A drawing of `width` by `height` units that begins at 0 on the line `base`.

    A figure has a bar and on top of it a `cap`, its upper edge being the figure. Words that found no room are left out.
    """

    bars: tuple[Box, ...]
    caps: tuple[Box, ...]
    labels: tuple[Label, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE


def draw_chart(points: Sequence[Point]) -> Chart:
    """The chart of some figures; there must be one."""
    scale = scale_of(tuple(point.when for point in points), left=4, right=WIDTH - 4)
    highest = max(point.number for point in points) or 1
    bars = []
    for point in points:
        width = max(scale.length(point.when), NARROWEST)
        x = min(max(scale.middle(point.when) - width // 2, 0), WIDTH - width)
        height = round((BASE - TOP) * point.number / highest)
        bars.append(Box(x, BASE - height, width, height))
    caps = [Box(bar.x, bar.y, bar.width, CAP) for bar in bars]
    labels = _place_labels([point.text for point in points], caps)
    return Chart(tuple(bars), tuple(caps), tuple(labels), scale.ticks(YEAR_ROOM))


def _place_labels(texts: Sequence[str], caps: Sequence[Box]) -> Iterable[Label]:
    """The words above each cap, where they cover neither a cap nor other words; the highest figures come first."""
    placed: list[Label] = []
    for text, cap in sorted(zip(texts, caps, strict=True), key=lambda pair: pair[1].y):
        taken = [*caps, *(label.box for label in placed)]
        free = (box for box in _places(text, cap) if not any(map(box.overlaps, taken)))
        placed += [Label(text, box) for box in itertools.islice(free, 1)]
    return placed


def _places(text: str, cap: Box) -> Iterable[Box]:
    """Where words may stand above a cap: over its middle, from its beginning on, up to its end; or the same one line higher."""
    width = LETTER * len(text)
    starts = (cap.x + (cap.width - width) // 2, cap.x, cap.x + cap.width - width)
    for y in (cap.y - LINE, cap.y - 2 * LINE):
        for start in starts:
            box = Box(min(max(start, 0), WIDTH - width), y, width, LINE)
            if box.x >= 0 and box.y >= 0:
                yield box


def shared_words(texts: Sequence[str], *, small: Collection[str]) -> str:
    """What figures are of: the longest run of words that all texts share, without small words at its ends; it may be empty."""
    rows = [text.split() for text in texts]
    runs = {tuple(rows[0][start:end]) for end in range(len(rows[0]) + 1) for start in range(end)}
    shared = {_trim(run, small) for run in runs if all(_holds(row, run) for row in rows)}
    return next((" ".join(run) for run in sorted(shared, key=lambda run: (-len(run), run))), "")


def _holds(row: Sequence[str], run: Sequence[str]) -> bool:
    return any(tuple(row[start : start + len(run)]) == run for start in range(len(row)))


def _trim(run: tuple[str, ...], small: Collection[str]) -> tuple[str, ...]:
    while run and run[0].lower() in small:
        run = run[1:]
    while run and run[-1].lower() in small:
        run = run[:-1]
    return run
