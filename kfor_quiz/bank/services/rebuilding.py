"""What the bank derives from its own rows, made anew: texts for the search, and what each question gives away."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import QuerySet

from kfor_quiz.bank.models import Entity, Fact, Pack, Passage, Question
from kfor_quiz.bank.models.questions import RetiredBy
from kfor_quiz.bank.selectors.folding import fold
from kfor_quiz.bank.selectors.knowledge import DRAFT_ROWS, DRAFT_SETS, draft_of, entity_names, pack_knowledge
from kfor_quiz.bank.services.rows import BATCH
from kfor_quiz.engine.briefing import plain_text
from kfor_quiz.engine.disclosure import Discloser

Row = TypeVar("Row", bound=models.Model)


def in_batches(rows: "QuerySet[Row]") -> Iterator[list[Row]]:
    """The rows by age, a thousand at a time, each batch read when its turn comes."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def rebuild_search_texts(*, pack_row: Pack) -> int:
    """Bring what the search looks into in line with what the rows of a pack say. Return how many rows it was other for."""
    return (
        _rebuild_texts(Passage.objects.filter(pack=pack_row), lambda row: plain_text(row.text))
        + _rebuild_texts(Entity.objects.filter(pack=pack_row), lambda row: " ".join(_entity_words(row)))
        + _rebuild_texts(Fact.objects.filter(pack=pack_row).select_related("current_version"), _fact_words)
    )


def _entity_words(row: Entity) -> list[str]:
    return [text for text in dict.fromkeys((row.name, row.abbreviation, *row.variants, row.gloss)) if text]


def _fact_words(row: Fact) -> str:
    return row.current_version.statement if row.current_version else ""


def _rebuild_texts(rows: QuerySet[Any], text_of: Callable[[Any], str]) -> int:
    count = 0
    for batch in in_batches(rows):
        stale = [row for row in batch if row.search_text != fold(text_of(row))]
        for row in stale:
            row.search_text = fold(text_of(row))
        if stale:
            rows.model._default_manager.bulk_update(stale, ["search_text"])  # noqa: SLF001
        count += len(stale)
    return count


def rebuild_disclosures(*, pack_row: Pack) -> int:
    """Find anew what the questions of a pack give away; return for how many it was other.

    What the pack withdrew is left as it was when it could last be asked.
    """
    discloser, names = Discloser(pack_knowledge(pack_row)), entity_names(pack_row)
    questions = Question.objects.filter(pack=pack_row, current_version__isnull=False).exclude(retired_by=RetiredBy.LOADER)
    return sum(_rebuild_disclosed([row.pk for row in batch], discloser, names) for batch in in_batches(questions.only("pk")))


@transaction.atomic
def _rebuild_disclosed(keys: list[int], discloser: Discloser, names: frozenset[str]) -> int:
    rows = (
        Question.objects.filter(pk__in=keys, current_version__isnull=False)
        .select_related(*DRAFT_ROWS)
        .prefetch_related(*DRAFT_SETS)
        .locked()
    )
    stale = []
    for row in rows:
        before = row.discloses
        row.discloses = discloser.of(draft_of(row, row.current_version, names)).as_json() if row.current_version else {}
        if row.discloses != before:
            stale.append(row)
    if stale:
        Question.objects.bulk_update(stale, ["discloses"])
    return len(stale)
