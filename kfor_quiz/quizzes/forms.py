"""What learners send."""

import datetime as dt

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kfor_quiz.engine.calibration import Certainty
from kfor_quiz.engine.scoring import UnreadableAnswerError
from kfor_quiz.quizzes.models import Slot


class ReportForm(forms.Form):
    text = forms.CharField(label=_("What is wrong or unclear?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))


def read_answer(slot: Slot, data: QueryDict) -> str | list[str]:
    """The answer that a form sent: text, or the keys of the options at the positions chosen.

    Raise UnreadableAnswerError for positions that were not offered.
    """
    if not slot.option_order:
        return data.get("text", "").replace("\x00", "")
    return [_key_at(slot, position) for position in data.getlist("option")]


def _key_at(slot: Slot, position: str) -> str:
    if not (position.isascii() and position.isdigit() and len(position) < 4 and 1 <= int(position) <= len(slot.option_order)):
        raise UnreadableAnswerError("unknown_option")
    return str(slot.option_order[int(position) - 1])


def read_certainty(data: QueryDict) -> Certainty | None:
    """How sure the learner says they are; None where they do not say."""
    return next((certainty for certainty in Certainty if data.get("certainty") == str(certainty.value)), None)


def read_elapsed(data: QueryDict) -> dt.timedelta | None:
    """How long the browser says the question was in sight; None where it does not say."""
    text = data.get("elapsed", "")
    return dt.timedelta(milliseconds=int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None


def chosen_positions(data: QueryDict) -> frozenset[int]:
    """What was chosen, to show it again beside an error."""
    return frozenset(
        int(position) for position in data.getlist("option") if position.isascii() and position.isdigit() and len(position) < 4
    )
