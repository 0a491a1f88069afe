"""Loading facts: their identities, and a new version for each that says something else."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kfor_quiz.bank.models import Fact, FactVersion, Pack, Passage, Source, Topic
from kfor_quiz.bank.services.checksums import substance_checksum, value_as_json, wording_checksum
from kfor_quiz.bank.services.rows import BATCH, TableChanges, plan_merge, write_rows
from kfor_quiz.engine import facts, knowledge
from kfor_quiz.engine.briefing import marked_sentences


def sync_facts(
    row: Pack,
    pack: knowledge.Pack,
    *,
    topics: Mapping[str, Topic],
    passages: Mapping[str, Passage],
    sources: Mapping[str, Source],
    now: dt.datetime,
) -> tuple[TableChanges, list[str]]:
    """Bring the facts of a pack to what it says; answer what was done, and the keys of the facts that got a new version."""
    marks = {
        fact: (passage.key, sentence) for passage in pack.passages for fact, sentence in marked_sentences(passage.text).items()
    }
    versions = {}
    for fact in pack.facts:
        passage_key, sentence = marks[fact.key]
        source = sources[fact.source]
        version = _version(fact, pack, passages[passage_key], sentence, _citation(row, source))
        version.source, version.created_at = source, now
        versions[fact.key] = version
    wanted = [_identity(row, fact, topics, versions[fact.key]) for fact in pack.facts]
    return _store(row, wanted, versions)


def _identity(row: Pack, fact: facts.Fact, topics: Mapping[str, Topic], version: FactVersion) -> Fact:
    return Fact(
        pack=row,
        key=fact.key,
        kind=fact.kind.value,
        topic=topics[fact.topic],
        importance=fact.importance,
        objective=fact.objective,
        current_version=version,
    )


def _citation(row: Pack, source: Source) -> dict[str, Any]:
    """The columns of a version that say where its fact is from, as the stored rows say it now: edits made here count."""
    return {
        "source_title": source.title,
        "source_publisher": source.publisher,
        "source_address": source.address,
        "source_seen": source.seen,
        "edition": row.edition,
    }


def _version(fact: facts.Fact, pack: knowledge.Pack, passage: Passage, sentence: str, citation: dict[str, Any]) -> FactVersion:
    return FactVersion(
        number=1,
        statement=fact.statement,
        value=value_as_json(fact),
        passage=passage,
        sentence=sentence,
        paragraph=fact.paragraph,
        valid_from=fact.valid_from or "",
        valid_to=fact.valid_to or "",
        as_of=fact.as_of or "",
        substance_checksum=substance_checksum(fact, pack.entity_index),
        wording_checksum=wording_checksum(fact, passage=passage.key, sentence=sentence, citation=citation),
        **citation,
    )


def _store(row: Pack, wanted: list[Fact], versions: dict[str, FactVersion]) -> tuple[TableChanges, list[str]]:
    stored = {fact.key: fact for fact in Fact.objects.filter(pack=row).select_related("topic", "current_version")}
    merge = plan_merge(stored, wanted, Fact.content_fields)
    for fact in merge.to_create:
        fact.current_version = None
    write_rows(Fact, merge, Fact.content_fields)
    following = [merge.rows[key] for key in (*merge.changes.created, *merge.changes.updated)]
    renewed = [fact for fact in following if _needs_version(fact, versions[fact.key])]
    had_version = {fact.key for fact in renewed if fact.current_version}
    _give_versions(renewed, versions)
    return merge.changes, sorted(had_version)


def _needs_version(fact: Fact, version: FactVersion) -> bool:
    current = fact.current_version
    return current is None or (current.substance_checksum, current.wording_checksum) != (
        version.substance_checksum,
        version.wording_checksum,
    )


def _give_versions(renewed: list[Fact], versions: dict[str, FactVersion]) -> None:
    """Store the new versions, each numbered after the one before, and point the facts at them."""
    for fact in renewed:
        version = versions[fact.key]
        version.fact = fact
        version.number = fact.current_version.number + 1 if fact.current_version else 1
    FactVersion.objects.bulk_create([versions[fact.key] for fact in renewed], batch_size=BATCH)
    for fact in renewed:
        fact.current_version = versions[fact.key]
    Fact.objects.bulk_update(renewed, ["current_version"], batch_size=BATCH)
