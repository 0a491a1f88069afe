"""Questions about figures."""

import dataclasses
from collections.abc import Iterator

from kfor_quiz.engine import sort_values
from kfor_quiz.engine.comparing import series_of, tells_apart
from kfor_quiz.engine.digests import digest_number
from kfor_quiz.engine.facts import Fact, Hedge, MeasureValue
from kfor_quiz.engine.generation.drafting import Drafting
from kfor_quiz.engine.generation.orders import order_figures
from kfor_quiz.engine.knowledge import Template
from kfor_quiz.engine.questions import TYPED_KINDS, AcceptedAnswer, Kind, Option, Proof, QuestionDraft, Rung


def ask_measure(drafting: Drafting, fact: Fact, measure: MeasureValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """How many: typed, filled in, or chosen among figures of the same thing; or several figures to be put in order."""
    if template.asks == "order":
        yield from order_figures(drafting, fact, measure, template, kind)
        return
    words = drafting.writer.words(fact)
    if template.asks == "gap" and not words["gapped"]:
        return
    draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, words))
    if kind in TYPED_KINDS:
        yield dataclasses.replace(draft, accepted=_accepted(measure))
        return
    key = _option(drafting, draft, measure.number, rationale=fact.statement)
    made = drafting.single_choice(
        draft, key, [*_siblings(drafting, draft, measure), *_near_misses(drafting, draft, measure)], is_sorted=True
    )
    if made:
        yield made


def _accepted(measure: MeasureValue) -> AcceptedAnswer:
    return AcceptedAnswer(number=measure.number, hedged=measure.hedge is not Hedge.EXACT, unit=measure.unit)


def _others(drafting: Drafting, draft: QuestionDraft, measure: MeasureValue) -> Iterator[tuple[Fact, MeasureValue]]:
    """Other figures of the same series, or, outside a series, of the same unit."""
    for key in drafting.pools.measures[series_of(measure)].near(draft.key):
        other = drafting.pack.fact_by_key[key]
        if isinstance(other.value, MeasureValue) and tells_apart(measure, other.value):
            yield other, other.value


def _allowed(measure: MeasureValue, number: int) -> bool:
    """False for a figure that the bound allows: 15 000 satisfies “over 14 000”."""
    if measure.hedge is Hedge.MORE_THAN:
        return number < measure.number
    if measure.hedge is Hedge.AT_MOST:
        return number > measure.number
    return number != measure.number


def _option(drafting: Drafting, draft: QuestionDraft, number: int, *, rationale: str, **fields: object) -> Option:
    text = drafting.language.number_text(number)
    return drafting.option(draft, str(number), text, rationale=rationale, sort_value=sort_values.of_number(number), **fields)


def _siblings(drafting: Drafting, draft: QuestionDraft, measure: MeasureValue) -> Iterator[Option]:
    stated = drafting.language.number_text(measure.number)
    for other, value in _others(drafting, draft, measure):
        if _allowed(measure, value.number):
            proof = Proof.OTHER_TIME if measure.series else Proof.FUNCTIONAL
            evidence = drafting.language.stated_figure(stated)
            yield _option(
                drafting,
                draft,
                value.number,
                rationale=other.statement,
                proof=proof,
                rung=Rung.SIBLING,
                evidence=evidence,
                fact_key=other.key,
            )


def _near_misses(drafting: Drafting, draft: QuestionDraft, measure: MeasureValue) -> Iterator[Option]:
    stated = drafting.language.number_text(measure.number)
    for number in _near_numbers(draft.key, measure.number):
        if _allowed(measure, number):
            rationale, evidence = drafting.language.made_up(stated), drafting.language.stated_figure(stated)
            yield _option(
                drafting, draft, number, rationale=rationale, proof=Proof.FUNCTIONAL, rung=Rung.NEAR_MISS, evidence=evidence
            )


def _near_numbers(question_key: str, number: int) -> list[int]:
    """Figures as round as this one, some below and some above; which ones follows from the question."""
    if number <= 20:
        return [near for near in (number - 2, number - 1, number + 1, number + 2) if near > 0]
    step = _roundness(number)
    shift = digest_number("near", question_key, below=3)
    parts = (55 + 5 * shift, 75, 80, 125, 130 + 5 * shift, 160)
    return sorted({max(step, round(number * part / 100 / step) * step) for part in parts} - {number})


def _roundness(number: int) -> int:
    """The largest power of ten, or half of one, that divides the figure."""
    step = 1
    while number % (step * 10) == 0:
        step *= 10
    return step * 5 if number % (step * 5) == 0 else step
