"""Reading the format reference, content/README.md."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parents[2] / "content" / "README.md"
_BLOCK = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)


@cache
def reference() -> str:
    return REFERENCE.read_text(encoding="utf-8")


def section(heading: str) -> str:
    """The text below one heading, up to the next."""
    headings = list(_HEADING.finditer(reference()))
    place = next(place for place, found in enumerate(headings) if found[1] == heading)
    end = headings[place + 1].start() if place + 1 < len(headings) else None
    return reference()[headings[place].end() : end]


def example(heading: str) -> dict[str, Any]:
    """The TOML examples of one section, read as one file."""
    return tomllib.loads("\n".join(_BLOCK.findall(section(heading))))


def table_rows(heading: str) -> list[list[str]]:
    """The rows of the tables in one section, without their heads."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return cells[2:]


def code_words(text: str) -> list[str]:
    """What stands in backticks inside a line."""
    return re.findall(r"`([^`\n]+)`", _BLOCK.sub("", text))
