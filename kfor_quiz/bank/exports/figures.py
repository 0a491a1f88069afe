"""How good the bank is: the table that `check_bank` prints."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from kfor_quiz.bank.exports.tables import format_table
from kfor_quiz.bank.models import Pack
from kfor_quiz.bank.selectors.knowledge import pack_knowledge, published_drafts
from kfor_quiz.engine import knowledge
from kfor_quiz.engine.figures import Figure, bank_figures

MOST_NAMED = 10


def measure_bank(pack_row: Pack) -> list[Figure]:
    """Every figure of one pack, measured on what is stored and published."""
    pack = pack_knowledge(pack_row)
    return bank_figures(pack, published_drafts(pack_row), is_identical=_builds_agree(pack))


def _builds_agree(pack: knowledge.Pack) -> bool:
    """True when the questions depend neither on how Python seeds its hashes nor on the order in which a database hands out rows."""
    tables = ("entities", "predicates", "templates", "facts", "statements")
    turned = pack.model_copy(update={name: tuple(reversed(getattr(pack, name))) for name in tables})
    with ThreadPoolExecutor() as threads:
        first, second = threads.map(_build, (pack, turned), (0, 1))
    return first == second


def _build(pack: knowledge.Pack, hash_seed: int) -> bytes:
    """The questions as a process of its own writes them: within one process the order of a set never changes."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "kfor_quiz.engine.generation"],
        input=pack.model_dump_json().encode(),
        env={"PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        check=True,
    ).stdout


def falls_short(figure: Figure) -> bool:
    """True for a figure that is due and misses its goal."""
    return figure.holds is False and figure.is_due


def describe_figures(figures: list[Figure]) -> str:
    """The table of goal, value and verdict."""
    return format_table(
        ("figure", "goal", "value", "verdict"),
        [(figure.name, figure.goal or "-", figure.value, _verdict(figure)) for figure in figures],
    )


def describe_shortfalls(figures: list[Figure]) -> str:
    """What keeps the figures that fall short from their goals, where single questions, facts or statements do. Else empty."""
    return "".join(f"\n{figure.name}:\n{_first_keys(figure.keys)}" for figure in figures if falls_short(figure) and figure.keys)


def _first_keys(keys: tuple[str, ...]) -> str:
    rest = len(keys) - MOST_NAMED
    lines = [*keys[:MOST_NAMED], *([f"and {rest} more"] if rest > 0 else [])]
    return "".join(f"  {line}\n" for line in lines)


def _verdict(figure: Figure) -> str:
    if figure.holds is None:
        return "measured"
    verdict = "holds" if figure.holds else "falls short"
    return verdict if figure.is_due else f"{verdict} (not due yet)"
