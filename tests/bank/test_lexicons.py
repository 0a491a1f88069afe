"""The lexicon that typed answers are graded with is always that of the last load."""

import pytest
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.bank.models import Entity, Pack
from kfor_quiz.bank.selectors import lexicons
from kfor_quiz.bank.selectors.knowledge import pack_knowledge
from kfor_quiz.bank.selectors.lexicons import lexicon_for
from kfor_quiz.engine.lexicon import lexicon_of
from tests.bank.packs import lighthouse, load, with_entity, with_fact

pytestmark = pytest.mark.django_db


def test_the_lexicon_read_from_the_tables_is_that_of_the_pack(loaded: Pack) -> None:
    whole = lexicon_of(pack_knowledge(loaded))
    found = lexicon_for(loaded)
    assert (found.names, found.ties, found.lists, found.figures) == (whole.names, whole.ties, whole.lists, whole.figures)
    assert found.checksum == whole.checksum == Pack.objects.get().lexicon_checksum
    assert found.names
    assert found.lists
    assert found.figures


def test_a_lexicon_is_read_once(loaded: Pack, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first = lexicon_for(loaded)
    with django_assert_num_queries(0):
        assert lexicon_for(loaded) is first
    load(lighthouse())
    with django_assert_num_queries(1):
        assert lexicon_for(Pack.objects.get()) is first


def test_a_load_that_names_something_else_is_known_in_every_process_at_once(loaded: Pack) -> None:
    key = lighthouse().entities[0].key
    before = lexicon_for(loaded)
    load(with_entity(lighthouse(), key, variants=("Another Name",)))
    after = lexicon_for(Pack.objects.get())
    assert "Another Name" not in before.names[key]
    assert "Another Name" in after.names[key]


def test_a_figure_that_is_corrected_is_known_at_once(loaded: Pack) -> None:
    key, figure = next(iter(lexicon_for(loaded).figures.items()))
    load(with_fact(lighthouse(), key, value={"number": figure.number + 1}))
    assert lexicon_for(Pack.objects.get()).figures[key].number == figure.number + 1


def test_what_was_read_during_a_load_is_not_kept_for_after_it(loaded: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new process may fetch a page before a load ends, and its lexicon after that."""
    monkeypatch.setattr(lexicons, "_newest", {})
    old_row = Pack.objects.get()
    key = lighthouse().entities[0].key
    load(with_entity(lighthouse(), key, variants=("Another Name",)))
    assert "Another Name" in lexicon_for(old_row).names[key]
    load(lighthouse())
    assert "Another Name" not in lexicon_for(Pack.objects.get()).names[key]


def test_a_local_edit_counts_as_soon_as_the_questions_are_made_anew(loaded: Pack) -> None:
    entity = Entity.objects.order_by("key")[0]
    Entity.objects.filter(pk=entity.pk).update(variants=["Another Name"])
    load(lighthouse())
    assert "Another Name" in lexicon_for(Pack.objects.get()).names[entity.key]
