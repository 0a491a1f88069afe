"""What authors choose from: a fact is shown by what it says."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet

from kfor_quiz.authoring.wording import describe_fact
from kfor_quiz.bank.models import Fact


class Choices(AutocompleteJsonView):
    """What a field offers while somebody types: of facts only those that their pack still has."""

    def get_queryset(self) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset()
        return found.filter(is_retired=False).select_related("current_version") if found.model is Fact else found

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        return result | {"text": describe_fact(obj)} if isinstance(obj, Fact) else result
