"""Searching glossary, facts and briefing."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.bank.models import Entity, Pack, Passage, Topic
from kfor_quiz.bank.selectors.search import MOST_HITS, search
from kfor_quiz.bank.selectors.wanted import MOST_CHARACTERS
from tests.bank.packs import lighthouse, load, rebuild

pytestmark = pytest.mark.django_db


def hits(text: str) -> dict[str, list[str]]:
    return {group.heading: [hit.url for hit in group.hits] for group in search(text).groups}


@pytest.mark.parametrize("text", ["gull rock", "GULL   ROCK", "Gull Röck", "rock gull"])
def test_case_accents_and_the_order_of_words_do_not_count(loaded: Pack, text: str) -> None:
    assert hits(text)["Glossary"] == ["/glossary/#g-gull-rock"]


def test_a_name_is_found_by_its_abbreviation_and_its_other_names(loaded: Pack) -> None:
    assert hits("nlo")["Glossary"] == ["/glossary/#g-office-of-lights"]
    assert hits("stennet")["Glossary"][0] == "/glossary/#g-stennet"


def test_the_exact_name_comes_first_then_what_begins_so_then_what_holds_it(loaded: Pack) -> None:
    names = {"beacon": "Harrowgate", "buoy": "The Harrow buoy", "islet": "Farholm"}
    rows = [lighthouse().entities[0].model_copy(update={"key": key, "name": name, "variants": ()}) for key, name in names.items()]
    rows[2] = rows[2].model_copy(update={"gloss": "Farholm lies off Harrow."})
    load(rebuild(lighthouse(), entities=(*lighthouse().entities, *rows)))
    assert [url.partition("#g-")[2] for url in hits("harrow")["Glossary"]] == ["harrow", "beacon", "buoy", "islet"]


def test_facts_and_paragraphs_are_found_where_they_stand(loaded: Pack) -> None:
    found = hits("colza oil")
    assert found["Facts"] == ["/briefing/lighthouse/watch/#f-lamp-fuel"]
    assert found["Briefing"] == ["/briefing/lighthouse/watch/#p-lamp-and-bell"]


def test_a_hit_shows_the_words_around_its_place(loaded: Pack) -> None:
    hit = next(group for group in search("COLZA  oil").groups if group.heading == "Briefing").hits[0]
    assert (hit.match, hit.snippet_after) == ("colza oil", ".")
    assert hit.snippet_before.endswith("The lamps burn ")
    assert "[" not in hit.snippet_before


def test_a_long_text_is_cut_between_words(loaded: Pack) -> None:
    hit = next(group for group in search("barometer").groups if group.heading == "Briefing").hits[0]
    assert hit.snippet_before.startswith("… ")
    assert hit.snippet_after.endswith(" …")


def test_nothing_is_marked_where_the_text_shown_holds_no_word(client: Client, loaded: Pack) -> None:
    page = client.get("/search/", {"q": "nlo"}).text
    assert "/glossary/#g-office-of-lights" in page
    assert "<mark></mark>" not in page


@pytest.mark.parametrize("written", ["de-mining", "demining", "De‑Mining"])
@pytest.mark.parametrize("asked", ["de-mining", "demining", "DE-MINING", "de mining"])
def test_hyphens_do_not_count(loaded: Pack, written: str, asked: str) -> None:
    say_of_the_islet(f"Here the crew does the {written} of the bay.")
    assert marked(asked) in {written, "De", "de"}


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("demilitarise", "demilitarize"),
        ("demilitarize", "demilitarise"),
        ("Demilitarization", "demilitarisation"),
        ("demilitarization", "demilitariz"),
        ("analyse", "analyze"),
        ("quizzes", "quiz"),
    ],
)
def test_british_and_american_spelling_do_not_count(loaded: Pack, written: str, asked: str) -> None:
    say_of_the_islet(f"A word stands here, {written}, and goes on.")
    assert marked(asked) == written[: len(asked)]


def say_of_the_islet(gloss: str) -> None:
    """Bring a text into the glossary as loading does."""
    islet = lighthouse().entities[0].model_copy(update={"key": "islet", "name": "Farholm", "variants": (), "gloss": gloss})
    load(rebuild(lighthouse(), entities=(*lighthouse().entities, islet)))


def marked(asked: str) -> str:
    """What is marked in the glossary's only hit."""
    (group,) = (group for group in search(asked).groups if group.heading == "Glossary")
    (hit,) = group.hits
    return hit.match


@pytest.mark.parametrize(
    ("asked", "is_found"), [("spec", True), ("envoy", True), ("pec", False), ("ecial", False), ("nvoy", False)]
)
def test_a_word_is_found_by_its_beginning_and_not_in_its_middle(loaded: Pack, asked: str, is_found: bool) -> None:
    say_of_the_islet("Once the Special (Envoy) came.")
    assert bool(search(asked).count) == is_found


def test_what_is_marked_begins_a_word_too(loaded: Pack) -> None:
    say_of_the_islet("Once the special guest of Pec came.")
    hit = search("pec").groups[0].hits[0]
    assert (hit.snippet_before, hit.match) == ("Once the special guest of ", "Pec")


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [("Farnäby", True), ("The Old Ländung", True), ("the old landung bay", True), ("old landung", False), ("landung bay", False)],
)
def test_any_whole_name_of_a_thing_finds_what_names_it_otherwise(loaded: Pack, asked: str, is_found: bool) -> None:
    islet = {"key": "islet", "name": "Farnaby", "variants": ("The Old Ländung",), "gloss": "An islet."}
    beacon = {"key": "beacon", "name": "Holm", "variants": (), "gloss": "A rock in the bay of Farnaby."}
    rows = [lighthouse().entities[0].model_copy(update=update) for update in (islet, beacon)]
    load(rebuild(lighthouse(), entities=(*lighthouse().entities, *rows)))
    assert ("/glossary/#g-beacon" in hits(asked).get("Glossary", [])) == is_found


def test_another_name_is_marked_where_the_text_has_that_one(loaded: Pack) -> None:
    assert marked("nlo") == "Northern Lights Office"


def test_every_word_must_be_found(loaded: Pack) -> None:
    assert search("colza harrow").count == 0
    assert search("harrow").count > 0


def test_what_is_retired_is_not_found(loaded: Pack) -> None:
    Entity.objects.filter(key="gull-rock").update(is_retired=True)
    assert "Glossary" not in hits("gull rock")


def test_there_is_an_end_to_the_hits(loaded: Pack) -> None:
    crowd = tuple(
        lighthouse().entities[0].model_copy(update={"key": f"buoy-{n}", "name": f"Buoy {n}", "variants": ()}) for n in range(30)
    )
    load(rebuild(lighthouse(), entities=(*lighthouse().entities, *crowd)))
    assert len(hits("buoy")["Glossary"]) == MOST_HITS


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\n\t", "\u0301", " - "])
def test_an_empty_query_asks_nothing(loaded: Pack, django_assert_num_queries: DjangoAssertNumQueries, text: str) -> None:
    with django_assert_num_queries(0):
        assert search(text).groups == ()


@pytest.mark.parametrize("text", ["%", "_", "\\", "'; drop table", "100%", "🜁", "\u202e", "<script>"])
def test_odd_characters_are_only_characters(client: Client, loaded: Pack, text: str) -> None:
    assert search(text).count == 0
    response = client.get("/search/", {"q": text})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().partition("<main")[2]


def test_a_very_long_query_is_cut(client: Client, loaded: Pack) -> None:
    response = client.get("/search/", {"q": "harrow " * 500})
    assert response.status_code == 200
    assert len(response.context["query"]) <= MOST_CHARACTERS
    assert response.context["count"] > 0


def test_a_query_is_shown_as_it_was_typed(client: Client, loaded: Pack) -> None:
    response = client.get("/search/", {"q": "  Gull\tRock\x00 "})
    assert response.context["query"] == "Gull Rock"
    assert "Nothing was found" in client.get("/search/", {"q": "zeppelin"}).content.decode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(text=st.text(max_size=400))
def test_no_text_breaks_the_search(loaded: Pack, text: str) -> None:
    assert search(text).count >= 0


def test_a_fact_is_found_on_the_page_on_which_its_sentence_stands(loaded: Pack) -> None:
    Passage.objects.filter(key="first-lit").update(topic=Topic.objects.get(key="watch"))
    assert hits("amber point 1894")["Facts"] == ["/briefing/lighthouse/watch/#f-amber-point-lit"]
