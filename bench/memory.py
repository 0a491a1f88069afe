"""`make memory`: how true what is believed of a memory is: beside the real Anki, and with simulated learners."""

import random
from collections.abc import Callable, Iterator

from kfor_quiz.bank.exports.tables import format_table
from kfor_quiz.engine.figures import Figure
from tests.anki import process
from tests.anki.parity import compare, draw_histories, parity_figures
from tests.engine.predicting import AFTER_FIFTY, SPEEDS, Prediction, follow, prediction_figure, tenths

LEARNERS = 40
HEADINGS = ("predicted", "reviews", "mean", "came true", "corrected reviews", "mean", "came true")


def measure_memory(say: Callable[[str], object]) -> list[Figure]:
    """Every figure that can be measured here. What cannot be is said, and so is how the predictions did by tenths."""
    return [*_beside_anki(say), *_with_simulated_learners(say)]


def _beside_anki(say: Callable[[str], object]) -> list[Figure]:
    if not process.is_installed():
        say(f"skipped: {process.REASON}\n\n")
        return []
    return parity_figures(compare(draw_histories(), process.run_anki))


def _with_simulated_learners(say: Callable[[str], object]) -> Iterator[Figure]:
    for speed, forgetting in SPEEDS.items():
        rng = random.Random(f"memory {speed}")  # noqa: S311 - chance, not secrecy
        predictions = follow(LEARNERS, rng, forgetting=forgetting)
        later = [one for one in predictions if one.place >= AFTER_FIFTY.start]
        say(f"A year of {LEARNERS} people who forget {speed} FSRS assumes, their first {AFTER_FIFTY.start} reviews left out:")
        say(f"{_describe_tenths(later)}\n\n")
        yield prediction_figure(speed, predictions)


def _describe_tenths(predictions: list[Prediction]) -> str:
    """Predicted recall by tenths, as FSRS has it and corrected; a mean beside what came true, in percent."""
    plain, corrected = ({tenth.number: tenth for tenth in tenths(predictions, corrected=which)} for which in (False, True))
    rows = []
    for number in sorted(plain.keys() | corrected.keys(), reverse=True):
        cells = [
            (tenth.count, f"{100 * tenth.predicted:.1f}", f"{100 * tenth.right:.1f}") if tenth else ("-", "-", "-")
            for tenth in (plain.get(number), corrected.get(number))
        ]
        rows.append((f"{10 * number} to {10 * number + 10} %", *cells[0], *cells[1]))
    return format_table(HEADINGS, rows)
