"""The study text: paragraphs in which sentences that hold facts are marked `[Sentence.](fact-key other-key)`."""

import re
from dataclasses import dataclass

# No-break spaces stay: they hold figures together.
_LINE_BREAKS = re.compile(r"[ \t\r\n]+")
_MARK = re.compile(r"\[([^\[\]]+)\]\(([^()]*)\)")


@dataclass(frozen=True)
class Segment:
    """A run of text, and the keys of the facts that its sentence holds (none: plain text)."""

    text: str
    facts: tuple[str, ...] = ()


def read_marks(text: str) -> list[Segment]:
    """Split a paragraph into plain and marked segments, white space folded. A stray bracket stays as text."""
    folded = _LINE_BREAKS.sub(" ", text).strip()
    segments: list[Segment] = []
    end = 0
    for mark in _MARK.finditer(folded):
        if mark.start() > end:
            segments.append(Segment(folded[end : mark.start()]))
        segments.append(Segment(mark[1], tuple(mark[2].split())))
        end = mark.end()
    if end < len(folded):
        segments.append(Segment(folded[end:]))
    return segments


def plain_text(text: str) -> str:
    """The paragraph as a reader sees it."""
    return "".join(segment.text for segment in read_marks(text))


def marked_sentences(text: str) -> dict[str, str]:
    """Each fact marked in a paragraph, with its sentence."""
    return {fact: segment.text for segment in read_marks(text) for fact in segment.facts}
