"""The facts of a pack as a deck for Anki: a command writes it to a file, a page hands it out."""

import html

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from kfor_quiz.bank.models import Pack
from kfor_quiz.bank.selectors.flashcards import FlashcardRow, list_flashcards
from kfor_quiz.formats.anki import Deck, Note, as_html, note_guid, write_deck
from kfor_quiz.http import NotThereError


def build_deck(pack: Pack) -> tuple[Deck, tuple[str, ...]]:
    """The deck of a pack, and the keys of the facts that are left out because no question on them is to be practised.

    A fact is the same note for good. Its time is that of its own last change: Anki then takes over what changed, and no more.
    The marking of this site and the pack's notice stand on each card; a change of theirs reaches new notes only.
    """
    flashcards = list_flashcards(pack)
    with override(pack.language):  # what is in a deck does not depend on who fetches it
        notes = tuple(_note(pack, row) for row in flashcards.rows)
    about = "".join(f"<p>{html.escape(text)}</p>" for text in (settings.MARKING, pack.notice, settings.MARKING) if text)
    return Deck(pack.key, pack.title, notes, description=about), flashcards.left_out


def _note(pack: Pack, row: FlashcardRow) -> Note:
    fields = {
        "Question": row.question,
        "Answer": row.answer,
        "Statement": row.fact.statement,
        "Sentence": row.fact.sentence,
        "Source": f"{row.fact.citation} {row.fact.source_address}",
        "Paragraph": row.fact.paragraph,
        "Topic": row.topic,
        "Importance": str(row.importance.label),
        "Fact": row.fact_key,
        "Typed": "1" if row.is_typed else "",
        "Marking": settings.MARKING,
        "Notice": pack.notice,
    }
    return Note(
        guid=note_guid(pack.key, row.fact_key),
        fields={name: as_html(text) for name, text in fields.items()},
        tags=(f"{pack.key}::topic::{row.topic_key}", f"{pack.key}::importance::{row.importance.value}"),
        changed_at=row.changed_at,
    )


@require_safe
@login_required
def download_deck(request: HttpRequest, pack: str) -> HttpResponse:
    """The deck as a file."""
    row = Pack.objects.filter(key=pack).first()
    if row is None:
        raise NotThereError(_("There is no such pack."))
    deck, _left_out = build_deck(row)
    if not deck.notes:
        raise NotThereError(_("This pack has no questions yet, so there is nothing to put into a deck."))
    disposition = content_disposition_header(as_attachment=True, filename=f"{row.key}.apkg")
    return HttpResponse(write_deck(deck), headers={"Content-Type": "application/apkg", "Content-Disposition": disposition})
