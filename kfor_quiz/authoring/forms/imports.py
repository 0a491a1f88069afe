"""The form in which a deck of another program is brought in."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kfor_quiz.bank.models import Pack, Topic
from kfor_quiz.bank.services.import_words import fault_sentence
from kfor_quiz.formats.anki import MOST_PACKED, AnkiFileError, FoundDeck, read_deck


class AnkiImportForm(forms.Form):
    """A pack, one of its topics, and an Anki package, which `cleaned_data` has as it was read."""

    pack = forms.ModelChoiceField(label=_("Pack"), queryset=Pack.objects.all())
    topic = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=Topic.objects.filter(is_retired=False).select_related("pack").order_by("pack__title", "order"),
        help_text=_("Where the drafts stand until you choose the fact of each."),
    )
    deck = forms.FileField(
        label=_("Anki package"),
        widget=forms.FileInput(attrs={"accept": ".apkg,.colpkg"}),
        error_messages={"empty": _("This file is empty. Export the deck from Anki again, and choose that file.")},
        help_text=_("A file that Anki exported, with a name that ends in .apkg. Pictures and sounds are left out."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = list(self.fields["topic"].queryset)  # type: ignore[attr-defined]
        by_pack = groupby(topics, key=lambda topic: topic.pack.title)
        groups = [(title, [(topic.pk, topic.title) for topic in group]) for title, group in by_pack]
        self.fields["topic"].choices = [("", "---------"), *groups]  # type: ignore[attr-defined]
        if len(packs := {topic.pack_id for topic in topics}) == 1:
            self.fields["pack"].initial = packs.pop()

    def clean_deck(self) -> FoundDeck:
        """The notes of the file."""
        try:
            return read_deck(self.cleaned_data["deck"].read(MOST_PACKED + 1))
        except AnkiFileError as error:
            raise forms.ValidationError(fault_sentence(error.fault)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        pack, topic = cleaned.get("pack"), cleaned.get("topic")
        if pack and topic and topic.pack_id != pack.pk:
            self.add_error("topic", gettext("This topic is in another pack. Choose one of “%(pack)s”.") % {"pack": pack.title})
        return cleaned
