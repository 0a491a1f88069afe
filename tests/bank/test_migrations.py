"""What an earlier release stored goes on as if this one had stored it."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kfor_quiz.bank.models import Fact, FactVersion, Question
from kfor_quiz.bank.services.rebuilding import rebuild_search_texts
from kfor_quiz.bank.services.rows import TableChanges
from kfor_quiz.bank.services.sync import sync_pack
from kfor_quiz.engine.knowledge import Pack
from tests.bank.packs import NOW, lighthouse

BEFORE = "0004_forget_what_facts_speak_of"
NOTE = import_module("kfor_quiz.bank.migrations.0012_questions_note_the_facts_they_ask")
CITATIONS = import_module("kfor_quiz.bank.migrations.0006_citations_as_they_were")


def migrate(target: str = "") -> Any:
    """Bring the tables to the state after a migration of the bank; all rooms to the newest where none is named. Its models."""
    executor = MigrationExecutor(connection)
    return executor.migrate([("bank", target)] if target else executor.loader.graph.leaf_nodes()).apps


def pack_then() -> Pack:
    """The pack without what later releases added to it."""
    return lighthouse().model_copy(update={"welcome": None})


@pytest.fixture
def loaded_then(transactional_db: None) -> Iterator[None]:
    """The pack as it was stored before versions kept their citation; one objective was edited since."""
    sync_pack(pack=pack_then(), now=NOW)
    apps = migrate(BEFORE)
    try:
        store_as_then(apps.get_model("bank", "FactVersion").objects, apps.get_model("bank", "Fact").objects)
        yield
    finally:
        migrate()


def store_as_then(versions: Any, facts: Any) -> None:
    for version in versions.select_related("source", "passage"):
        checksum = CITATIONS.checksum_of(CITATIONS.wording_of(version))
        versions.filter(pk=version.pk).update(wording_checksum=checksum, search_text=f"words of {version.pk}")
    for fact in facts.select_related("topic", "current_version"):
        facts.filter(pk=fact.pk).update(loaded_checksum=CITATIONS.checksum_of(CITATIONS.content_of(fact)))
    facts.filter(key="fog-bell").update(objective="Edited here.")


def test_versions_get_their_citation_and_the_next_load_finds_nothing_new(loaded_then: None) -> None:
    migrate()
    version = FactVersion.objects.get(fact__key="amber-point-lit")
    assert version.citation == "Office of Lights, “Handbook for Keepers”, 1/2 (2026-01-05)"
    assert (version.edition, version.source_address) == ("third edition, 1931", "https://example.org/keepers")
    assert all(fact.search_text == f"words of {fact.current_version_id}" for fact in Fact.objects.all())
    report = sync_pack(pack=pack_then(), now=NOW)
    assert report.tables.pop("fact") == TableChanges(kept=["fog-bell"])
    assert all(changes == TableChanges() for changes in report.tables.values())
    assert report.facts_with_new_version == []
    assert rebuild_search_texts(pack_row=report.pack) == 0


def test_questions_note_the_fact_that_they_asked_until_now(loaded: Pack) -> None:
    Question.objects.update(discloses={"before": ["fog-bell"], "after": ["fog-bell"], "rationales": {}})
    NOTE.note_facts_asked(apps, None)
    for question in Question.objects.select_related("fact"):
        assert question.fact is not None
        assert question.discloses["asks"] == [question.fact.key]
        assert question.discloses["before"] == ["fog-bell"]
