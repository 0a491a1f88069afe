"""The columns of questions that follow facts and packs: compared before and after, and stored together."""

from collections.abc import Sequence

from kfor_quiz.bank.models import Question
from kfor_quiz.bank.services.rows import BATCH

_NAMES = (
    "kind",
    "topic",
    "importance",
    "fact",
    "template",
    "variant",
    "status",
    "retired_by",
    "status_before",
    "discloses",
)
_FIELDS = [field for field in Question._meta.concrete_fields if field.name in _NAMES]  # noqa: SLF001


def column_values(question: Question) -> list[object]:
    """What the columns hold, for comparing; a related row stands as its id, so that none is read."""
    return [field.value_from_object(question) for field in _FIELDS]


def update_columns(questions: Sequence[Question]) -> None:
    """Store the columns of questions that are in the database; nothing for none."""
    if questions:
        Question.objects.bulk_update(questions, _NAMES, batch_size=BATCH)
