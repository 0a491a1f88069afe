"""Bringing the rows of one table to what a pack says, without touching what was edited here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, TypeVar

from kfor_quiz.bank.models import Pack
from kfor_quiz.bank.models.content import PackRow
from kfor_quiz.bank.services.checksums import checksum_of

Row = TypeVar("Row", bound=PackRow)
Loaded = TypeVar("Loaded", PackRow, Pack)
BATCH = 1_000


@dataclass
class TableChanges:
    """Keys of one table's rows by what loading did to them. `kept` were edited here and differ from their pack."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


class Fate(Enum):
    """What is to be done with a stored row that the pack still has."""

    SAME = auto()
    ADOPT = auto()
    KEEP = auto()
    UPDATE = auto()


def judge(stored: PackRow | Pack, wanted_checksum: str) -> Fate:
    """Compare a stored row with what its pack says now. A local edit that the pack has caught up with is adopted."""
    now = checksum_of(stored.content())
    if now == wanted_checksum:
        return Fate.SAME if stored.loaded_checksum == wanted_checksum else Fate.ADOPT
    return Fate.UPDATE if now == stored.loaded_checksum else Fate.KEEP


@dataclass
class Merge:
    """Which rows of one table are to be written, and the stored row of every key."""

    rows: dict[str, Any] = field(default_factory=dict)
    to_create: list[Any] = field(default_factory=list)
    to_update: list[Any] = field(default_factory=list)
    changes: TableChanges = field(default_factory=TableChanges)


def plan_merge(stored: dict[str, Row], wanted: Sequence[Row], fields: tuple[str, ...]) -> Merge:
    """Compare the wanted rows with the stored ones and copy `fields` onto those that are to follow their pack."""
    merge = Merge(rows=dict(stored))
    for row in wanted:
        row.loaded_checksum = checksum_of(row.content())
        _plan_row(merge, stored.get(row.key), row, fields)
    kept_keys = {row.key for row in wanted}
    for key, row in stored.items():
        if key not in kept_keys and not row.is_retired:
            row.is_retired = True
            merge.to_update.append(row)
            merge.changes.retired.append(key)
    return merge


def _plan_row(merge: Merge, stored: Row | None, wanted: Row, fields: tuple[str, ...]) -> None:
    if stored is None:
        merge.rows[wanted.key] = wanted
        merge.to_create.append(wanted)
        merge.changes.created.append(wanted.key)
        return
    has_changed = follow_pack(stored, wanted, fields, merge.changes)
    if stored.is_retired:
        merge.changes.returned.append(stored.key)
    if stored.is_retired or has_changed:
        stored.is_retired = False
        merge.to_update.append(stored)


def follow_pack(stored: Loaded, wanted: Loaded, fields: tuple[str, ...], changes: TableChanges) -> bool:
    """Bring a stored row to what its pack says, unless it was edited here; note what was done. Whether it is to be saved."""
    fate = judge(stored, wanted.loaded_checksum)
    if fate is Fate.KEEP:
        changes.kept.append(stored.key)
    if fate is Fate.UPDATE:
        changes.updated.append(stored.key)
        for name in fields:
            setattr(stored, name, getattr(wanted, name))
    if fate in {Fate.UPDATE, Fate.ADOPT}:
        stored.loaded_checksum = wanted.loaded_checksum
    return fate in {Fate.UPDATE, Fate.ADOPT}


def merge_rows(pack: Pack, model: type[Row], wanted: Sequence[Row]) -> tuple[dict[str, Row], TableChanges]:
    """Bring one table to what the pack says; answer its rows by key, and what was done."""
    related = [name for name in model.content_fields if model._meta.get_field(name).is_relation]  # noqa: SLF001
    stored = {row.key: row for row in model._default_manager.filter(pack=pack).select_related(*related)}  # noqa: SLF001
    merge = plan_merge(stored, wanted, model.content_fields)
    write_rows(model, merge, model.content_fields)
    return merge.rows, merge.changes


def write_rows(model: type[Row], merge: Merge, fields: tuple[str, ...]) -> None:
    """Store what the plan asks for; nothing where it asks for nothing."""
    if merge.to_create:
        model._default_manager.bulk_create(merge.to_create, batch_size=BATCH)  # noqa: SLF001
    if merge.to_update:
        changed = (*fields, "loaded_checksum", "is_retired")
        model._default_manager.bulk_update(merge.to_update, changed, batch_size=BATCH)  # noqa: SLF001
