"""Gaps in Anki's cloze notes: `{{c1::answer::hint}}`, which may stand within one another."""

import re
from dataclasses import dataclass, field

from kfor_quiz.engine.facts import GAP

_MARKS = re.compile(r"(\{\{c[\d,]+::|\}\})")
_OPENS = re.compile(r"\{\{c([\d,]+)::")


@dataclass(frozen=True)
class Gapped:
    """A text with the gaps of one number, and what belongs into them in their order, each once."""

    text: str
    answers: tuple[str, ...]


@dataclass
class _Open:
    """A mark that is not closed yet: as it stands in the text, the numbers that it has, and what followed so far."""

    mark: str = ""
    numbers: frozenset[str] = frozenset()
    parts: list[str] = field(default_factory=list)


def cut_gaps(text: str, number: int) -> Gapped:
    """The text as the card of one number asks it; other gaps are filled. A mark that is never closed stands as it is."""
    answers: dict[str, None] = {}
    within = [_Open()]
    for part in _MARKS.split(text):
        opens = _OPENS.fullmatch(part)
        if opens:
            within.append(_Open(part, frozenset(opens[1].split(","))))
        elif part == "}}" and len(within) > 1:
            closed = within.pop()
            answer, _, hint = "".join(closed.parts).partition("::")
            is_asked = str(number) in closed.numbers
            if is_asked:
                answers[answer.strip()] = None
            within[-1].parts.append(_gap(hint.strip()) if is_asked else answer)
        else:
            within[-1].parts.append(part)
    return Gapped("".join(one.mark + "".join(one.parts) for one in within), tuple(filter(None, answers)))


def _gap(hint: str) -> str:
    return f"{GAP} ({hint})" if hint else GAP
