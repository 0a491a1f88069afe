"""Stored questions that ask the same as one that is being written."""

from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.bank.models.questions import Status
from kfor_quiz.bank.selectors.knowledge import DRAFT_ROWS, DRAFT_SETS, draft_of
from kfor_quiz.engine.likeness import Asked, are_near_duplicates


def find_near_duplicates(asked: Asked, *, pack: Pack, edited: Question | None = None) -> list[Question]:
    """Questions of the pack that are near duplicates of `asked`, out of use ones and the `edited` one aside. Six queries."""
    rows = (
        Question.objects.filter(pack=pack, kind=asked.kind, current_version__isnull=False)
        .exclude(status=Status.RETIRED)
        .select_related(*DRAFT_ROWS)
        .prefetch_related(*DRAFT_SETS)
    )
    drafts = ((row, draft_of(row, row.current_version, frozenset())) for row in rows if row.current_version)
    return [row for row, draft in drafts if row != edited and are_near_duplicates(asked, draft)]
