"""The words of feedback, and of time."""

import datetime as dt
import math

from django.utils.translation import gettext as _

from kfor_quiz.bank.models import FactVersion, QuestionVersion
from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.questions import AcceptedAnswer, Kind


def input_hint(kind: Kind) -> str:
    """What may be typed."""
    if kind is Kind.TYPED_DATE:
        return _("As exactly as you know it: 31 January 1975, January 1975 or 1975. The day comes before the month.")
    if kind is Kind.TYPED_NUMBER:
        return _("In digits, for example 1 234.")
    return _("A name or a few words. Small slips of spelling are forgiven.")


def verdict_word(score: float) -> str:
    """The verdict alone, as every page says it."""
    if score == 1:
        return _("Right")
    return _("Partly right") if score > 0 else _("Not quite")


def verdict_heading(score: float, *, miss: str) -> str:
    """The verdict in a few words; `miss` says what is missing or how far off the answer was, and may be empty."""
    word = verdict_word(score)
    return _("%(verdict)s: %(miss)s") % {"verdict": word, "miss": miss} if miss and score < 1 else word


def right_answer(accepted: AcceptedAnswer, *, asks: str, language: Language) -> str:
    """The right answer to a typed question."""
    if accepted.number is not None:
        return language.number_text(accepted.number)
    if accepted.date is not None:
        return language.asked_text(read_date(accepted.date))
    if asks == "member":
        return _("For example: %(name)s") % {"name": accepted.texts[0]}
    return accepted.texts[0]


def citation_of(fact: FactVersion) -> str:
    """Where a sentence stands: in the briefing, and in the source as it was cited then."""
    words = {
        "topic": fact.passage.topic.title,
        "source": fact.source_title,
        "edition": fact.edition,
        "paragraph": fact.paragraph,
    }
    return _("Briefing, %(topic)s · from %(source)s (%(edition)s), paragraph %(paragraph)s") % words


def right_answer_typed(version: QuestionVersion) -> str:
    """The right answer as a learner would type it."""
    accepted = version.accepted_answer()
    return right_answer(accepted, asks="", language=LANGUAGES[version.question.pack.language]) if accepted else ""


def refusal(reason: str) -> str:
    """Why an answer could not be taken, and what to do. `reason` is that of `UnreadableAnswerError`."""
    sentences = {
        "empty": _("Give an answer first."),
        "too_long": _("Please answer in 200 characters or fewer."),
        "not_a_number": _("This is not read as a number. Write it in digits, for example 1 234."),
        "not_a_date": _("This is not read as a date. Write for example 31 January 1975, January 1975 or 1975."),
        "one_option": _("Choose one answer only."),
    }
    return sentences.get(reason, _("This answer was not among the options. Please choose again."))


def minutes_of(time: dt.timedelta) -> int:
    """A time in whole minutes; what is left of one counts as one."""
    return math.ceil(time.total_seconds() / 60)


def extra_time_words(percent: int, time: dt.timedelta) -> str:
    """What somebody has who has more time than others; empty for everybody else."""
    words = {"percent": percent, "minutes": minutes_of(time)}
    return _("You have %(percent)d %% extra time: %(minutes)d minutes.") % words if percent else ""


def chance_words(chance: float) -> str:
    """A chance as times of a hundred; never quite all or none where it is not so."""
    times = round(100 * chance)
    if times == 100 and chance < 1:
        return _("more than 99")
    return _("fewer than 1") if times == 0 and chance > 0 else str(times)
