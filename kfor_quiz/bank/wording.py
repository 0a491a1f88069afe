"""The words around figures, answers and citations, and the names of flaws."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kfor_quiz.bank.models import FactVersion
from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.facts import Hedge
from kfor_quiz.engine.language import Language
from kfor_quiz.engine.lint import Flaw
from kfor_quiz.engine.questions import AcceptedAnswer, Kind
from kfor_quiz.engine.scoring import verdict_of

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


def hedged(figure: str, hedge: Hedge) -> str:
    """A figure with what the source says of how exact it is."""
    sentences = {
        Hedge.EXACT: "%(figure)s",
        Hedge.ABOUT: _("about %(figure)s"),
        Hedge.MORE_THAN: _("more than %(figure)s"),
        Hedge.AT_MOST: _("at most %(figure)s"),
    }
    return sentences[hedge] % {"figure": figure}


def flaw_name(flaw: Flaw) -> str:
    """What is wrong with a question, in the reader's language; the words that caused it are the question's own."""
    return _(flaw.name)


def right_answer(accepted: AcceptedAnswer, *, asks: str, language: Language) -> str:
    """The right answer to a typed question."""
    if accepted.number is not None:
        return language.number_text(accepted.number)
    if accepted.date is not None:
        return language.asked_text(read_date(accepted.date))
    if asks == "member":
        return _("For example: %(name)s") % {"name": accepted.texts[0]}
    return accepted.texts[0]


def citation_of(fact: FactVersion, topic: str) -> str:
    """Where a sentence stands: in the briefing, on the page of `topic`, and in the source as it was cited then."""
    words = {
        "topic": topic,
        "source": fact.source_title,
        "edition": fact.edition,
        "paragraph": fact.paragraph,
    }
    return _("Briefing, %(topic)s · from %(source)s (%(edition)s), paragraph %(paragraph)s") % words


def refusal(reason: str) -> str:
    """Why an answer could not be taken, and what to do. `reason` is that of `UnreadableAnswerError`."""
    sentences = {
        "empty": _("Give an answer first."),
        "too_long": _("Please answer in 200 characters or fewer."),
        "too_many": _("That is more than the list can hold. Please leave out what you are least sure of."),
        "not_in_order": _("Each place can be taken once. Please check the places below."),
        "not_a_number": _("This is not read as a number. Write it in digits, for example 1 234."),
        "not_a_date": _("This is not read as a date. Write for example 31 January 1975, January 1975 or 1975."),
        "one_option": _("Choose one answer only."),
    }
    return sentences.get(reason, _("This answer was not among the options. Please choose again."))


def input_hint(kind: Kind, accepted: AcceptedAnswer | None, *, asks: str = "") -> str:
    """How the question is answered; nothing for kinds that everybody knows. `asks` is that of the version."""
    hints = {
        Kind.MULTIPLE_RESPONSE: _(
            "Choose all that are right. Each right option earns a share of the point, each wrong one takes a share away; "
            "no question scores below nothing."
        ),
        Kind.ORDERING: _("Give each its place. Pairs in the right order earn points."),
        Kind.MATCHING: _("Choose what belongs to each. One option is left over."),
        Kind.RECALL_LIST: _("Write one to a line, in any order. Each wrong one takes a share of the point away."),
    }
    return hints.get(kind, "") if accepted is None or kind is Kind.RECALL_LIST else _typing_hint(accepted, asks)


def _typing_hint(accepted: AcceptedAnswer, asks: str) -> str:
    if accepted.date is not None:
        return _("As exactly as you know it: 31 January 1975, January 1975 or 1975. The day comes before the month.")
    if accepted.number is not None:
        return _("In digits, for example 1 234.")
    if asks == "abbreviation":
        return _("Letter by letter; capitals do not matter.")
    return _("A name or a few words. Small slips of spelling are forgiven.")


def verdict_word(score: float) -> str:
    """The verdict alone, as every page says it."""
    words = {"right": _("Right"), "partly": _("Partly right"), "wrong": _("Not quite")}
    return words[verdict_of(score)]
