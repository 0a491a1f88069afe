"""What an Anki package was found to hold."""

from dataclasses import dataclass

from kfor_quiz.formats.anki.decks import Note


@dataclass(frozen=True)
class CardTemplate:
    """The two sides of a card, in Anki's language of templates."""

    front: str
    back: str


@dataclass(frozen=True)
class NoteType:
    """What notes of one type hold, and which cards are made of them; of a cloze type all cards are made by one template."""

    id: int
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[CardTemplate, ...]


@dataclass(frozen=True)
class FoundNote:
    """A note with its type and the ordinals of its cards: the places of their templates, or the numbers of their gaps less one."""

    note: Note
    note_type: NoteType
    cards: tuple[int, ...]


@dataclass(frozen=True)
class FoundDeck:
    """The notes of a package by age. `title` is the name of the deck of the first card, its levels parted by “::”."""

    title: str
    notes: tuple[FoundNote, ...]
