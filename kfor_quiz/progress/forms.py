"""What a learner asks of the future."""

import datetime as dt

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.memory.forms import day_field
from kfor_quiz.memory.plans import LONGEST_AHEAD


class WhenForm(forms.Form):
    """The day of an exam to look ahead to."""

    on = day_field(_("Day of the exam"), required=False)

    def __init__(self, data: object, *, today: dt.date, exam_on: dt.date | None) -> None:
        self.today, self.exam_on = today, exam_on
        super().__init__(data or None, initial={"on": exam_on})  # type: ignore[arg-type]

    def clean_on(self) -> dt.date | None:
        on: dt.date | None = self.cleaned_data["on"]
        if on and not self.today < on <= self.today + LONGEST_AHEAD:
            raise forms.ValidationError(gettext("Choose a day after today, within a year."))
        return on

    def read(self) -> dt.date | None:
        """The day that was asked about, or that of the learner's exam; None for neither."""
        return (self.cleaned_data["on"] or self.exam_on) if self.is_valid() else self.exam_on
