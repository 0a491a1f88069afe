"""Questions that match: the subjects of one predicate, or statements about one subject, to their objects."""

import dataclasses
from collections.abc import Callable, Iterator

from kfor_quiz.engine.digests import digest
from kfor_quiz.engine.facts import Fact, RelationValue
from kfor_quiz.engine.generation.drafting import Drafting, arrange, option_key
from kfor_quiz.engine.generation.pools import MOST_MATCHED
from kfor_quiz.engine.generation.relations import Direction, wrong_ends
from kfor_quiz.engine.knowledge import Template
from kfor_quiz.engine.questions import Kind, Left, Option, QuestionDraft

FEWEST = 3

LeftName = Callable[[Drafting, Direction], str]


def match_ends(drafting: Drafting, fact: Fact, relation: RelationValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """The facts of one predicate, in groups: what is asked is the object of each. The first of a group asks for all."""
    group = drafting.pools.fellows.get(fact.key, [])
    draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, {}))
    yield from _matched(drafting, draft, [_direction(drafting, one) for one in group], _subject_name)


def match_parts(drafting: Drafting, fact: Fact, relation: RelationValue, template: Template, kind: Kind) -> Iterator[QuestionDraft]:
    """The facts of one subject whose predicates can be completed: what is asked is the object of each."""
    held = drafting.pools.completed.get(relation.subject, [])
    if held and held[0] == fact and len(held) <= MOST_MATCHED:
        draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, drafting.writer.words(fact)))
        yield from _matched(drafting, draft, [_direction(drafting, one) for one in held], _part_name)


def _direction(drafting: Drafting, fact: Fact) -> Direction:
    relation = fact.value
    if not isinstance(relation, RelationValue):
        raise TypeError(f"{fact.key} is no relation")
    return Direction(fact, relation, drafting.pack.predicate_by_key[relation.predicate], "object")


def _subject_name(drafting: Drafting, direction: Direction) -> str:
    return drafting.language.capitalise(drafting.pack.entity_index[direction.relation.subject].name)


def _part_name(drafting: Drafting, direction: Direction) -> str:
    return direction.predicate.part


def _matched(drafting: Drafting, draft: QuestionDraft, directions: list[Direction], name: LeftName) -> Iterator[QuestionDraft]:
    """Each left with its own option, and a spare one: where there is no other, that of the last, which is left out."""
    if len({direction.asked for direction in directions}) < len(directions) or not all(one.has_one_answer for one in directions):
        return
    for asked in (directions, directions[:-1]):
        spare = _spare(drafting, draft, asked) if len(asked) >= FEWEST else None
        if spare:
            yield _paired(drafting, draft, asked, name, spare)
            return


def _paired(drafting: Drafting, draft: QuestionDraft, asked: list[Direction], name: LeftName, spare: Option) -> QuestionDraft:
    keys = [_key(drafting, draft, direction) for direction in asked]
    lefts = [
        Left(option_key(draft.key, direction.fact.key), name(drafting, direction), direction.fact.key, key.key)
        for direction, key in zip(asked, keys, strict=True)
    ]
    return dataclasses.replace(
        drafting.asking(draft, [direction.fact for direction in asked]),
        options=arrange(draft.key, [*keys, spare], is_sorted=False),
        lefts=tuple(sorted(lefts, key=lambda left: digest("left", draft.key, left.key))),
    )


def _key(drafting: Drafting, draft: QuestionDraft, direction: Direction) -> Option:
    entity = drafting.pack.entity_index[direction.asked]
    text = drafting.language.capitalise(entity.name)
    return drafting.option(draft, entity.key, text, rationale=direction.fact.statement, fact_key=direction.fact.key)


def _spare(drafting: Drafting, draft: QuestionDraft, directions: list[Direction]) -> Option | None:
    """The hardest to tell apart of what is wrong for every left: each has one right option, and it is none of these.

    Nor is it tied to one of these, as an office is to its holder.
    """
    related, ties = drafting.pack.entity_index.related, drafting.pools.ties
    right = [direction.asked for direction in directions]
    taken = {*right, *(other for key in right for other in ties.get(key, ()))}
    wrong = (option for direction in directions for option in wrong_ends(drafting, draft, direction))
    candidates = (option for option in wrong if not any(related(str(option.entity_key), key) for key in taken))
    return min(candidates, key=lambda option: (option.rung, digest(draft.key, option.key)), default=None)
