"""Questions that put several facts in order: events by their dates, figures by their size."""

import dataclasses
from collections.abc import Iterable, Iterator

from kfor_quiz.engine import sort_values
from kfor_quiz.engine.comparing import are_far_apart
from kfor_quiz.engine.digests import digest_number
from kfor_quiz.engine.facts import EventValue, Fact, MeasureValue
from kfor_quiz.engine.generation.drafting import Drafting, arrange
from kfor_quiz.engine.generation.events import is_placed, placed_elsewhen
from kfor_quiz.engine.generation.pools import NOTHING
from kfor_quiz.engine.knowledge import Template
from kfor_quiz.engine.questions import Kind, Option, QuestionDraft

FEWEST, MOST = 4, 6
# One in so many events begins an ordering; the others stand in these.
BEGINS_ORDERING = 2


def order_events(drafting: Drafting, fact: Fact, event: EventValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """This event and others that certainly happened at other times, the nearest first; for one event in two.

    Where there are so few that all orderings would hold the same, one is enough: that of the first.
    """
    if not is_placed(event):
        return
    draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, {}))
    dated = placed_elsewhen(drafting, draft, event)
    if not _begins_ordering(fact, dated):
        return
    chosen = [(fact, event)]
    for other, value in dated:
        if len(chosen) < _length(draft) and all(value.when.disjoint(held.when) for _, held in chosen):
            chosen.append((other, value))
    if len(chosen) >= FEWEST:
        rows = [(one, drafting.language.capitalise(value.clause), sort_values.of_date(value.when)) for one, value in chosen]
        yield _ordered(drafting, draft, rows)


def _begins_ordering(fact: Fact, others: list[tuple[Fact, EventValue]]) -> bool:
    if len(others) < MOST:
        return all(fact.key < other.key for other, _ in others)
    return digest_number("ordering", fact.key, below=BEGINS_ORDERING) == 0


def order_figures(drafting: Drafting, fact: Fact, measure: MeasureValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """The figures of one series by their size, asked once: with the first of its facts."""
    pool = drafting.pools.measures.get(("series", measure.series or ""), NOTHING)
    held = [drafting.pack.fact_by_key[key] for key in pool.near(fact.key)]
    if not held or held[0].key != fact.key:
        return
    draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, {}))
    chosen: list[tuple[Fact, MeasureValue]] = []
    for other in held:
        value = other.value
        if isinstance(value, MeasureValue) and len(chosen) < MOST and all(are_far_apart(value, one) for _, one in chosen):
            chosen.append((other, value))
    if len(chosen) >= FEWEST:
        rows = [(one, drafting.language.capitalise(value.names), sort_values.of_number(value.number)) for one, value in chosen]
        yield _ordered(drafting, draft, rows)


def _length(draft: QuestionDraft) -> int:
    return FEWEST + digest_number("length", draft.key, below=MOST - FEWEST + 1)


def _ordered(drafting: Drafting, draft: QuestionDraft, rows: Iterable[tuple[Fact, str, str]]) -> QuestionDraft:
    """A draft of facts, each with its text and what it is sorted by. All are keys: what is wrong is their order."""
    rows = list(rows)
    options = [_option(drafting, draft, fact, text, value) for fact, text, value in rows]
    facts = [fact for fact, _, _ in rows]
    return dataclasses.replace(drafting.asking(draft, facts), options=arrange(draft.key, options, is_sorted=False))


def _option(drafting: Drafting, draft: QuestionDraft, fact: Fact, text: str, sort_value: str) -> Option:
    return drafting.option(draft, fact.key, text, rationale=fact.statement, sort_value=sort_value, fact_key=fact.key)
