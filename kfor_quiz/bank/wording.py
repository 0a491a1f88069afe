"""The words around figures, right answers, the names of flaws, and what is said of imports."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.facts import Hedge
from kfor_quiz.engine.language import Language
from kfor_quiz.engine.lint import Flaw
from kfor_quiz.engine.questions import AcceptedAnswer
from kfor_quiz.formats.anki import Fault, Lack

if TYPE_CHECKING:
    from kfor_quiz.bank.services.imported import DeckImport

# The names that the linter gives to flaws, for translators.
FLAW_NAMES = frozenset(
    {
        gettext_noop("a distractor without proof"),
        gettext_noop("absolute term"),
        gettext_noop("all of the above"),
        gettext_noop("ambiguous stem"),
        gettext_noop("an option stands twice"),
        gettext_noop("an option that joins others"),
        gettext_noop("blank inside the stem"),
        gettext_noop("grammar cue"),
        gettext_noop("gratuitous information in the stem"),
        gettext_noop("implausible distractor"),
        gettext_noop("logical cue"),
        gettext_noop("negative stem"),
        gettext_noop("none of the above"),
        gettext_noop("not one right option"),
        gettext_noop("options out of order"),
        gettext_noop("the longest option is the key"),
        gettext_noop("true or false dressed as a choice"),
        gettext_noop("unfocused stem"),
        gettext_noop("vague term"),
        gettext_noop("word of the stem repeated in the key"),
    }
)
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


def hedged(figure: str, hedge: Hedge) -> str:
    """A figure with what the source says of how exact it is."""
    sentences = {
        Hedge.EXACT: "%(figure)s",
        Hedge.ABOUT: _("about %(figure)s"),
        Hedge.MORE_THAN: _("more than %(figure)s"),
        Hedge.AT_MOST: _("at most %(figure)s"),
    }
    return sentences[hedge] % {"figure": figure}


def right_answer(accepted: AcceptedAnswer, *, asks: str, language: Language) -> str:
    """The right answer to a typed question."""
    if accepted.number is not None:
        return language.number_text(accepted.number)
    if accepted.date is not None:
        return language.asked_text(read_date(accepted.date))
    if asks == "member":
        return _("For example: %(name)s") % {"name": accepted.texts[0]}
    return accepted.texts[0]


def flaw_name(flaw: Flaw) -> str:
    """What is wrong with a question, in the reader's language; the words that caused it are the question's own."""
    return _(flaw.name)


def fault_sentence(fault: Fault) -> str:
    """Why a file cannot be read as an Anki package, in the reader's language."""
    return _(fault.value)


def describe_import(report: "DeckImport") -> Iterator[str]:
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
