"""What the bank derives is the same when it is made anew, and is put right where it is other."""

import pytest
from django.db.models import Model

from kfor_quiz.bank.models import Entity, Fact, Pack, Passage, Question
from kfor_quiz.bank.models.questions import RetiredBy
from kfor_quiz.bank.selectors.search import search
from kfor_quiz.bank.services import rebuilding
from kfor_quiz.bank.services.rebuilding import in_batches, rebuild_disclosures, rebuild_search_texts
from kfor_quiz.bank.services.sync import sync_pack
from kfor_quiz.bank.services.written import SavedQuestion
from tests.bank.packs import NOW, lighthouse, load, with_fact, without_fact

SEARCHED = [Passage, Entity, Fact]


def test_what_a_load_derives_is_what_is_derived_anew(loaded: Pack, saved: SavedQuestion) -> None:
    assert (rebuild_search_texts(pack_row=loaded), rebuild_disclosures(pack_row=loaded)) == (0, 0)
    load(with_fact(lighthouse(), "fog-bell", statement="When fog comes the bell is rung by hand."))
    assert (rebuild_search_texts(pack_row=loaded), rebuild_disclosures(pack_row=loaded)) == (0, 0)


@pytest.mark.parametrize("model", SEARCHED)
def test_a_spoilt_text_for_the_search_is_put_right(loaded: Pack, model: type[Model]) -> None:
    rows = model._default_manager.order_by("pk")
    before = list(rows.values())
    rows.filter(pk=before[0]["id"]).update(search_text="spoilt")
    assert rebuild_search_texts(pack_row=loaded) == 1
    assert list(rows.values()) == before


@pytest.mark.parametrize("model", SEARCHED)
def test_a_load_brings_the_texts_in_line_when_they_are_folded_otherwise(
    loaded: Pack, model: type[Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "fold", lambda text: f"folded {len(text)}")
    report = sync_pack(pack=lighthouse(), now=NOW)
    assert report.facts_with_new_version == []
    texts = model._default_manager.values_list("search_text", flat=True)
    assert all(text.startswith("folded ") for text in texts)


def test_only_the_newest_words_of_a_fact_are_searched(loaded: Pack) -> None:
    load(with_fact(lighthouse(), "fog-bell", statement="A keeper zealously rings the bell in fog."))
    (facts,) = search("zealously").groups
    assert [hit.match for hit in facts.hits] == ["zealously"]
    assert not Fact.objects.filter(key="fog-bell", search_text__contains="thick").exists()


def test_a_spoilt_disclosure_is_put_right(loaded: Pack, saved: SavedQuestion) -> None:
    rows = Question.objects.order_by("pk")
    before = list(rows.values())
    Question.objects.filter(pk__in=[before[0]["id"], saved.question.pk]).update(discloses={"before": [], "after": []})
    assert rebuild_disclosures(pack_row=loaded) == 2
    assert list(rows.values()) == before


def test_what_a_withdrawn_question_gave_away_stays_as_it_was(loaded: Pack) -> None:
    load(without_fact(lighthouse(), "fog-bell"))
    withdrawn = Question.objects.filter(retired_by=RetiredBy.LOADER)
    assert withdrawn.exists()
    before = list(withdrawn.values())
    rebuild_disclosures(pack_row=loaded)
    assert list(withdrawn.values()) == before


def test_rows_come_in_batches_and_none_is_left_out(loaded: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 7)
    batches = list(in_batches(Fact.objects.all()))
    assert {len(batch) for batch in batches[:-1]} == {7}
    assert [row.pk for batch in batches for row in batch] == list(Fact.objects.order_by("pk").values_list("pk", flat=True))
