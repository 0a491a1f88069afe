"""The words around figures, right answers, and the names of flaws."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.facts import Hedge
from kfor_quiz.engine.language import Language
from kfor_quiz.engine.lint import Flaw
from kfor_quiz.engine.questions import AcceptedAnswer

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
