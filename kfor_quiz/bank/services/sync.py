"""Loading a pack into the database."""

import datetime as dt
import re
from dataclasses import dataclass, field

from django.db import transaction

from kfor_quiz.bank.models import Entity, Pack, Passage, Predicate, Source, SourceStatement, Template, Topic
from kfor_quiz.bank.services.checksums import checksum_of
from kfor_quiz.bank.services.rebuilding import rebuild_search_texts
from kfor_quiz.bank.services.rows import TableChanges, follow_pack, merge_rows
from kfor_quiz.bank.services.sync_facts import sync_facts
from kfor_quiz.engine import knowledge
from kfor_quiz.engine.schema import Record


@dataclass
class SyncReport:
    """What loading did, by table. `facts_with_new_version` are the keys of facts that say something else than before."""

    pack: Pack
    tables: dict[str, TableChanges] = field(default_factory=dict)
    facts_with_new_version: list[str] = field(default_factory=list)

    @property
    def conflicts(self) -> list[str]:
        """Rows that were edited here and differ from the pack, as “table key”."""
        return [f"{table} {key}" for table, changes in self.tables.items() for key in changes.kept]


@transaction.atomic
def sync_pack(*, pack: knowledge.Pack, now: dt.datetime) -> SyncReport:
    """Store a pack as its files say it. Rows edited here stay, rows that vanished are retired, loading twice writes nothing."""
    report = _sync_head(pack)
    loading = _Loading(report)
    sources = loading.sources(pack)
    topics = loading.topics(pack)
    passages = loading.passages(pack, topics)
    loading.statements(pack, sources)
    loading.entities(pack)
    loading.templates(pack, loading.predicates(pack))
    report.tables["fact"], report.facts_with_new_version = sync_facts(
        report.pack, pack, topics=topics, passages=passages, sources=sources, now=now
    )
    rebuild_search_texts(pack_row=report.pack)
    return report


def _sync_head(pack: knowledge.Pack) -> SyncReport:
    wanted = Pack(
        key=pack.key,
        title=pack.title,
        language=pack.language,
        edition=pack.edition,
        notice=pack.notice,
        welcome=pack.welcome and pack.welcome.model_dump(mode="json"),
        quizzes=[quiz.model_dump(mode="json") for quiz in pack.quizzes],
    )
    wanted.loaded_checksum = checksum_of(wanted.content())
    stored = Pack.objects.select_for_update().filter(key=pack.key).first()
    if stored is None:
        wanted.save(force_insert=True)
        return SyncReport(wanted, {"pack": TableChanges(created=[pack.key])})
    changes = TableChanges()
    if follow_pack(stored, wanted, Pack.content_fields, changes):
        stored.save()
    return SyncReport(stored, {"pack": changes})


class _Loading:
    """The tables of one pack, each brought to what the pack says."""

    def __init__(self, report: SyncReport) -> None:
        self.row = report.pack
        self.tables = report.tables

    def sources(self, pack: knowledge.Pack) -> dict[str, Source]:
        rows = [Source(pack=self.row, **_columns(source)) for source in pack.sources]
        found, self.tables["source"] = merge_rows(self.row, Source, rows)
        return found

    def topics(self, pack: knowledge.Pack) -> dict[str, Topic]:
        rows = [Topic(pack=self.row, order=order, **_columns(topic)) for order, topic in enumerate(pack.topics)]
        found, self.tables["topic"] = merge_rows(self.row, Topic, rows)
        return found

    def passages(self, pack: knowledge.Pack, topics: dict[str, Topic]) -> dict[str, Passage]:
        rows = [
            Passage(
                pack=self.row,
                key=passage.key,
                topic=topics[passage.topic],
                order=order,
                text=passage.text,
            )
            for order, passage in enumerate(pack.passages)
        ]
        found, self.tables["paragraph"] = merge_rows(self.row, Passage, rows)
        return found

    def statements(self, pack: knowledge.Pack, sources: dict[str, Source]) -> None:
        """A statement has no key of its own: its paragraph and its words are what it is known by."""
        owners = {paragraph: sources[source.key] for source in reversed(pack.sources) for paragraph in source.paragraphs}
        rows = {
            (key := _statement_key(statement)): SourceStatement(
                pack=self.row,
                key=key,
                source=owners[statement.paragraph],
                paragraph=statement.paragraph,
                order=order,
                says=statement.says,
                fact_keys=list(statement.facts),
                left_out=statement.left_out,
            )
            for order, statement in enumerate(pack.statements)
        }
        _, self.tables["statement"] = merge_rows(self.row, SourceStatement, list(rows.values()))

    def entities(self, pack: knowledge.Pack) -> None:
        rows = [Entity(pack=self.row, **_columns(entity)) for entity in pack.entities]
        _, self.tables["entity"] = merge_rows(self.row, Entity, rows)

    def predicates(self, pack: knowledge.Pack) -> dict[str, Predicate]:
        rows = [Predicate(pack=self.row, **_columns(predicate)) for predicate in pack.predicates]
        found, self.tables["predicate"] = merge_rows(self.row, Predicate, rows)
        return found

    def templates(self, pack: knowledge.Pack, predicates: dict[str, Predicate]) -> None:
        rows = [
            Template(
                pack=self.row,
                key=template.key,
                fact_kind=template.fact.value,
                predicate=predicates[template.predicate] if template.predicate else None,
                asks=template.asks,
                stem=template.stem,
                questions=[kind.value for kind in template.questions],
            )
            for template in pack.templates
        ]
        _, self.tables["template"] = merge_rows(self.row, Template, rows)


def _columns(record: Record) -> dict[str, object]:
    """The fields of a record as columns: tuples become lists."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in record}


def _statement_key(statement: knowledge.Statement) -> str:
    place = re.sub(r"[^a-z0-9]+", "-", statement.paragraph.lower()).strip("-")
    return f"{place}-{checksum_of(statement.says)[:12]}"
