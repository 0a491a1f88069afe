"""What is said of an import: why a file is not read, and what became of its cards."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kfor_quiz.bank.services.imported import DeckImport
from kfor_quiz.formats.anki import Fault, Lack

# What the format says of files that are no Anki packages, for translators.
FAULTS = frozenset(
    {
        gettext_noop("This is not an Anki package. Choose a file that Anki exported, with a name that ends in .apkg."),
        gettext_noop("The file is cut off or damaged. Export the deck from Anki again, or copy the file again."),
        gettext_noop("The file is larger than 64 MB. Export the deck from Anki without media, or in parts."),
        gettext_noop("The file unpacks to far more than a deck of notes holds. It was not read."),
        gettext_noop("This archive holds no Anki collection. Choose a file that Anki exported."),
        gettext_noop("The package is of a newer kind than this app reads. In Anki, export it with “Support older Anki versions”."),
        gettext_noop("The package holds nothing but Anki’s request for an update. Export the deck from Anki again."),
        gettext_noop("The collection in this package cannot be read. Export the deck from Anki again."),
        gettext_noop("There are no cards in this package. In Anki, choose a deck that has some, and export it."),
        gettext_noop("There are more than 10,000 notes or 30,000 cards in this package. Export the deck from Anki in parts."),
    }
)


def fault_sentence(fault: Fault) -> str:
    """Why a file cannot be read as an Anki package, in the reader's language."""
    return _(fault.value)


def describe_import(report: DeckImport) -> Iterator[str]:
    """What an import did, a sentence for each kind of thing that happened."""
    created, updated = len(report.created), len(report.updated)
    counted = [
        (created, ngettext("%d new draft.", "%d new drafts.", created)),
        (updated, ngettext("%d draft updated.", "%d drafts updated.", updated)),
        (report.unchanged, ngettext("%d draft unchanged.", "%d drafts unchanged.", report.unchanged)),
        (report.left, _left_sentence(report.left)),
        *((count, _skipped_sentence(lack, count)) for lack, count in sorted(report.skipped.items())),
        (report.media, ngettext("%d picture or sound left out.", "%d pictures and sounds left out.", report.media)),
    ]
    yield from (sentence % count for count, sentence in counted if count)


def _left_sentence(count: int) -> str:
    return ngettext(
        "%d question left as it is: somebody edited it, or decided on its use, since it was imported.",
        "%d questions left as they are: somebody edited them, or decided on their use, since they were imported.",
        count,
    )


def _skipped_sentence(lack: Lack, count: int) -> str:
    sentences = {
        Lack.FRONT: ngettext(
            "%d card skipped: there is nothing to read on its front.",
            "%d cards skipped: there is nothing to read on their fronts.",
            count,
        ),
        Lack.ANSWER: ngettext(
            "%d card skipped: there is no answer to read on its back.",
            "%d cards skipped: there is no answer to read on their backs.",
            count,
        ),
        Lack.GAP: ngettext(
            "%d card skipped: it has no gap that a word could fill.",
            "%d cards skipped: they have no gaps that a word could fill.",
            count,
        ),
        Lack.TOO_LONG: ngettext(
            "%d card skipped: its front is longer than 500 characters, or its answer longer than 200.",
            "%d cards skipped: their fronts are longer than 500 characters, or their answers longer than 200.",
            count,
        ),
        Lack.NAME: ngettext(
            "%d card skipped: its note has no name by which it could be known again.",
            "%d cards skipped: their notes have no names by which they could be known again.",
            count,
        ),
    }
    return sentences[lack]
