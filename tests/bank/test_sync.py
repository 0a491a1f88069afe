"""Loading a pack: what is new, changed, edited here, gone, and back."""

import datetime as dt
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext

from kfor_quiz.bank.models import Entity, Fact, FactVersion, Pack, Passage, Predicate, SourceStatement, Topic
from kfor_quiz.bank.services.checksums import checksum_of
from kfor_quiz.bank.services.rows import TableChanges
from kfor_quiz.bank.services.sync import sync_pack
from kfor_quiz.engine.facts import TermValue
from tests.bank.packs import NOW, lighthouse, rebuild, with_entity, with_fact, without_fact

pytestmark = pytest.mark.django_db


def current(key: str) -> FactVersion:
    version = Fact.objects.get(key=key).current_version
    assert version is not None
    return version


def test_every_row_of_a_pack_is_stored() -> None:
    pack = lighthouse()
    report = sync_pack(pack=pack, now=NOW)
    counts = {table: len(changes.created) for table, changes in report.tables.items()}
    assert counts == {
        "pack": 1,
        "source": 1,
        "topic": len(pack.topics),
        "paragraph": len(pack.passages),
        "statement": len(pack.statements),
        "entity": len(pack.entities),
        "predicate": len(pack.predicates),
        "template": len(pack.templates),
        "fact": len(pack.facts),
    }
    version = current("amber-point-lit")
    assert (version.number, version.passage.key, version.sentence) == (1, "first-lit", "Amber Point followed on 21 June 1894")
    assert version.citation == "Office of Lights, “Handbook for Keepers”, 1/2 (2026-01-05)"
    assert version.created_at == NOW


def test_loading_twice_writes_nothing() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    with CaptureQueriesContext(connection) as queries:
        report = sync_pack(pack=lighthouse(), now=NOW)
    assert all(changes == TableChanges() for changes in report.tables.values())
    assert report.conflicts == []
    assert [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []


def test_a_changed_row_follows_its_pack() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    report = sync_pack(pack=with_entity(lighthouse(), "lume", gloss="Lume has two piers."), now=NOW)
    assert report.tables["entity"].updated == ["lume"]
    row = Entity.objects.get(key="lume")
    assert row.gloss == "Lume has two piers."
    assert "two piers" in row.search_text


def test_a_local_edit_stays_and_is_listed_as_long_as_it_differs() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    Topic.objects.filter(key="watch").update(title="The keepers' watch")
    for _ in range(2):
        report = sync_pack(pack=lighthouse(), now=NOW)
        assert report.conflicts == ["topic watch"]
        assert Topic.objects.get(key="watch").title == "The keepers' watch"


def test_a_local_edit_that_the_pack_takes_over_is_no_longer_one() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    Entity.objects.filter(key="lume").update(gloss="Lume has two piers.")
    caught_up = with_entity(lighthouse(), "lume", gloss="Lume has two piers.")
    assert sync_pack(pack=caught_up, now=NOW).conflicts == []
    assert sync_pack(pack=lighthouse(), now=NOW).tables["entity"].updated == ["lume"]


@pytest.mark.parametrize("is_edited", [False, True])
def test_a_pack_from_before_it_had_a_welcome_gets_one_unless_it_was_edited_here(is_edited: bool) -> None:
    row = sync_pack(pack=lighthouse(), now=NOW).pack
    before = checksum_of({name: value for name, value in row.content().items() if name != "welcome"})
    Pack.objects.update(welcome=None, loaded_checksum=before)
    if is_edited:
        Pack.objects.update(title="Our handbook")
    migration = "0009_welcome_of_packs"
    state = MigrationLoader(connection).project_state(("bank", migration))
    import_module(f"kfor_quiz.bank.migrations.{migration}").take_in_welcome(state.apps, None)
    changes = sync_pack(pack=lighthouse(), now=NOW).tables["pack"]
    assert (changes.updated, changes.kept) == (([], ["lighthouse"]) if is_edited else (["lighthouse"], []))


def test_the_head_of_a_pack_follows_its_file_unless_it_was_edited_here() -> None:
    row = sync_pack(pack=lighthouse(), now=NOW).pack
    renamed = rebuild(lighthouse(), title="The handbook")
    assert sync_pack(pack=renamed, now=NOW).tables["pack"].updated == ["lighthouse"]
    Pack.objects.filter(pk=row.pk).update(title="Our handbook")
    assert sync_pack(pack=lighthouse(), now=NOW).conflicts == ["pack lighthouse"]
    assert Pack.objects.get().title == "Our handbook"


def test_a_vanished_row_is_retired_and_comes_back_with_its_key() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    before = Entity.objects.get(key="carra").pk
    smaller = rebuild(
        lighthouse(),
        entities=tuple(one for one in lighthouse().entities if one.key != "carra"),
        facts=tuple(fact for fact in lighthouse().facts if fact.key != "north-skerry-island"),
    )
    report = sync_pack(pack=smaller, now=NOW)
    assert report.tables["entity"].retired == ["carra"]
    assert report.tables["fact"].retired == ["north-skerry-island"]
    assert Entity.objects.get(key="carra").is_retired
    assert all(changes == TableChanges() for changes in sync_pack(pack=smaller, now=NOW).tables.values())
    report = sync_pack(pack=lighthouse(), now=NOW)
    assert report.tables["entity"].returned == ["carra"]
    assert Entity.objects.get(key="carra").pk == before
    assert not Fact.objects.get(key="north-skerry-island").is_retired


def test_a_changed_fact_gets_a_new_version_and_the_old_one_stays() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    old = current("amber-point-lit")
    report = sync_pack(pack=with_fact(lighthouse(), "amber-point-lit", value={"date": "1894-06-22"}), now=NOW)
    assert report.facts_with_new_version == ["amber-point-lit"]
    new = current("amber-point-lit")
    assert (new.number, new.value["date"]) == (2, "1894-06-22")
    old.refresh_from_db()
    assert old.value["date"] == "1894-06-21"
    assert new.substance_checksum != old.substance_checksum
    assert FactVersion.objects.count() == len(lighthouse().facts) + 1


@pytest.mark.parametrize(
    ("key", "value", "fields"),
    [
        ("amber-point-lit", {"clause": "the lamp at Amber Point was first lit"}, {}),
        ("amber-point-lit", {}, {"statement": "Amber Point was first lit on 21 June 1894."}),
        ("amber-point-steps", {"names": "the steps of Amber Point"}, {}),
    ],
)
def test_other_words_for_a_fact_make_a_version_of_the_same_substance(
    key: str, value: dict[str, object], fields: dict[str, object]
) -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    old = current(key)
    sync_pack(pack=with_fact(lighthouse(), key, value=value, **fields), now=NOW)
    new = current(key)
    assert new.number == 2
    assert new.substance_checksum == old.substance_checksum
    assert new.wording_checksum != old.wording_checksum


def test_another_expansion_changes_the_substance_of_a_term() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    old = current("nlo-means")
    assert isinstance(lighthouse().fact_by_key["nlo-means"].value, TermValue)
    report = sync_pack(pack=with_entity(lighthouse(), "office-of-lights", name="Northern Lamps Office"), now=NOW)
    assert report.facts_with_new_version == ["nlo-means"]
    assert current("nlo-means").substance_checksum != old.substance_checksum


def test_another_marked_sentence_is_a_new_wording_of_its_facts_alone() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    passages = tuple(
        passage.model_copy(update={"text": passage.text.replace("when fog comes in", "in thick fog")})
        for passage in lighthouse().passages
    )
    report = sync_pack(pack=rebuild(lighthouse(), passages=passages), now=NOW)
    assert report.facts_with_new_version == ["fog-bell"]
    assert "thick fog" in Passage.objects.get(key="lamp-and-bell").search_text


@pytest.mark.parametrize(
    ("tables", "citation", "edition"),
    [
        ({"edition": "fourth edition"}, "Office of Lights, “Handbook for Keepers”, 1/2 (2026-01-05)", "fourth edition"),
        ({"seen": dt.date(2027, 1, 5)}, "Office of Lights, “Handbook for Keepers”, 1/2 (2027-01-05)", "third edition, 1931"),
        ({"title": "The Handbook"}, "Office of Lights, “The Handbook”, 1/2 (2026-01-05)", "third edition, 1931"),
        ({"publisher": "The Office"}, "The Office, “Handbook for Keepers”, 1/2 (2026-01-05)", "third edition, 1931"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_another_citation_is_a_new_wording_and_the_old_version_cites_as_before(
    tables: dict[str, object], citation: str, edition: str
) -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    old = current("amber-point-lit")
    source = lighthouse().sources[0].model_copy(update=tables)
    pack = rebuild(lighthouse(), **(tables if "edition" in tables else {"sources": (source,)}))
    assert sync_pack(pack=pack, now=NOW).facts_with_new_version == sorted(fact.key for fact in pack.facts)
    new = current("amber-point-lit")
    assert (new.number, new.citation, new.edition) == (2, citation, edition)
    assert new.substance_checksum == old.substance_checksum
    old.refresh_from_db()
    assert (old.citation, old.edition) == ("Office of Lights, “Handbook for Keepers”, 1/2 (2026-01-05)", "third edition, 1931")
    assert sync_pack(pack=pack, now=NOW).facts_with_new_version == []


def test_a_fact_that_moves_to_another_topic_keeps_its_version() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    report = sync_pack(pack=with_fact(lighthouse(), "fog-bell", topic="stations", importance="supporting"), now=NOW)
    assert (report.tables["fact"].updated, report.facts_with_new_version) == (["fog-bell"], [])
    fact = Fact.objects.select_related("topic").get(key="fog-bell")
    assert (fact.topic.key, fact.importance) == ("stations", "supporting")


def test_a_statement_is_known_by_its_paragraph_and_its_words() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    statements = lighthouse().statements
    turned = rebuild(lighthouse(), statements=tuple(reversed(statements)))
    report = sync_pack(pack=turned, now=NOW)
    assert report.tables["statement"].created == []
    assert SourceStatement.objects.count() == len(statements)


def test_two_packs_may_share_their_keys() -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    report = sync_pack(pack=rebuild(lighthouse(), key="lighthouse-two"), now=NOW)
    assert len(report.tables["fact"].created) == len(lighthouse().facts)
    assert sync_pack(pack=without_fact(lighthouse(), "fog-bell"), now=NOW).tables["fact"].retired == ["fog-bell"]
    assert not Fact.objects.get(pack=report.pack, key="fog-bell").is_retired


def test_a_predicate_of_a_pack_from_before_parts_is_not_taken_for_edited(db: None) -> None:
    sync_pack(pack=lighthouse(), now=NOW)
    before = Predicate.objects.get(key="stands-on")
    assert "part" not in before.content()
    predicates = tuple(one.model_copy(update={"part": "It stood on …"}) for one in lighthouse().predicates)
    sync = sync_pack(pack=rebuild(lighthouse(), predicates=predicates), now=NOW)
    assert (sync.tables["predicate"].updated, sync.tables["predicate"].kept) == (["stands-on"], [])
