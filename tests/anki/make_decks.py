"""Make a deck by hand, as a person would, and export it in Anki's old and new kind of package. Runs under the real Anki."""

import json
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, DeckIdLimit, ExportAnkiPackageOptions

asked = json.load(sys.stdin)
with tempfile.TemporaryDirectory() as folder:
    collection = Collection(str(Path(folder) / "collection.anki2"))
    deck = collection.decks.id(asked["deck"])
    for kind, fields in asked["notes"]:
        note = collection.new_note(collection.models.by_name(kind))
        for place, text in enumerate(fields):
            note.fields[place] = text
        collection.add_note(note, deck)
    counts = {}
    for name, legacy in (("old", True), ("new", False)):
        options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy)
        path = str(Path(asked["folder"]) / f"{name}.apkg")
        counts[name] = collection.export_anki_package(out_path=path, options=options, limit=DeckIdLimit(deck))
    collection.close()
json.dump(counts, sys.stdout)
