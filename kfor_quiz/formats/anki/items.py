"""What the cards of a deck ask: one item for each card, in plain text."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kfor_quiz.formats.anki.found import CardTemplate, FoundDeck, FoundNote
from kfor_quiz.formats.anki.gaps import cut_gaps
from kfor_quiz.formats.anki.note_type import MODEL_ID
from kfor_quiz.formats.anki.plain import count_media, plain_text
from kfor_quiz.formats.anki.sides import fill_side

# Whole pictures are kept in fields by some; no question is that long.
MOST_CHARACTERS = 20_000
MOST_IN_GUID = 100
_PICTURE_WITH_MASKS = "image-occlusion:"


class Lack(StrEnum):
    """Why nothing can be made of a card."""

    FRONT = "front"
    ANSWER = "answer"
    GAP = "gap"
    TOO_LONG = "too long"
    NAME = "name"


@dataclass(frozen=True)
class Item:
    """What one card asks. `key` names it for good: the name of its note, and which of its cards it is.

    With a gap in it, the front is a sentence to be completed. `media` counts pictures and sounds, which are left out.
    """

    key: str
    front: str
    answers: tuple[str, ...]
    has_gap: bool
    media: int = 0


def list_items(deck: FoundDeck) -> Iterator[Item | Lack]:
    """What each card asks, in the order of notes and cards, or why it asks nothing."""
    for found in deck.notes:
        for ordinal in found.cards:
            yield _item(found, ordinal)


def _item(found: FoundNote, ordinal: int) -> Item | Lack:
    guid, fields = found.note.guid, found.note.fields
    if not 0 < len(guid) <= MOST_IN_GUID or not guid.isprintable():
        return Lack.NAME
    if any(len(value) > MOST_CHARACTERS for value in fields.values()):
        return Lack.TOO_LONG
    make = _gap_item if found.note_type.is_cloze else _two_sided_item
    return make(f"{guid}:{ordinal}", found, ordinal)


def _gap_item(key: str, found: FoundNote, ordinal: int) -> Item | Lack:
    side = fill_side(_template(found, 0).front, found.note.fields)
    gapped = cut_gaps(plain_text(side.content), ordinal + 1)
    if not gapped.answers or gapped.answers[0].startswith(_PICTURE_WITH_MASKS):
        return Lack.GAP
    return Item(key, _one_line(gapped.text, " "), gapped.answers, has_gap=True, media=count_media(side.content))


def _two_sided_item(key: str, found: FoundNote, ordinal: int) -> Item | Lack:
    fields, template = found.note.fields, _template(found, ordinal)
    front, back = fill_side(template.front, fields), fill_side(template.back, fields)
    answers = [fields[name] for name in (*front.typed, *back.typed, *back.read) if name not in front.read]
    answer = next(filter(plain_text, answers), "")
    question = plain_text(front.content)
    if not question:
        return Lack.FRONT
    if not answer:
        return Lack.ANSWER
    media = count_media(front.content) + sum(map(count_media, answers))
    return Item(key, _one_line(question, " "), (_one_line(plain_text(answer), ", "),), has_gap=False, media=media)


def _template(found: FoundNote, ordinal: int) -> CardTemplate:
    """How a card is made: of our own notes, the question without what stands around it; of a type without templates, two fields."""
    templates, names = found.note_type.templates, [*found.note_type.fields, "", ""]
    if found.note_type.id == MODEL_ID:
        return CardTemplate("{{Question}}", "{{Answer}}")
    if 0 <= ordinal < len(templates):
        return templates[ordinal]
    return CardTemplate(f"{{{{{names[0]}}}}}", f"{{{{{names[1]}}}}}")


def _one_line(text: str, between: str) -> str:
    return between.join(text.split("\n"))
