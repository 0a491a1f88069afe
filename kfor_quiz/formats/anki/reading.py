"""Reading an Anki package, old or new."""

import tempfile
from pathlib import Path

from kfor_quiz.formats.anki.collection import read_collection
from kfor_quiz.formats.anki.faults import AnkiFileError, Fault
from kfor_quiz.formats.anki.found import FoundDeck
from kfor_quiz.formats.anki.packages import unpack_collection

# What Anki writes where an older Anki would look for the deck: in each language it names the endings of its files.
_NOTICE = ".colpkg/.apkg"


def read_deck(package: bytes) -> FoundDeck:
    """The notes in the bytes of an `.apkg` or `.colpkg`. Raise AnkiFileError, with one sentence, for everything else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection"
        with path.open("wb") as target:
            unpack_collection(package, target)
        deck = read_collection(path)
    if _is_notice(deck):
        raise AnkiFileError(Fault.ONLY_A_NOTICE)
    return deck


def _is_notice(deck: FoundDeck) -> bool:
    front, *others = [*deck.notes[0].note.fields.values(), ""]
    return len(deck.notes) == 1 and _NOTICE in front and not any(others)
