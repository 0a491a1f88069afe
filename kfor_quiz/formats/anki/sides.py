"""What stands on a side of a card: Anki's templates, filled with the fields of a note.

The language: https://docs.ankiweb.net/templates/intro.html, as far as it decides what is seen.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_TAG = re.compile(r"\{\{\s*([#^/]?)\s*([^{}]*?)\s*\}\}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TYPED = "type"
# What stands behind such a filter is not read on the card: it is said, or hidden until somebody asks.
_UNREAD = ("tts", "hint")


@dataclass
class Side:
    """A side: its HTML in parts, the names of the fields read on it in their order, and of those that are to be typed there."""

    parts: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    @property
    def content(self) -> str:
        return "".join(self.parts)


def fill_side(template: str, fields: Mapping[str, str]) -> Side:
    """One side of a card. What the note has no field for is left out, such as the other side on the back of a card."""
    side = Side()
    conditions: list[bool] = []
    literals = _TAG.split(_COMMENT.sub("", template))
    signs, tags = [*literals[1::3], ""], [*literals[2::3], ""]
    for literal, sign, tag in zip(literals[::3], signs, tags, strict=True):
        if all(conditions):
            side.parts.append(literal)
        if sign == "/":
            del conditions[-1:]
        elif sign:
            conditions.append(bool(fields.get(tag, "").strip()) == (sign == "#"))
        elif all(conditions):
            _fill_tag(side, tag, fields)
    return side


def _fill_tag(side: Side, tag: str, fields: Mapping[str, str]) -> None:
    """A field, perhaps behind filters: `filter:filter:Field`."""
    *filters, name = (part.strip() for part in tag.split(":"))
    if name not in fields or any(one.startswith(_UNREAD) for one in filters):
        return
    if _TYPED in filters:
        side.typed.append(name)
        return
    side.read.append(name)
    side.parts.append(fields[name])
