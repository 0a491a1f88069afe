"""Questions that place events in time: which of two came first, and between which others one lies."""

import dataclasses
from collections.abc import Iterator

from kfor_quiz.engine.digests import digest
from kfor_quiz.engine.facts import EventValue, Fact
from kfor_quiz.engine.generation.drafting import Drafting, arrange, option_key
from kfor_quiz.engine.generation.events import is_placed, nearness, placed_elsewhen
from kfor_quiz.engine.knowledge import Template
from kfor_quiz.engine.lint import option_flaws
from kfor_quiz.engine.questions import Kind, Left, Option, Proof, QuestionDraft, Rung

LANDMARKS = 2
# In days: landmarks closer together than this would leave nothing to place between them.
SHORTEST_STRETCH = 90

Dated = tuple[Fact, EventValue]


def ask_which_first(drafting: Drafting, fact: Fact, event: EventValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """This event against one that certainly came later, the nearest that gives nothing away by its form."""
    if not is_placed(event):
        return
    draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, {}))
    key = _happened(drafting, draft, fact, event)
    for other, value in placed_elsewhen(drafting, draft, event):
        if event.when.last < value.when.first:
            proof = drafting.language.other_date(value.when)
            later = _happened(drafting, draft, other, value, proof=Proof.OTHER_TIME, evidence=proof, rung=nearness(event, value))
            options = arrange(draft.key, [key, later], is_sorted=False)
            made = dataclasses.replace(drafting.asking(draft, [fact, other]), options=options)
            if not option_flaws(made, drafting.language.words):
                yield made
                return


def ask_place(drafting: Drafting, fact: Fact, event: EventValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """This event among the stretches of time between two others, which stand there with their dates."""
    if not is_placed(event):
        return
    draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, drafting.writer.words(fact)))
    landmarks = _landmarks(drafting, draft, event)
    if landmarks is None:
        return
    stretches = drafting.language.stretches([value.when for _, value in landmarks])
    place = sum(value.when.last < event.when.first for _, value in landmarks)
    options = tuple(_stretch(drafting, draft, fact, event, text, number - place) for number, text in enumerate(stretches))
    yield dataclasses.replace(
        draft,
        options=tuple(dataclasses.replace(option, sort_value=str(number)) for number, option in enumerate(options)),
        lefts=tuple(_landmark(drafting, draft, *one) for one in landmarks),
        is_sorted=True,
    )


def _stretch(drafting: Drafting, draft: QuestionDraft, fact: Fact, event: EventValue, text: str, off: int) -> Option:
    """A stretch of time; `off` says by how many it is too late, or, below 0, too early."""
    right = drafting.language.asked_text(event.when)
    if off == 0:
        return drafting.option(draft, text, text, rationale=fact.statement)
    return drafting.option(
        draft, text, text, rationale=drafting.language.wrong_time(right, is_late=off > 0),
        proof=Proof.FUNCTIONAL, evidence=drafting.language.one_date(right), rung=Rung.SIBLING,
    )  # fmt: skip


def _happened(drafting: Drafting, draft: QuestionDraft, fact: Fact, event: EventValue, **fields: object) -> Option:
    text = drafting.language.capitalise(event.clause)
    return drafting.option(draft, fact.key, text, rationale=fact.statement, fact_key=fact.key, **fields)


def _landmark(drafting: Drafting, draft: QuestionDraft, fact: Fact, event: EventValue) -> Left:
    date, clause = drafting.language.asked_text(event.when), drafting.language.capitalise(event.clause)
    return Left(option_key(draft.key, fact.key), f"{date}: {clause}", fact.key)


def _landmarks(drafting: Drafting, draft: QuestionDraft, event: EventValue) -> list[Dated] | None:
    """Two others at different times, as many of them before this event as its digest wishes and there are; None without two."""
    others = placed_elsewhen(drafting, draft, event)
    plain = [one for one in others if not one[1].when.is_range]
    earlier = [one for one in plain if one[1].when.last < event.when.first]
    later = [one for one in plain if event.when.last < one[1].when.first]
    for before in sorted(range(LANDMARKS + 1), key=lambda rank: digest("stretch", draft.key, str(rank))):
        chosen = _chosen(earlier, later, before)
        if len(chosen) == LANDMARKS:
            return sorted(chosen, key=lambda one: one[1].when.first)
    return None


def _chosen(earlier: list[Dated], later: list[Dated], before: int) -> list[Dated]:
    """The first of each side that lie so far apart that none of the stretches between them is too short for anything."""
    chosen: list[Dated] = []
    for side, count in ((earlier, before), (later, LANDMARKS)):
        for fact, value in side:
            are_apart = all(abs((value.when.first - other.when.first).days) >= SHORTEST_STRETCH for _, other in chosen)
            if len(chosen) < count and are_apart:
                chosen.append((fact, value))
    return chosen
