"""Questions about how two entities stand to each other, asked in either direction."""

from collections.abc import Iterator
from dataclasses import dataclass

from kfor_quiz.engine.digests import digest
from kfor_quiz.engine.entities import Entity
from kfor_quiz.engine.facts import Fact, RelationValue
from kfor_quiz.engine.generation.drafting import Drafting
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
        return self.other_end(self.relation)

    @property
    def has_one_answer(self) -> bool:
        return self.predicate.functional if self.asks == "object" else self.predicate.inverse_functional

    @property
    def asked_type(self) -> str:
        return self.predicate.object_type if self.asks == "object" else self.predicate.subject_type

    def other_end(self, relation: RelationValue) -> str:
        """The end of another relation that stands where the given one does."""
        return relation.subject if self.asks == "object" else relation.object

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
        yield drafting.typed(draft, _accepted(drafting, direction))
        return
    made = drafting.single_choice(draft, _key(drafting, draft, direction), _candidates(drafting, draft, direction))
    if made:
        yield made


def _truth(drafting: Drafting, direction: Direction, template: Template, kind: Kind) -> QuestionDraft:
    """The relation as it is, or with the object of a sibling in the place of its own."""
    draft = drafting.draft(direction.fact, template, kind, stem="")
    false_ones = sorted(_candidates(drafting, draft, direction), key=lambda option: (option.rung, digest(draft.key, option.key)))
    is_true = drafting.coin(draft) or not direction.has_one_answer or not false_ones
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
    index = drafting.pack.entity_index
    relation = direction.relation
    further = relation.accept_object if direction.asks == "object" else relation.accept_subject
    others = [entity for entity in index.values() if not index.related(entity.key, direction.asked)]
    texts = (*index[direction.asked].names(), *further)
    refused = {name for entity in others for name in entity.names()} - set(texts)
    beside = tuple(name for key in _one_to_one(drafting, direction.asked) for name in index[key].names() if name not in texts)
    return AcceptedAnswer(texts=texts, refused=tuple(sorted(refused)), beside=beside)


def _one_to_one(drafting: Drafting, key: str) -> list[str]:
    """What a relation with one answer each way ties to the entity: an office and its holder."""
    predicates = drafting.pack.predicate_by_key
    ends = [
        (relation.subject, relation.object)
        for _, relation in drafting.pack.with_value(RelationValue)
        if predicates[relation.predicate].functional and predicates[relation.predicate].inverse_functional
    ]
    return [other for pair in ends for one, other in (pair, pair[::-1]) if one == key]


def _key(drafting: Drafting, draft: QuestionDraft, direction: Direction) -> Option:
    entity = drafting.pack.entity_index[direction.asked]
    text = drafting.language.capitalise(entity.name)
    return drafting.option(draft, entity.key, text, rationale=direction.fact.statement, entity_key=entity.key)


def _candidates(drafting: Drafting, draft: QuestionDraft, direction: Direction) -> list[Option]:
    """Entities of the asked type that are neither right, nor related to what is right or given, nor named in the stem."""
    index = drafting.pack.entity_index
    siblings = _siblings(drafting, direction)
    stem = draft.stem.casefold()
    excluded = {direction.given, *_right_ends(drafting, direction)}
    return [
        _candidate(drafting, draft, direction, entity, siblings.get(entity.key))
        for entity in index.of_type(direction.asked_type)
        if not any(index.related(entity.key, key) for key in excluded)
        and not any(name.casefold() in stem for name in entity.names() if len(name) > 2)
    ]


def _right_ends(drafting: Drafting, direction: Direction) -> set[str]:
    """Every end that some fact states for what is given."""
    relations = [
        relation for _, relation in drafting.pack.with_value(RelationValue) if relation.predicate == direction.predicate.key
    ]
    return {direction.end(one) for one in relations if direction.other_end(one) == direction.given}


def _siblings(drafting: Drafting, direction: Direction) -> dict[str, Fact]:
    """Entities that stand in the asked place of other facts with this predicate, each with such a fact."""
    found: dict[str, Fact] = {}
    for other, relation in drafting.pack.with_value(RelationValue):
        if relation.predicate == direction.predicate.key and other.key != direction.fact.key:
            found.setdefault(direction.end(relation), other)
    return found


def _candidate(drafting: Drafting, draft: QuestionDraft, direction: Direction, entity: Entity, sibling: Fact | None) -> Option:
    in_topic = entity.key in drafting.entities_of_topic[direction.fact.topic]
    rung = Rung.SIBLING if sibling else (Rung.SAME_SECTION if in_topic else Rung.ELSEWHERE)
    right = drafting.pack.entity_index[direction.asked].name
    return drafting.option(
        draft, entity.key, drafting.language.capitalise(entity.name), rationale=sibling.statement if sibling else entity.gloss,
        proof=Proof.FUNCTIONAL, evidence=drafting.language.one_answer(right), rung=rung,
        fact_key=sibling.key if sibling else None, entity_key=entity.key,
    )  # fmt: skip
