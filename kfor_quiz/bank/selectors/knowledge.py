"""The engine's view of what is stored: packs, drafts and gradable questions, read from the database."""

from typing import Any

from kfor_quiz.bank.models import (
    Entity,
    Fact,
    FactVersion,
    Option,
    Pack,
    Passage,
    Predicate,
    Question,
    QuestionVersion,
    Source,
    SourceStatement,
    Template,
    Topic,
)
from kfor_quiz.bank.models.content import PackRow
from kfor_quiz.bank.models.questions import FactRole
from kfor_quiz.engine import entities, knowledge, questions
from kfor_quiz.engine.schema import Record
from kfor_quiz.engine.scoring import Gradable


def pack_knowledge(pack: Pack) -> knowledge.Pack:
    """All that a pack knows, as stored now: local edits in, retired rows out. Rows in the order of their pages and keys."""
    return knowledge.Pack.model_validate(
        {
            "key": pack.key,
            **pack.content(),
            "sources": records(pack, Source, knowledge.Source),
            "topics": records(pack, Topic, knowledge.Topic, "order"),
            "entities": records(pack, Entity, entities.Entity),
            "predicates": records(pack, Predicate, knowledge.Predicate),
            "templates": _templates(pack),
            "facts": _facts(pack),
            "passages": _passages(pack),
            "statements": _statements(pack),
        }
    )


def records(pack: Pack, model: type[PackRow], record: type[Record], order: str = "key") -> list[dict[str, Any]]:
    """The rows of one table whose columns have the names of the record's fields."""
    fields = list(record.model_fields)
    return list(model._default_manager.filter(pack=pack, is_retired=False).order_by(order).values(*fields))  # noqa: SLF001


def _templates(pack: Pack) -> list[dict[str, Any]]:
    rows = Template.objects.filter(pack=pack, is_retired=False).order_by("key").select_related("predicate")
    return [
        {
            "key": row.key,
            "fact": row.fact_kind,
            "asks": row.asks,
            "stem": row.stem,
            "questions": row.questions,
            "predicate": row.predicate.key if row.predicate else None,
        }
        for row in rows
    ]


def _facts(pack: Pack) -> list[dict[str, Any]]:
    rows = Fact.objects.current().filter(pack=pack).order_by("key").select_related("current_version__source")
    return [fact_record(row) for row in rows]


def fact_record(row: Fact) -> dict[str, Any]:
    """One fact with its newest version, as the engine's `Fact` reads it."""
    version = row.current_version
    if version is None:
        raise ValueError(f"{row.key} has no version")
    return {
        "key": row.key,
        "topic": row.topic.key,
        "importance": row.importance,
        "objective": row.objective,
        "statement": version.statement,
        "source": version.source.key,
        "paragraph": version.paragraph,
        "valid_from": version.valid_from or None,
        "valid_to": version.valid_to or None,
        "as_of": version.as_of or None,
        "value": version.value,
    }


def _passages(pack: Pack) -> list[dict[str, Any]]:
    rows = Passage.objects.filter(pack=pack, is_retired=False).order_by("topic__order", "order").select_related("topic")
    return [{"key": row.key, "text": row.text, "topic": row.topic.key} for row in rows]


def _statements(pack: Pack) -> list[dict[str, Any]]:
    rows = SourceStatement.objects.filter(pack=pack, is_retired=False).order_by("order", "key")
    return [{"paragraph": row.paragraph, "says": row.says, "facts": row.fact_keys, "left_out": row.left_out} for row in rows]


# What `draft_of` reads of a question, beside the question itself.
DRAFT_ROWS = ("topic", "fact", "template", "current_version")
DRAFT_SETS = ("current_version__options__fact", "current_version__fact_links__fact_version__fact__current_version")


def published_drafts(pack: Pack) -> list[questions.QuestionDraft]:
    """The published questions of a pack as the engine made them, sorted by key: what the linter and the figures judge."""
    rows = (
        Question.objects.published()
        .filter(pack=pack, current_version__isnull=False)
        .select_related(*DRAFT_ROWS)
        .prefetch_related(*DRAFT_SETS)
        .order_by("key")
    )
    names = entity_names(pack)
    return [draft_of(row, row.current_version, names) for row in rows if row.current_version]


def entity_names(pack: Pack) -> frozenset[str]:
    """Every name of every entity of a pack: the linter lets names be what they are."""
    rows = Entity.objects.filter(pack=pack, is_retired=False).values_list("name", "abbreviation", "variants")
    return frozenset(name for one, abbreviation, variants in rows for name in (one, abbreviation, *variants) if name)


def draft_of(row: Question, version: QuestionVersion, names: frozenset[str]) -> questions.QuestionDraft:
    """A stored version as the engine made it. Fetch `DRAFT_ROWS` and `DRAFT_SETS` along."""
    asked = [told.fact for told in told_facts(row, version)]
    return questions.QuestionDraft(
        key=row.key,
        kind=questions.Kind(row.kind),
        topic=row.topic.key,
        importance=row.importance,
        fact_keys=tuple(fact.key for fact in asked),
        template_key=row.template.key if row.template else "",
        variant=row.variant,
        asks=version.asks,
        stem=version.stem,
        options=tuple(map(option_draft, version.options.all())),
        lefts=tuple(version.left_items()),
        accepted=version.accepted_answer(),
        is_sorted=version.is_sorted,
        can_go_stale=any(fact.current_version and fact.current_version.as_of for fact in asked),
        exempt_names=names,
    )


def option_draft(row: Option) -> questions.Option:
    """A stored option as the engine's."""
    return questions.Option(
        key=row.key,
        text=row.text,
        is_key=row.is_key,
        rationale=row.rationale,
        proof=questions.Proof(row.proof) if row.proof else None,
        evidence=row.evidence,
        rung=questions.Rung(row.rung) if row.rung else None,
        fact_key=row.fact.key if row.fact else None,
        sort_value=row.sort_value,
    )


def told_facts(question: Question, version: QuestionVersion) -> list[FactVersion]:
    """What the facts that a version asks said then, the one that files the question first.

    Reads the version's links with their fact versions and facts: fetch them along.
    """
    told = [link.fact_version for link in version.fact_links.all() if link.role == FactRole.ASKED]
    return sorted(told, key=lambda fact: (fact.fact_id != question.fact_id, fact.fact.key))


def gradable_of(version: QuestionVersion) -> Gradable:
    """What scoring needs of a version: the facts are those that it was made to ask.

    Reads its question, options, and links with their facts: fetch them along.
    """
    options, kind = list(version.options.all()), questions.Kind(version.question.kind)
    lefts = version.left_items() if kind is questions.Kind.MATCHING else []
    ordered = sorted(options, key=lambda option: option.sort_value) if kind is questions.Kind.ORDERING else []
    return Gradable(
        kind=kind,
        facts=tuple(told.fact.key for told in told_facts(version.question, version)),
        right=frozenset(option.key for option in options if option.is_key),
        wrong=frozenset(option.key for option in options if not option.is_key),
        order=tuple(option.key for option in ordered),
        pairs={left.key: left.option_key for left in lefts},
        asked_by={option.key: option.fact.key for option in ordered if option.fact} | {left.key: left.fact_key for left in lefts},
        accepted=version.accepted_answer(),
        stem=version.stem,
    )
