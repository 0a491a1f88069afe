"""Due dates step over pauses."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kfor_quiz.engine.pauses import Pause, shift_due

DAY = dt.timedelta(days=1)
START = dt.date(2026, 11, 1)


def day(number: int) -> dt.date:
    return START + number * DAY


@pytest.mark.parametrize(
    ("studied", "due", "pauses", "shifted"),
    [
        pytest.param(0, 5, [(10, 12)], 5, id="before the pause"),
        pytest.param(0, 10, [(10, 12)], 13, id="on its first day"),
        pytest.param(0, 11, [(10, 12)], 14, id="within it"),
        pytest.param(0, 20, [(10, 12)], 23, id="after it"),
        pytest.param(13, 20, [(10, 12)], 20, id="studied after it"),
        pytest.param(11, 15, [(10, 12)], 16, id="studied within it"),
        pytest.param(0, 11, [(10, 12), (14, 15)], 16, id="pushed into another"),
        pytest.param(0, 11, [(14, 15), (10, 12)], 16, id="whatever their order"),
    ],
)
def test_a_due_date_steps_over_pauses(studied: int, due: int, pauses: list[tuple[int, int]], shifted: int) -> None:
    held = [Pause(day(first), day(last)) for first, last in pauses]
    assert shift_due(day(due), studied_on=day(studied), pauses=held) == day(shifted)


@given(st.integers(0, 60), st.integers(0, 60), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=4))
def test_nothing_that_was_studied_before_falls_due_within_a_pause(
    studied: int, interval: int, spans: list[tuple[int, int]]
) -> None:
    pauses = [Pause(day(90 * number + first), day(90 * number + first + length)) for number, (first, length) in enumerate(spans)]
    due = shift_due(day(studied + interval), studied_on=day(studied), pauses=pauses)
    assert due >= day(studied + interval)
    assert not interval or not any(pause.holds(due) and not pause.holds(day(studied)) for pause in pauses)


def test_a_pause_ends_no_sooner_than_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Pause(day(2), day(1))
