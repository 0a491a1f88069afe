"""Where the bars of a chart stand: each has a place of its own, with a gap behind it."""

PLACE = 10  # of which a bar takes 7
NARROWEST = 8  # bars; where there are fewer, they stand at the end and what is before them is empty


def width_of(bars: int) -> int:
    """How wide a chart of so many bars is."""
    return PLACE * max(bars, NARROWEST)


def places_of(bars: int) -> list[int]:
    """Where the bars begin, from the left."""
    first = max(NARROWEST - bars, 0)
    return [PLACE * (first + number) for number in range(bars)]


def is_full(bars: int) -> bool:
    """Whether the first of so many bars stands where the chart begins."""
    return bars >= NARROWEST
