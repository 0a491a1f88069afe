"""Import packages one after the other into a fresh collection, and say what is in it after each. Runs under the real Anki."""

import json
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageRequest


def import_package(collection: Collection, path: str) -> dict[str, object]:
    """What Anki says of an import, and what the collection then holds."""
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=path)).log
    kinds = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")
    return {
        "log": {kind: len(getattr(log, kind)) for kind in kinds},
        "notes": describe_notes(collection),
        **describe_rest(collection),
    }


def describe_notes(collection: Collection) -> dict[str, object]:
    notes = (collection.get_note(key) for key in collection.find_notes(""))
    return {
        note.guid: {
            "id": note.id,
            "type": note.note_type()["name"],
            "fields": dict(note.items()),
            "tags": list(note.tags),
            "changed_at": note.mod,
            "cards": [[card.question(), card.answer()] for card in note.cards()],
            "deck": collection.decks.name(note.cards()[0].did),
        }
        for note in notes
    }


def describe_rest(collection: Collection) -> dict[str, object]:
    folder = Path(collection.media.dir())
    return {
        "decks": sorted(deck.name for deck in collection.decks.all_names_and_ids(skip_empty_default=True)),
        "types": sorted(kind.name for kind in collection.models.all_use_counts() if kind.use_count),
        "media": {path.name: path.read_bytes().hex() for path in sorted(folder.iterdir())},
    }


with tempfile.TemporaryDirectory() as folder:
    collection = Collection(str(Path(folder) / "collection.anki2"))
    report = [import_package(collection, path) for path in json.load(sys.stdin)["packages"]]
    collection.close()
json.dump(report, sys.stdout)
