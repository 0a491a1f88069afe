"""What learners send: the answer to a card, its rating, and how they want to study."""

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.signing import BadSignature, loads
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.daily import MOST_NEW
from kfor_quiz.engine.pauses import Pause
from kfor_quiz.engine.questions import TYPED_KINDS, Answer, Kind
from kfor_quiz.engine.scheduling import HIGHEST_RETENTION, LOWEST_RETENTION, Rating
from kfor_quiz.memory.plans import FEWEST_MINUTES, LONGEST_AHEAD, MOST_MINUTES, MOST_PAUSES, StudyPlan, read_plan
from kfor_quiz.memory.selectors.fronts import SALT, Front
from kfor_quiz.memory.services.rating import Shown

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_TYPED = 2_000


def read_shown(data: QueryDict) -> Shown | None:
    """What the page had shown; None for what this site never sent, or sent before a release that shows something else."""
    try:
        fact, fact_version, question_version, kind, at = loads(data.get("shown", ""), salt=SALT)
        return Shown(fact, fact_version, question_version, Kind(kind), dt.datetime.fromtimestamp(at, tz=dt.UTC))
    except (BadSignature, ValueError, TypeError):
        return None


def read_typed(data: QueryDict) -> str:
    """What was typed into the field of a card."""
    return data.get("text", "").replace("\x00", "")[:LONGEST_TYPED]


def read_chosen(data: QueryDict) -> int:
    """The place of the option that was chosen; 0 for none."""
    sent = data.get("option", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 3 else 0


def read_answer(front: Front, data: QueryDict) -> Answer | None:
    """What was answered before the card was turned, in the form that its kind has; None for nothing."""
    typed, chosen = read_typed(data).strip(), read_chosen(data)
    if front.kind in TYPED_KINDS:
        return typed or None
    if front.kind is Kind.RECALL_LIST:
        return [line.strip() for line in typed.splitlines() if line.strip()] or None
    return [front.options[chosen - 1].key] if 1 <= chosen <= len(front.options) else None


def read_rating(data: QueryDict) -> Rating | None:
    """The rating that was chosen; None for what is none."""
    return next((rating for rating in Rating if data.get("rating") == str(rating.value)), None)


def read_first(data: QueryDict) -> dt.date | None:
    """The first day of the pause that is to end; None for what is no date."""
    try:
        return dt.date.fromisoformat(data.get("end", ""))
    except ValueError:
        return None


def _one_sentence(sentence: "StrOrPromise") -> "dict[str, StrOrPromise]":
    """The same words for whatever is wrong in a field that takes one kind of thing."""
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)


def day_field(label: "StrOrPromise", **options: Any) -> forms.DateField:
    """The field of a day."""
    widget, words = forms.DateInput(attrs={"type": "date"}), _one_sentence(_("Enter a date, such as 2027-03-31."))
    return forms.DateField(label=label, widget=widget, error_messages=words, **options)


def _number_field(label: "StrOrPromise", sentence: "StrOrPromise", least: int, most: int, **options: Any) -> forms.IntegerField:
    """The field of a whole number; the sentence says what to enter, from {least} to {most}."""
    words = _one_sentence(format_lazy(sentence, least=least, most=most))
    return forms.IntegerField(label=label, min_value=least, max_value=most, error_messages=words, **options)


class PlanForm(forms.Form):
    """How somebody wants to study. Without a day of an exam there is none."""

    minutes = _number_field(
        _("Minutes a day"),
        _("Enter whole minutes from {least} to {most}."),
        FEWEST_MINUTES,
        MOST_MINUTES,
        help_text=format_lazy(_("As many cards as fit into them, of which at most {most} are new."), most=MOST_NEW),
    )
    retention = _number_field(
        _("Recall wanted, in percent"),
        _("Enter whole percents from {least} to {most}."),
        math.ceil(100 * LOWEST_RETENTION),
        math.floor(100 * HIGHEST_RETENTION),
        help_text=_("Cards come back when the chance that you still know them has fallen to this. Higher means more cards a day."),
    )
    four_ratings = forms.BooleanField(
        label=_("Rate each card in four steps"),
        required=False,
        help_text=_("Forgot, hard, good, easy instead of forgot and remembered."),
    )
    exam_on = day_field(
        _("Day of an exam (optional)"),
        required=False,
        help_text=_("Until then, each day brings the cards that add most to what you know on that day."),
    )

    def __init__(self, *args: Any, learner: User, today: dt.date, **options: Any) -> None:
        self.today, plan = today, read_plan(learner)
        initial = {
            "minutes": plan.minutes,
            "retention": round(100 * plan.retention),
            "four_ratings": plan.has_four_ratings,
            "exam_on": plan.exam_after(today),
        }
        super().__init__(*args, **{"initial": initial, **options})

    def clean_exam_on(self) -> dt.date | None:
        exam_on: dt.date | None = self.cleaned_data["exam_on"]
        if exam_on and not self.today < exam_on <= self.today + LONGEST_AHEAD:
            raise forms.ValidationError(gettext("Choose a day after today and within a year, or leave this empty."))
        return exam_on

    @property
    def chosen(self) -> StudyPlan:
        """The plan that was chosen, without pauses."""
        data = self.cleaned_data
        return StudyPlan(data["minutes"], data["retention"] / 100, data["four_ratings"], data["exam_on"])


class PauseForm(forms.Form):
    """Leave, to come or passed: from one day to another, both included."""

    first = day_field(_("First day"))
    last = day_field(_("Last day"))

    def __init__(self, *args: Any, learner: User, today: dt.date, **options: Any) -> None:
        self.pauses, self.today = read_plan(learner).pauses, today
        super().__init__(*args, **{"prefix": "pause", "initial": {"first": today}, **options})

    def clean(self) -> dict[str, Any]:
        cleaned = {**self.cleaned_data}
        if {"first", "last"} <= cleaned.keys():
            self._check(cleaned["first"], cleaned["last"])
        return cleaned

    def _check(self, first: dt.date, last: dt.date) -> None:
        if abs(first - self.today) > LONGEST_AHEAD:
            self.add_error("first", gettext("A pause begins within a year, before or after today."))
        elif last < first:
            self.add_error("last", gettext("The last day comes before the first."))
        elif last - first > LONGEST_AHEAD:
            self.add_error("last", gettext("A pause lasts a year at most."))
        elif len(self.pauses) >= MOST_PAUSES:
            self.add_error(None, gettext("That would be more pauses than this app keeps."))

    @property
    def pause(self) -> Pause:
        """The pause that was chosen."""
        return Pause(self.cleaned_data["first"], self.cleaned_data["last"])
