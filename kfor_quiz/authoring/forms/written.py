"""The form in which a question is written by hand."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.authoring.wording import describe_fact
from kfor_quiz.bank.models import Fact, Option, Question
from kfor_quiz.bank.models.questions import QUESTION_KINDS
from kfor_quiz.bank.selectors.likeness import find_near_duplicates
from kfor_quiz.bank.services.authored import MOST_IN_STEM, Problem, WrittenOption, WrittenQuestion, find_problems
from kfor_quiz.engine.dates import read_date
from kfor_quiz.engine.questions import TYPED_KINDS, WRITTEN_KINDS, AcceptedAnswer, Kind

OPTION_ROWS = range(1, 7)
OPTION_FIELDS = ("text", "is_key", "rationale", "contradicted_by")


class WrittenQuestionForm(forms.ModelForm[Question]):
    """One fact, one kind, a stem, and either options or what a typed answer may be.

    An edit is checked within a transaction: the question is held from then until it is saved.
    """

    version = forms.IntegerField(label=_("Version"), required=False, widget=forms.HiddenInput)
    stem = forms.CharField(label=_("Stem"), widget=forms.Textarea(attrs={"rows": 2}), max_length=MOST_IN_STEM)
    accepted_texts = forms.CharField(
        label=_("Accepted names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For typed text: one to a line, the best one first."),
    )
    accepted_number = forms.IntegerField(label=_("Right number"), required=False, help_text=_("For a typed number."))
    hedged = forms.BooleanField(
        label=_("The source says “about” or the like"), required=False, help_text=_("A number within 5 % then earns half a point.")
    )
    accepted_date = forms.CharField(
        label=_("Right date"),
        required=False,
        help_text=_("For a typed date, as fine as the source gives it: 1999-06-12, 1999-06 or 1999."),
    )

    class Meta:
        model = Question
        fields = ["fact", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fact"].queryset = Fact.objects.current().order_by("key")  # type: ignore[attr-defined]
        self.fields["fact"].label_from_instance = describe_fact  # type: ignore[attr-defined]
        written = [("", "---------"), *(kind for kind in QUESTION_KINDS if kind[0] in WRITTEN_KINDS)]
        self.fields["kind"].choices = written  # type: ignore[attr-defined]
        for number in OPTION_ROWS:
            self.fields.update(_option_fields(number))
        if self.instance.pk and not self.is_bound:
            self.initial.update(_stored(self.instance))

    def clean_accepted_date(self) -> str:
        text = str(self.cleaned_data["accepted_date"]).strip()
        if text:
            try:
                read_date(text)
            except ValueError as error:
                raise forms.ValidationError(gettext("Write the date as 1999-06-12, a month as 1999-06, a year as 1999.")) from error
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        needed: dict[str | None, str] = {
            Kind.TYPED_TEXT: "accepted_texts",
            Kind.CLOZE: "accepted_texts",
            Kind.TYPED_NUMBER: "accepted_number",
            Kind.TYPED_DATE: "accepted_date",
        }
        field = needed.get(kind)
        if field and field not in self.errors and cleaned.get(field) in (None, ""):
            self.add_error(field, gettext("A question of this kind needs it."))
        if not self.errors:
            self._refuse_unfit()
        return cleaned

    def _refuse_unfit(self) -> None:
        """Say everything for which the question could not be stored."""
        stored = Question.objects.locked().get(pk=self.instance.pk) if self.instance.pk else None
        written, rows = self.written(), self._rows_used()  # before the first error takes what it concerns out of cleaned_data
        for problem in find_problems(written, stored):
            self.add_error(self._place_of(problem, rows), problem.sentence)
        for other in find_near_duplicates(written, pack=written.fact.pack, edited=stored):
            self.add_error("stem", _like(other))

    def _place_of(self, problem: Problem, rows: list[int]) -> str | None:
        """The field beside which a problem is told; None for the top of the form. `rows` are the numbers of the options."""
        if problem.option is None:
            return problem.field or None
        return f"option_{rows[problem.option]}_{problem.field}"

    def written(self) -> WrittenQuestion:
        """What the author wrote; call it on a valid form."""
        kind = Kind(self.cleaned_data["kind"])
        is_typed = kind in TYPED_KINDS
        return WrittenQuestion(
            fact=self.cleaned_data["fact"],
            kind=kind,
            stem=self.cleaned_data["stem"],
            options=() if is_typed else tuple(self._options()),
            accepted=self._accepted(kind) if is_typed else None,
            # No version has the number 0: an edit that does not say what it edits is refused.
            edits=(self.cleaned_data["version"] or 0) if self.instance.pk else None,
        )

    def _options(self) -> Iterator[WrittenOption]:
        keys = {number: option.key for number, option in _stored_options(self.instance)}
        for number in self._rows_used():
            fields = {name: self.cleaned_data[f"option_{number}_{name}"] for name in OPTION_FIELDS}
            yield WrittenOption(**fields, key=keys.get(number, ""))

    def _rows_used(self) -> list[int]:
        """The numbers of the options in which anything stands."""
        return [number for number in OPTION_ROWS if any(self.cleaned_data[f"option_{number}_{name}"] for name in OPTION_FIELDS)]

    def _accepted(self, kind: Kind) -> AcceptedAnswer:
        if kind is Kind.TYPED_NUMBER:
            return AcceptedAnswer(number=self.cleaned_data["accepted_number"], hedged=self.cleaned_data["hedged"])
        if kind is Kind.TYPED_DATE:
            return AcceptedAnswer(date=self.cleaned_data["accepted_date"])
        lines = self.cleaned_data["accepted_texts"].splitlines()
        return AcceptedAnswer(texts=tuple(dict.fromkeys(line.strip() for line in lines if line.strip())))


def _like(other: Question) -> SafeString:
    """That another question asks the same, with a link to it."""
    sentence = gettext(
        "Near duplicate: “{stem}” asks nearly the same and has the same answer. Ask something else, or edit that one."
    )
    address = reverse("admin:bank_question_change", args=[other.pk])
    stem = other.current_version.stem if other.current_version else other.key
    return format_html(sentence, stem=format_html('<a href="{}">{}</a>', address, stem))


def _option_fields(number: int) -> dict[str, forms.Field]:
    wide = forms.TextInput(attrs={"size": 60})
    return {
        f"option_{number}_text": forms.CharField(label=_("Text"), required=False, max_length=300, widget=wide),
        f"option_{number}_is_key": forms.BooleanField(label=_("Is right"), required=False),
        f"option_{number}_rationale": forms.CharField(
            label=_("Why it is right or wrong"), required=False, max_length=500, widget=wide
        ),
        f"option_{number}_contradicted_by": forms.CharField(
            label=_("Paragraph that contradicts it"),
            required=False,
            max_length=40,
            help_text=_("For a wrong option, for example 5.1/1."),
        ),
    }


def _stored(question: Question) -> dict[str, Any]:
    """The newest version of a question as the form shows it."""
    version = question.current_version
    if version is None:
        return {}
    accepted = version.accepted_answer() or AcceptedAnswer()
    values: dict[str, Any] = {
        "version": version.number,
        "stem": version.stem,
        "accepted_texts": "\n".join(accepted.texts),
        "accepted_number": accepted.number,
        "hedged": accepted.hedged,
        "accepted_date": accepted.date or "",
    }
    for number, option in _stored_options(question):
        values |= {
            f"option_{number}_text": option.text,
            f"option_{number}_is_key": option.is_key,
            f"option_{number}_rationale": option.rationale,
            f"option_{number}_contradicted_by": option.paragraph,
        }
    return values


def _stored_options(question: Question) -> Iterator[tuple[int, Option]]:
    """The options of the newest version, each with the number of the row in which the form shows it."""
    version = question.current_version
    return zip(OPTION_ROWS, version.options.order_by("order") if version else (), strict=False)
