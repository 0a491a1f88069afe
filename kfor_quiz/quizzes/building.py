"""The choices of a quiz of one's own, from an address or from what was posted."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.bank.models import Pack
from kfor_quiz.engine.questions import CHOICE_KINDS, RECALL_KINDS, Kind
from kfor_quiz.quizzes.models.attempts import LONGEST_BUILD
from kfor_quiz.quizzes.plans import Plan, Pool, suggest_minutes
from kfor_quiz.quizzes.wording import kind_word

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LENGTHS = (5, 10, 15, 20, 30)
CHOICES = ("pack", "topic", "kind", "length", "feedback", "timed", "minutes")
MOST_NAMED = 2
MOST_MINUTES = 180
WRITE_MINUTES = _("Write whole minutes, from 1 to 180.")
GONE = _("Something chosen here is not there any more. Choose again.")


def _boxes(label: "StrOrPromise", choices: Sequence[tuple[str, str]]) -> forms.MultipleChoiceField:
    """Things of which any number may be chosen, or none."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE},
    )


def choices_of(data: QueryDict) -> str:
    """Of what was sent, the choices, as an address has them; nothing where they are too many for one."""
    pairs = [(name, value) for name, values in data.lists() if name in CHOICES for value in values]
    address = urlencode(pairs)
    return address if len(address) <= LONGEST_BUILD else ""


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
        """Topics and kinds that were chosen, where they are few enough to be named: so that quizzes are told apart later."""
        topics = [title for key, title in self.topics if key in self.cleaned_data["topic"]]
        kinds = [capfirst(kind_word(kind)) for kind in self.kinds if kind.value in self.cleaned_data["kind"]]
        named = " · ".join(name for names in (topics, kinds) if len(names) <= MOST_NAMED for name in names)
        return gettext("Your own quiz: %(topic)s") % {"topic": named} if named else gettext("Your own quiz")
