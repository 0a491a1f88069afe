"""Anki's packages: `write_deck` makes one, `read_deck` takes one apart, `list_items` tells what its cards ask."""

from kfor_quiz.formats.anki.decks import Deck, Note, as_html, note_guid
from kfor_quiz.formats.anki.faults import AnkiFileError, Fault
from kfor_quiz.formats.anki.found import FoundDeck
from kfor_quiz.formats.anki.items import Item, Lack, list_items
from kfor_quiz.formats.anki.packages import MOST_PACKED
from kfor_quiz.formats.anki.reading import read_deck
from kfor_quiz.formats.anki.writing import write_deck

__all__ = [
    "MOST_PACKED",
    "AnkiFileError",
    "Deck",
    "Fault",
    "FoundDeck",
    "Item",
    "Lack",
    "Note",
    "as_html",
    "list_items",
    "note_guid",
    "read_deck",
    "write_deck",
]
