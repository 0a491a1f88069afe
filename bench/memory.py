"""`make memory`: how true what is believed of a memory is, and how alike the real Anki."""

from collections.abc import Callable

from kfor_quiz.engine.figures import Figure
from tests.anki import process
from tests.anki.parity import compare, draw_histories, parity_figures


def measure_memory(say: Callable[[str], object]) -> list[Figure]:
    """Every figure that can be measured here; what cannot be is said."""
    return _beside_anki(say)


def _beside_anki(say: Callable[[str], object]) -> list[Figure]:
    if not process.is_installed():
        say(f"skipped: {process.REASON}\n")
        return []
    return parity_figures(compare(draw_histories(), process.run_anki))
