"""The invented pack, loaded and changed as a test needs it."""

import datetime as dt
from functools import cache
from pathlib import Path

from kfor_quiz.bank.models import Pack
from kfor_quiz.bank.services.generation import generate_questions
from kfor_quiz.bank.services.reports import GenerationReport
from kfor_quiz.bank.services.sync import SyncReport, sync_pack
from kfor_quiz.engine import knowledge
from kfor_quiz.engine.packs import read_pack

LIGHTHOUSE = Path(__file__).parent.parent / "content" / "packs" / "lighthouse"
NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@cache
def lighthouse() -> knowledge.Pack:
    """The pack as its files say it."""
    pack, problems = read_pack(LIGHTHOUSE)
    if pack is None:
        raise AssertionError("\n".join(map(str, problems)))
    return pack


def load(pack: knowledge.Pack) -> tuple[Pack, SyncReport, GenerationReport]:
    """Load a pack and make its questions."""
    sync = sync_pack(pack=pack, now=NOW)
    return sync.pack, sync, generate_questions(pack_row=sync.pack, now=NOW)


def rebuild(pack: knowledge.Pack, **tables: object) -> knowledge.Pack:
    """The pack with other tables, checked again."""
    return knowledge.Pack.model_validate(pack.model_copy(update=tables).model_dump())


def with_fact(pack: knowledge.Pack, key: str, *, value: dict[str, object] | None = None, **fields: object) -> knowledge.Pack:
    """The pack with one fact changed: fields of the fact, or of its value."""
    facts = [
        fact.model_copy(update={**fields, "value": fact.value.model_copy(update=value or {})}) if fact.key == key else fact
        for fact in pack.facts
    ]
    return rebuild(pack, facts=tuple(facts))


def without_fact(pack: knowledge.Pack, key: str) -> knowledge.Pack:
    """The pack without one fact."""
    return rebuild(pack, facts=tuple(fact for fact in pack.facts if fact.key != key))


def with_entity(pack: knowledge.Pack, key: str, **fields: object) -> knowledge.Pack:
    """The pack with one entity changed."""
    return rebuild(pack, entities=tuple(one.model_copy(update=fields) if one.key == key else one for one in pack.entities))
