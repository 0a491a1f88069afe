"""What learners send."""

import datetime as dt
import re

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kfor_quiz.engine.calibration import Certainty
from kfor_quiz.engine.questions import TYPED_KINDS, Answer, Kind
from kfor_quiz.engine.scoring import MOST_CHARACTERS, MOST_LINES, UnreadableAnswerError
from kfor_quiz.quizzes.models import Slot

ANSWER_FIELD = re.compile(r"option|text|certainty|(place|left)-\d{1,3}")


class ReportForm(forms.Form):
    text = forms.CharField(label=_("What is wrong or unclear?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))


def read_answer(slot: Slot, data: QueryDict) -> Answer:
    """The answer that a form sent: a text, lines of text, or the keys of the options at the positions chosen.

    Raise UnreadableAnswerError for positions that were not offered, and for an order in which a place is taken twice.
    """
    kind = Kind(slot.question_version.question.kind)
    if kind in TYPED_KINDS:
        return _text(data)
    if kind is Kind.RECALL_LIST:
        return _lines(data)
    if kind is Kind.ORDERING:
        return _order(slot, data)
    if kind is Kind.MATCHING:
        return _pairs(slot, data)
    return [_key_at(slot, position) for position in data.getlist("option")]


def read_what_was_sent(slot: Slot, data: QueryDict) -> Answer:
    """As much of an answer as its question can show again, for a form that came back with an error."""
    kind = Kind(slot.question_version.question.kind)
    if kind in TYPED_KINDS:
        return _text(data)[:MOST_CHARACTERS]
    if kind is Kind.RECALL_LIST:
        return [line[:MOST_CHARACTERS] for line in _lines(data)[: 2 * MOST_LINES]]
    if kind is Kind.ORDERING:
        places = _places(slot, data)
        return sorted(slot.option_order, key=lambda key: places.get(key, 0))
    if kind is Kind.MATCHING:
        return {left: slot.option_order[place - 1] for left, place in _chosen_lefts(slot, data).items() if _is_offered(slot, place)}
    chosen = (_number(position) for position in data.getlist("option"))
    return [slot.option_order[place - 1] for place in chosen if _is_offered(slot, place)]


def pick_answer(data: QueryDict) -> QueryDict:
    """Of what a form sent, the fields of the answer and of how sure the learner is."""
    picked = QueryDict(mutable=True)
    for name, values in data.lists():
        if ANSWER_FIELD.fullmatch(name):
            picked.setlist(name, values)
    return picked


def read_carried(slot: Slot, data: QueryDict) -> tuple[Answer | None, Certainty | None]:
    """What an address carries: an answer sent by somebody who had to sign in first. None where it carries nothing."""
    if not pick_answer(data):
        return None, None
    return read_what_was_sent(slot, data), read_certainty(data)


def _text(data: QueryDict) -> str:
    return data.get("text", "").replace("\x00", "")


def _lines(data: QueryDict) -> list[str]:
    """What is listed: one to a line, or with commas or semicolons between."""
    return [line for part in re.split(r"[\n;,]", _text(data)) if (line := part.strip())]


def _order(slot: Slot, data: QueryDict) -> list[str]:
    places = _places(slot, data)
    if sorted(places.values()) != list(range(1, len(slot.option_order) + 1)):
        raise UnreadableAnswerError("not_in_order")
    return sorted(places, key=lambda key: places[key])


def _places(slot: Slot, data: QueryDict) -> dict[str, int]:
    """The place that each option was given, 0 where that is none."""
    return {key: _number(data.get(f"place-{position}", "")) for position, key in enumerate(slot.option_order, start=1)}


def _pairs(slot: Slot, data: QueryDict) -> dict[str, str]:
    return {left: _key_at(slot, str(place)) for left, place in _chosen_lefts(slot, data).items()}


def _chosen_lefts(slot: Slot, data: QueryDict) -> dict[str, int]:
    """The position of the option that each left was given; without those that were left open."""
    lefts = enumerate(slot.question_version.left_items(), start=1)
    return {left.key: _number(sent) for position, left in lefts if (sent := data.get(f"left-{position}"))}


def _key_at(slot: Slot, position: str) -> str:
    place = _number(position)
    if not _is_offered(slot, place):
        raise UnreadableAnswerError("unknown_option")
    return str(slot.option_order[place - 1])


def _is_offered(slot: Slot, place: int) -> bool:
    return 1 <= place <= len(slot.option_order)


def _number(text: str) -> int:
    """A small number in digits; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def read_certainty(data: QueryDict) -> Certainty | None:
    """How sure the learner says they are; None where they do not say."""
    return next((certainty for certainty in Certainty if data.get("certainty") == str(certainty.value)), None)


def read_elapsed(data: QueryDict) -> dt.timedelta | None:
    """How long the browser says the question was in sight; None where it does not say."""
    text = data.get("elapsed", "")
    return dt.timedelta(milliseconds=int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None
