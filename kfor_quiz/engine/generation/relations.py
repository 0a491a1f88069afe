"""Questions about how two entities stand to each other, asked in either direction."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from kfor_quiz.engine.digests import digest
from kfor_quiz.engine.distractors import CONSIDERED
from kfor_quiz.engine.entities import Entity
from kfor_quiz.engine.facts import Fact, RelationValue
from kfor_quiz.engine.generation.drafting import Drafting
from kfor_quiz.engine.generation.pools import NOTHING
from kfor_quiz.engine.knowledge import Predicate, Template
from kfor_quiz.engine.questions import AcceptedAnswer, Kind, Option, Proof, QuestionDraft, Rung


@dataclass(frozen=True)
class Direction:
    """One relation with one of its two ends asked."""

    fact: Fact
    relation: RelationValue
    predicate: Predicate
    asks: str

    @property
    def asked(self) -> str:
        return self.end(self.relation)

    @property
    def given(self) -> str:
        return self.relation.subject if self.asks == "object" else self.relation.object

    @property
    def given_end(self) -> str:
        return "subject" if self.asks == "object" else "object"

    @property
    def has_one_answer(self) -> bool:
        return self.predicate.functional if self.asks == "object" else self.predicate.inverse_functional

    @property
    def asked_type(self) -> str:
        return self.predicate.object_type if self.asks == "object" else self.predicate.subject_type

    def end(self, relation: RelationValue) -> str:
        """The end of another relation that stands where the asked one does."""
        return relation.object if self.asks == "object" else relation.subject


def ask_relation(
    drafting: Drafting, fact: Fact, relation: RelationValue, template: Template, kind: Kind
) -> Iterator[QuestionDraft]:
    """One end of a relation, typed or chosen, where it has one answer; or a statement to judge."""
    predicate = drafting.pack.predicate_by_key[relation.predicate]
    if template.asks == "truth":
        yield _truth(drafting, Direction(fact, relation, predicate, "object"), template, kind)
        return
    direction = Direction(fact, relation, predicate, template.asks)
    if not direction.has_one_answer:
        return
    draft = drafting.draft(fact, template, kind, stem=drafting.writer.fill(template, drafting.writer.words(fact)))
    if kind is Kind.TYPED_TEXT:
        yield dataclasses.replace(draft, accepted=_accepted(drafting, direction))
        return
    made = drafting.single_choice(draft, _key(drafting, draft, direction), wrong_ends(drafting, draft, direction))
    if made:
        yield made


def _truth(drafting: Drafting, direction: Direction, template: Template, kind: Kind) -> QuestionDraft:
    """The relation as it is, or with the object of a sibling in the place of its own."""
    draft = drafting.draft(direction.fact, template, kind, stem="")
    candidates = wrong_ends(drafting, draft, direction) if direction.has_one_answer else []
    false_ones = sorted(candidates, key=lambda option: (option.rung, digest(draft.key, option.key)))
    is_true = drafting.coin(draft) or not false_ones
    object_key = direction.relation.object if is_true else str(false_ones[0].entity_key)
    stem = drafting.writer.states(direction.relation, subject=direction.relation.subject, object_key=object_key)
    draft = drafting.draft(direction.fact, template, kind, stem=stem)
    if is_true:
        return drafting.true_false(draft, direction.fact, is_true=True)
    why = f"{direction.fact.statement} {_what_it_is(drafting, false_ones[0])}"
    return drafting.true_false(draft, direction.fact, is_true=False, why=why, borrowed_from=false_ones[0].fact_key)


def _what_it_is(drafting: Drafting, option: Option) -> str:
    """The rationale of a sibling, which names it; a gloss with the name in front."""
    return option.rationale if option.fact_key else f"{option.text}: {option.rationale}"


def _accepted(drafting: Drafting, direction: Direction) -> AcceptedAnswer:
    """Every name of the end that is asked. What is tied to it, an office to its holder, does no harm beside it."""
    index, relation = drafting.pack.entity_index, direction.relation
    further = relation.accept_object if direction.asks == "object" else relation.accept_subject
    texts = (*index[direction.asked].names(), *further)
    tied = drafting.pools.ties.get(direction.asked, ())
    return AcceptedAnswer(texts=texts, beside=tuple(name for key in tied for name in index[key].names() if name not in texts))


def _key(drafting: Drafting, draft: QuestionDraft, direction: Direction) -> Option:
    entity = drafting.pack.entity_index[direction.asked]
    text = drafting.language.capitalise(entity.name)
    return drafting.option(draft, entity.key, text, rationale=direction.fact.statement, entity_key=entity.key)


def wrong_ends(drafting: Drafting, draft: QuestionDraft, direction: Direction) -> list[Option]:
    """Entities of the asked type that are neither right, nor related to what is right or given, nor named in the stem.

    Those that stand in the asked place of other facts come first, then those of the topic, then all others: as far as needed.
    """
    pools, topic, asked_type = drafting.pools, direction.fact.topic, direction.asked_type
    excluded = [direction.given, *_right_ends(drafting, direction)]
    found: dict[str, Option] = {}
    for pool in (
        pools.ends.get((direction.predicate.key, direction.asks), NOTHING),
        pools.entities_in_topic.get((topic, asked_type), NOTHING),
        pools.entities.get(asked_type, NOTHING),
    ):
        entities = (drafting.pack.entity_index[key] for key in pool.near(draft.key) if key not in found)
        fitting = [entity for entity in entities if entity.type == asked_type and _can_be_wrong(drafting, draft, entity, excluded)]
        found |= {entity.key: _candidate(drafting, draft, direction, entity) for entity in fitting}
        if len({option.text.casefold() for option in found.values()}) >= CONSIDERED:
            break
    return list(found.values())


def _can_be_wrong(drafting: Drafting, draft: QuestionDraft, entity: Entity, excluded: list[str]) -> bool:
    index, stem = drafting.pack.entity_index, draft.stem.casefold()
    is_named = any(name.casefold() in stem for name in entity.names() if len(name) > 2)
    return not is_named and not any(index.related(entity.key, key) for key in excluded)


def _right_ends(drafting: Drafting, direction: Direction) -> list[str]:
    """Every end that some fact states for what is given."""
    stated = drafting.pools.stated[direction.predicate.key, direction.given_end, direction.given]
    return [direction.end(fact.value) for fact in stated if isinstance(fact.value, RelationValue)]


def _sibling(drafting: Drafting, direction: Direction, key: str) -> Fact | None:
    """Another fact with this predicate in which the entity stands in the asked place."""
    stated = drafting.pools.stated.get((direction.predicate.key, direction.asks, key), [])
    return next((fact for fact in stated if fact.key != direction.fact.key), None)


def _candidate(drafting: Drafting, draft: QuestionDraft, direction: Direction, entity: Entity) -> Option:
    sibling = _sibling(drafting, direction, entity.key)
    in_topic = entity.key in drafting.pools.keys_of_topic[direction.fact.topic]
    rung = Rung.SIBLING if sibling else (Rung.SAME_SECTION if in_topic else Rung.ELSEWHERE)
    right = drafting.pack.entity_index[direction.asked].name
    return drafting.option(
        draft, entity.key, drafting.language.capitalise(entity.name), rationale=sibling.statement if sibling else entity.gloss,
        proof=Proof.FUNCTIONAL, evidence=drafting.language.one_answer(right), rung=rung,
        fact_key=sibling.key if sibling else None, entity_key=entity.key,
    )  # fmt: skip
