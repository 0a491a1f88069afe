"""A deck as we write it, and as it comes back."""

import datetime as dt
import html
from collections.abc import Mapping
from dataclasses import dataclass, field

from kfor_quiz.engine.digests import digest


@dataclass(frozen=True)
class Note:
    """One note. Its fields are HTML, by the names of its note type; `changed_at` counts in whole seconds.

    Anki knows a note by its `guid`, and takes over a note that it has already only where `changed_at` is later than its own.
    """

    guid: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    changed_at: dt.datetime


@dataclass(frozen=True)
class Deck:
    """A deck with its notes. `key` names it for good: with the same key it is the same deck in Anki, whatever its title.

    `media` are files by the names under which fields call them.
    """

    key: str
    title: str
    notes: tuple[Note, ...]
    description: str = ""
    media: Mapping[str, bytes] = field(default_factory=dict)


def note_guid(deck_key: str, note_key: str) -> str:
    """The name of a note in every Anki that it comes to; the same for the same keys, for good."""
    return digest("anki note", deck_key, note_key)[:20]


def as_html(text: str) -> str:
    """Plain text as the HTML of a field."""
    return html.escape(text, quote=False).replace("\n", "<br>")
