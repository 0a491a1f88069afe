"""The bank as JSON lines: what other programs read and what responses are graded against."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from kfor_quiz.bank.models import Option, Pack, Question, QuestionFact, QuestionVersion
from kfor_quiz.bank.selectors.knowledge import gradable_of, told_facts
from kfor_quiz.engine.briefing import plain_text
from kfor_quiz.engine.questions import AcceptedAnswer

CHUNK = 500


def export_id(question: Question) -> str:
    """The name of a question outside: its pack and its key there. Reads the pack: fetch it along."""
    return f"{question.pack.key}/{question.key}"


def export_lines(pack: Pack | None = None) -> Iterator[str]:
    """One JSON object for each published question, sorted by id; the same bytes on any machine and database."""
    for pack_key in sorted(Pack.objects.values_list("key", flat=True)) if pack is None else [pack.key]:
        for rows in _chunks(pack_key):
            yield from (json.dumps(describe_question(row), ensure_ascii=False) for row in rows)


def _chunks(pack_key: str) -> Iterator[list[Question]]:
    """The questions of one pack in the order of their keys, a chunk at a time. Sorted here: databases differ in how they sort."""
    found = sorted(_exportable().filter(pack__key=pack_key).values_list("key", "pk"))
    for start in range(0, len(found), CHUNK):
        ids = [pk for _, pk in found[start : start + CHUNK]]
        rows = _with_all().in_bulk(ids)
        yield [rows[pk] for pk in ids]


def _exportable() -> "QuerySet[Question]":
    return Question.objects.published().filter(current_version__isnull=False)


def _with_all() -> "QuerySet[Question]":
    options = Prefetch("current_version__options", Option.objects.select_related("fact").order_by("order"))
    related = ("pack", "topic", "current_version__question", "fact")
    asked = Prefetch("current_version__fact_links", QuestionFact.objects.asked().select_related("fact_version__passage"))
    return Question.objects.select_related(*related).prefetch_related(options, asked)


def describe_question(row: Question) -> dict[str, Any]:
    """One published question with everything that a reader needs to check it.

    What is told of several facts stands one after the other, in the order of `facts`.
    """
    version = row.current_version
    if version is None:
        raise ValueError(f"{row.key} has no version")
    told = told_facts(row, version)
    return {
        "id": export_id(row),
        "version": version.number,
        "kind": row.kind,
        "topic": row.topic.key,
        "importance": row.importance,
        "facts": [fact.fact.key for fact in told],
        "stem": version.stem,
        **_describe_options(version),
        "accepted": accepted_texts(version.accepted_answer()),
        "statement": _joined(" ", (fact.statement for fact in told)),
        "sentence": _joined(" ", (fact.sentence for fact in told)),
        "passage": _joined("\n\n", (plain_text(fact.passage.text) for fact in told)),
        "citation": _joined("; ", (f"{fact.citation} {fact.source_address}" for fact in told)),
        "as_of": max(fact.as_of for fact in told) or None,
    }


def _joined(between: str, texts: Iterable[str]) -> str:
    """The texts, each once."""
    return between.join(dict.fromkeys(texts))


def _describe_options(version: QuestionVersion) -> dict[str, Any]:
    options, gradable = list(version.options.all()), gradable_of(version)
    keys = [option.key for option in options if option.is_key]
    return {
        "options": [{"id": option.key, "text": option.text} for option in options],
        "lefts": [{"id": left.key, "text": left.text} for left in version.left_items()],
        "key": gradable.pairs or list(gradable.order) or keys,
        "rationales": {option.key: option.rationale for option in options},
        "proofs": {option.key: option.proof for option in options if option.proof},
    }


def accepted_texts(accepted: AcceptedAnswer | None) -> list[str]:
    """What may be typed: every name, the figure, or the date in EDTF; for a list the names of all its members."""
    if accepted is None:
        return []
    figures: Iterable[str] = () if accepted.number is None else (str(accepted.number),)
    members = (name for names in accepted.members for name in names)
    return [*accepted.texts, *figures, *((accepted.date,) if accepted.date else ()), *members]
