"""What learners send."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.bank.models import Pack
from kfor_quiz.engine.calibration import Certainty
from kfor_quiz.engine.questions import CHOICE_KINDS, RECALL_KINDS, TYPED_KINDS, Answer, Kind
from kfor_quiz.engine.scoring import MOST_CHARACTERS, MOST_LINES, UnreadableAnswerError
from kfor_quiz.quizzes.models import Slot
from kfor_quiz.quizzes.models.attempts import LONGEST_BUILD
from kfor_quiz.quizzes.plans import Plan, Pool, suggest_minutes
from kfor_quiz.quizzes.wording import kind_word

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LENGTHS = (5, 10, 15, 20, 30)
MOST_MINUTES = 180
WRITE_MINUTES = _("Write whole minutes, from 1 to 180.")
GONE = _("Something chosen here is not there any more. Choose again.")


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


def _boxes(label: "StrOrPromise", choices: Sequence[tuple[str, str]]) -> forms.MultipleChoiceField:
    """Things of which any number may be chosen, or none."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE},
    )


class BuildForm(forms.Form):
    """What a quiz of one's own is to be, from an address or from what was posted. Of topics and kinds, none stands for all."""

    length = forms.TypedChoiceField(
        label=_("How many questions"),
        choices=[(length, length) for length in LENGTHS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these lengths.")},
    )
    feedback = forms.ChoiceField(
        label=_("Feedback"),
        choices=[("at_once", _("After each answer")), ("at_end", _("At the end"))],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose when to see the feedback.")},
    )
    timed = forms.BooleanField(label=_("Against the clock"), required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        help_text=_("Only with the clock. Left empty: as many as an exam would give for these questions."),
        error_messages={"invalid": WRITE_MINUTES, "min_value": WRITE_MINUTES, "max_value": WRITE_MINUTES},
    )

    def __init__(self, data: QueryDict, *, pack: Pack, topics: Sequence[tuple[str, str]], kinds: Sequence[Kind]) -> None:
        given = data.copy()
        for name, usual in (("length", "10"), ("feedback", "at_once")):
            given.setdefault(name, usual)
        super().__init__(given)
        self.pack, self.topics, self.kinds = pack, topics, kinds
        self.fields["topic"] = _boxes(_("Topics"), topics)
        self.fields["kind"] = _boxes(_("Kinds of question"), [(kind.value, kind_word(kind)) for kind in kinds])

    def clean(self) -> None:
        """Refuse what would make an address too long to keep."""
        if not self.errors and len(self.query()) > LONGEST_BUILD:
            self.add_error("topic", _("These are too many to keep. Choose fewer topics, or none: that stands for all."))

    def kind_groups(self) -> list[tuple[str, list[BoundWidget]]]:
        """The kinds by what one does, each group with its name; groups without any are left out."""
        boxes = list(self["kind"])
        groups = [(_("Choose"), CHOICE_KINDS), (_("Write"), RECALL_KINDS), (_("Arrange"), set(Kind) - CHOICE_KINDS - RECALL_KINDS)]
        named = [(str(name), [box for box in boxes if box.data["value"] in kinds]) for name, kinds in groups]
        return [group for group in named if group[1]]

    def query(self) -> str:
        """The choices as an address has them, the same for the same choices. Only of a valid form."""
        chosen = self.cleaned_data
        pairs = [("pack", self.pack.key)]
        pairs += [("topic", key) for key, _title in self.topics if key in chosen["topic"]]
        pairs += [("kind", kind.value) for kind in self.kinds if kind.value in chosen["kind"]]
        pairs += [("length", str(chosen["length"])), ("feedback", chosen["feedback"])]
        pairs += [("timed", "on")] if chosen["timed"] else []
        pairs += [("minutes", str(chosen["minutes"]))] if chosen["timed"] and chosen["minutes"] else []
        return urlencode(pairs)

    def time_limit(self) -> int | None:
        """How many minutes the quiz takes, before anybody's extra time; None without a clock. Only of a valid form."""
        chosen = self.cleaned_data
        return (chosen["minutes"] or suggest_minutes(chosen["length"])) if chosen["timed"] else None

    def plan(self) -> Plan:
        """What to start. Only of a valid form."""
        chosen, minutes = self.cleaned_data, self.time_limit()
        return Plan(
            title=self._title(),
            pool=Pool(self.pack, topics=tuple(chosen["topic"]), kinds=tuple(map(Kind, chosen["kind"]))),
            length=chosen["length"],
            feedback_at_end=chosen["feedback"] == "at_end",
            time_limit=None if minutes is None else dt.timedelta(minutes=minutes),
            built_from=self.query(),
        )

    def _title(self) -> str:
        titles = [title for key, title in self.topics if key in self.cleaned_data["topic"]]
        return gettext("Your own quiz: %(topic)s") % {"topic": titles[0]} if len(titles) == 1 else gettext("Your own quiz")
