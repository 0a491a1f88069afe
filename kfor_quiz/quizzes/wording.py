"""The words of feedback."""

import datetime as dt

from django.utils.translation import gettext as _

from kfor_quiz.bank.models import FactVersion, Option, QuestionVersion
from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.language import LANGUAGES, Language
from kfor_quiz.engine.questions import AcceptedAnswer, Kind


def input_hint(kind: Kind) -> str:
    """What may be typed."""
    if kind is Kind.TYPED_DATE:
        return _("As exactly as you know it: 12 June 1999, June 1999 or 1999. The day comes before the month.")
    if kind is Kind.TYPED_NUMBER:
        return _("In digits, for example 2 500.")
    return _("A name or a few words. Small slips of spelling are forgiven.")


def verdict_heading(score: float, *, distance: str) -> str:
    """The verdict in a few words; `distance` says how far off a date was, and may be empty."""
    if score == 1:
        return _("Right")
    if score > 0:
        return _("Partly right: %(percent)d %% of the point") % {"percent": round(100 * score)}
    return _("Not quite: %(distance)s") % {"distance": distance} if distance else _("Not quite")


def right_answer(accepted: AcceptedAnswer, *, asks: str, language: Language) -> str:
    """The right answer to a typed question."""
    if accepted.number is not None:
        return language.number_text(accepted.number)
    if accepted.date is not None:
        return language.date_text(read_date(accepted.date))
    if asks == "member":
        return _("For example: %(name)s") % {"name": accepted.texts[0]}
    return accepted.texts[0]


def chosen_distance(chosen: Option, key: Option, language: Language) -> str:
    """How far the right day is from the day that was chosen; empty where they are not two days."""
    days = [_single_day(option.sort_value) for option in (chosen, key)]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return ""
    return language.day_distance((days[1] - days[0]).days)


def _single_day(sort_value: str) -> dt.date | None:
    """The day of a date option, whose sort value holds the first and the last day; None for any other option."""
    first, _space, last = sort_value.partition(" ")
    return dt.date.fromisoformat(first) if first and first == last else None


def citation_of(fact: FactVersion, version: QuestionVersion) -> str:
    """Where a sentence stands: in the briefing, and in the source."""
    words = {
        "topic": fact.passage.topic.title,
        "source": fact.source.title,
        "edition": version.question.pack.edition,
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
        "not_a_number": _("This is not read as a number. Write it in digits, for example 2 500."),
        "not_a_date": _("This is not read as a date. Write for example 12 June 1999, June 1999 or 1999."),
        "one_option": _("Choose one answer only."),
    }
    return sentences.get(reason, _("This answer was not among the choices. Please choose again."))
