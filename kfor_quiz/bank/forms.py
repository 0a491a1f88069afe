"""How a timeline is narrowed by its address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kfor_quiz.bank.selectors.timeline import EventFilter, Timeline
from kfor_quiz.bank.selectors.wanted import MOST_CHARACTERS, clean_query


class TimelineForm(forms.Form):
    """`topic` (several), `from`, `to` and `q`. What an address says amiss is told beside its field, and narrows nothing."""

    topic = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, timeline: Timeline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [("", _("any year")), *((str(year), str(year)) for year in timeline.years)]
        self.fields["topic"].choices = timeline.topics  # type: ignore[attr-defined]
        self.fields["from"] = forms.ChoiceField(label=_("From"), required=False, choices=years)
        self.fields["to"] = forms.ChoiceField(label=_("To"), required=False, choices=years)
        self.fields["q"] = forms.CharField(label=_("With the words"), required=False, max_length=MOST_CHARACTERS)

    def read(self) -> EventFilter:
        """The filter that its valid fields make; two years in the wrong order are turned round."""
        self.full_clean()
        given = self.cleaned_data
        first, last = (int(given[name]) if given.get(name) else None for name in ("from", "to"))
        if first and last:
            first, last = min(first, last), max(first, last)
        return EventFilter(frozenset(given.get("topic") or ()), first, last, clean_query(given.get("q") or ""))
