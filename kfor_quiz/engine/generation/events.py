"""Questions about what happened, and when."""

import dataclasses
import datetime as dt
from collections.abc import Iterator

from kfor_quiz.engine import sort_values
from kfor_quiz.engine.dates import FactDate, Precision, make_date, read_date
from kfor_quiz.engine.digests import digest
from kfor_quiz.engine.facts import EventValue, Fact
from kfor_quiz.engine.generation.drafting import Drafting
from kfor_quiz.engine.generation.pools import Pool, look_of
from kfor_quiz.engine.knowledge import Template
from kfor_quiz.engine.questions import AcceptedAnswer, Kind, Option, Proof, QuestionDraft, Rung

NEAR_YEARS, FAR_YEARS = 1.5, 5


def ask_event(drafting: Drafting, fact: Fact, event: EventValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """The date of an event, the event of a date, or a statement to judge."""
    if template.asks == "truth":
        yield _truth(drafting, fact, event, template, kind)
        return
    draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, drafting.writer.words(fact)))
    if kind is Kind.TYPED_DATE:
        yield dataclasses.replace(draft, accepted=AcceptedAnswer(date=event.date))
        return
    made = _choose_date(drafting, draft, fact, event) if template.asks == "date" else _choose_event(drafting, draft, fact, event)
    if made:
        yield made


def _truth(drafting: Drafting, fact: Fact, event: EventValue, template: Template, kind: Kind) -> QuestionDraft:
    """The event with its own date, or with that of another event of the same precision, close by where there is one."""
    draft = drafting.draft(fact, template, kind, stem="")
    alike = _dated_alike(drafting, draft, event)
    others = [
        (nearness(event, value), digest("other", draft.key, other.key), other)
        for date, other, value in alike
        if date == value.when and value.done_by == event.done_by
    ]
    is_true = drafting.coin(draft) or not others
    other = fact if is_true else min(others)[-1]
    words = drafting.writer.words(fact) | {"date": drafting.writer.words(other)["date"]}
    stem = drafting.writer.fill(template, words)
    draft = drafting.draft(fact, template, kind, stem=stem)
    why = f"{fact.statement} {other.statement}"
    return drafting.true_false(draft, fact, is_true=is_true, why=why, borrowed_from=None if is_true else other.key)


def _elsewhen(drafting: Drafting, draft: QuestionDraft, event: EventValue, pool: Pool) -> Iterator[tuple[Fact, EventValue]]:
    """Those events of the pool that certainly happened at another time."""
    for key in pool.near(draft.key):
        other = drafting.pack.fact_by_key[key]
        if isinstance(other.value, EventValue) and other.value.when.disjoint(event.when):
            yield other, other.value


def _dated_alike(drafting: Drafting, draft: QuestionDraft, event: EventValue) -> list[tuple[FactDate, Fact, EventValue]]:
    """Events whose date, blurred where it is finer, looks like this one's and does not follow from it.

    “By 20 June” holds on the 21st too.
    """
    found = _elsewhen(drafting, draft, event, drafting.pools.events_dated_alike[look_of(event.when)])
    dated = [(value.when.as_fine_as(event.when.asked_precision), other, value) for other, value in found]
    return [
        (date, other, value)
        for date, other, value in dated
        if date.disjoint(event.when) and (not event.done_by or date.last < event.when.first)
    ]


def is_placed(event: EventValue) -> bool:
    """True for what certainly happened at its date: neither only planned for it, nor done at some time before."""
    return not (event.planned or event.done_by)


def placed_elsewhen(drafting: Drafting, draft: QuestionDraft, event: EventValue) -> list[tuple[Fact, EventValue]]:
    """Events that certainly happened at another time, at a date of their own; the nearest to this one first."""
    dated = [(fact, value) for fact, value in _elsewhen(drafting, draft, event, drafting.pools.events) if is_placed(value)]
    return sorted(dated, key=lambda pair: (nearness(event, pair[1]), digest(draft.key, pair[0].key)))


def nearness(event: EventValue, other: EventValue) -> Rung:
    """The nearer in time, the harder to tell apart."""
    years = abs((event.when.first - other.when.first).days) / 365
    return Rung.SIBLING if years < NEAR_YEARS else (Rung.SAME_SECTION if years < FAR_YEARS else Rung.ELSEWHERE)


def _choose_date(drafting: Drafting, draft: QuestionDraft, fact: Fact, event: EventValue) -> QuestionDraft | None:
    right = drafting.language.asked_text(event.when)
    key = drafting.option(draft, event.date, right, rationale=fact.statement, sort_value=sort_values.of_date(event.when))

    def wrong(date: FactDate, rationale: str, rung: Rung, fact_key: str | None = None) -> Option:
        return drafting.option(
            draft,
            date.edtf,
            drafting.language.asked_text(date),
            rationale=rationale,
            proof=Proof.FUNCTIONAL,
            evidence=drafting.language.one_date(right),
            rung=rung,
            fact_key=fact_key,
            sort_value=sort_values.of_date(date),
        )

    stated = [
        wrong(date, other.statement, nearness(event, value), other.key)
        for date, other, value in _dated_alike(drafting, draft, event)
    ]
    made_up = [
        wrong(near, drafting.language.made_up(right), Rung.NEAR_MISS)
        for near in _near_dates(event)
        if near.disjoint(event.when) and not drafting.pools.another_within(near, fact.key)
    ]
    return drafting.single_choice(draft, key, stated + made_up, is_sorted=True)


def _near_dates(event: EventValue) -> list[FactDate]:
    """Dates of the same precision close by; earlier ones only, where the source says “by”."""
    when = event.when
    steps = (-10, -4, -2) if event.done_by else (-10, -4, 3, 8)
    if when.asked_precision is Precision.YEAR:
        return [make_date(when.first.year + step) for step in ((-2, -1) if event.done_by else (-2, -1, 1, 2))]
    if when.precision is Precision.MONTH:
        months = [when.first.year * 12 + when.first.month - 1 + step for step in ((-3, -1) if event.done_by else (-3, -1, 1, 2))]
        return [make_date(months // 12, months % 12 + 1) for months in months]
    return [_moved(when, step) for step in steps]


def _moved(when: FactDate, days: int) -> FactDate:
    ends = [(end + dt.timedelta(days=days)).isoformat() for end in (when.first, when.last)]
    return read_date("/".join(ends) if when.is_range else ends[0])


def _choose_event(drafting: Drafting, draft: QuestionDraft, fact: Fact, event: EventValue) -> QuestionDraft | None:
    """What happened at a date; only where nothing else in the pack happened then. What was done “by” a date happened before it.

    What was planned for a date is neither right nor wrong here: the source does not know whether it happened.
    """
    if event.done_by or event.planned or drafting.pools.another_within(event.when, fact.key):
        return None
    capitalise = drafting.language.capitalise
    key = drafting.option(draft, fact.key, capitalise(event.clause), rationale=fact.statement)
    candidates = [
        drafting.option(
            draft,
            other.key,
            capitalise(value.clause),
            rationale=other.statement,
            proof=Proof.OTHER_TIME,
            evidence=drafting.language.other_date(value.when),
            rung=nearness(event, value),
            fact_key=other.key,
        )
        for other, value in _elsewhen(drafting, draft, event, drafting.pools.events)
        if not value.planned and (not value.done_by or value.when.last < event.when.first)
    ]
    return drafting.single_choice(draft, key, candidates)
