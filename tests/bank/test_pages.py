"""The study material as visitors see it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.bank.models import Pack, Passage, Question, Topic
from kfor_quiz.bank.selectors.briefing import briefing_page, list_glossary, list_notices, list_topics
from kfor_quiz.bank.services.generation import generate_questions
from tests.bank.packs import NOW, lighthouse, load, rebuild

pytestmark = pytest.mark.django_db
STATIONS = "/briefing/lighthouse/stations/"
PAGES = ["/briefing/", STATIONS, "/glossary/", "/search/", "/search/?q=harrow"]


@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_may_read_everything(client: Client, loaded: Pack, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert lighthouse().notice in response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_only_read(client: Client, loaded: Pack, address: str) -> None:
    assert client.head(address).status_code == 200
    for method in (client.post, client.put, client.delete):
        assert method(address).status_code == 405


@pytest.mark.parametrize("address", ["/briefing/", "/glossary/", "/search/", "/search/?q=harrow"])
def test_pages_say_so_where_there_is_nothing_yet(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/briefing/nowhere/stations/", "/briefing/lighthouse/nowhere/", "/briefing/lighthouse/Été/"])
def test_a_topic_that_is_not_there_is_not_found(client: Client, loaded: Pack, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_index_lists_the_topics_with_their_paragraphs_and_facts(client: Client, loaded: Pack) -> None:
    rows = client.get(reverse("bank:briefing_index")).context["topics"]
    assert [(row.title, row.url, row.paragraphs, row.facts) for row in rows] == [
        ("The four stations", STATIONS, 3, 11),
        ("The watch", "/briefing/lighthouse/watch/", 4, 7),
    ]


def test_each_paragraph_and_each_fact_can_be_linked_to(client: Client, loaded: Pack) -> None:
    page = client.get(STATIONS).content.decode()
    for passage in lighthouse().passages:
        assert (f'id="p-{passage.key}"' in page) == (passage.topic == "stations")
    for fact in lighthouse().facts:
        assert page.count(f'id="f-{fact.key}"') == (fact.topic == "stations")
    sentence = re.search(r'id="f-north-skerry-steps">([^<]*)<', page)
    assert sentence is not None
    assert sentence[1] == "North Skerry 187."


def test_topics_lead_to_their_neighbours(client: Client, loaded: Pack) -> None:
    first, last = client.get(STATIONS).context, client.get("/briefing/lighthouse/watch/").context
    assert (first["previous"], first["next"].title) == (None, "The watch")
    assert (last["previous"].title, last["next"]) == ("The four stations", None)


def test_a_retired_topic_has_no_page(client: Client, loaded: Pack) -> None:
    Topic.objects.filter(key="watch").update(is_retired=True)
    assert client.get("/briefing/lighthouse/watch/").status_code == 404
    assert [row.key for row in list_topics()] == ["stations"]


def test_two_packs_stand_side_by_side(client: Client, loaded: Pack) -> None:
    load(rebuild(lighthouse(), key="lighthouse-two", title="Another handbook"))
    assert len(list_topics()) == 4
    assert client.get("/briefing/lighthouse-two/watch/").status_code == 200
    page = briefing_page("lighthouse", "stations")
    assert page is not None
    assert (len(page.topics), len(page.paragraphs)) == (2, 3)
    assert list_notices() == (lighthouse().notice,)


def test_a_page_about_one_pack_shows_its_notice_and_other_pages_show_each_once(client: Client, loaded: Pack) -> None:
    load(rebuild(lighthouse(), key="lighthouse-two", title="Another handbook", notice="Of other lights."))
    load(rebuild(lighthouse(), key="lighthouse-three", title="A third handbook", notice="Of other lights."))
    ours = lighthouse().notice
    expected = {
        "/briefing/lighthouse/watch/": (1, 0),
        "/briefing/lighthouse-two/watch/": (0, 1),
        "/glossary/": (1, 1),
        "/": (1, 1),
    }
    for address, counts in expected.items():
        page = client.get(address).content.decode()
        assert (page.count(ours), page.count("Of other lights.")) == counts, address


def test_the_glossary_stands_in_the_order_of_names(loaded: Pack) -> None:
    rows = list_glossary()
    assert [row.name for row in rows] == sorted((entity.name for entity in lighthouse().entities), key=str.casefold)
    office = next(row for row in rows if row.key == "office-of-lights")
    assert (office.abbreviation, office.gloss) == ("NLO", "The Northern Lights Office pays and posts the keepers.")
    assert next(row for row in rows if row.key == "stennet").other_names == ("Sténnet",)


def test_an_entity_may_stay_out_of_the_glossary(loaded: Pack) -> None:
    load(
        rebuild(
            lighthouse(), entities=tuple(one.model_copy(update={"in_glossary": one.key != "lume"}) for one in lighthouse().entities)
        )
    )
    assert "lume" not in {row.key for row in list_glossary()}


@pytest.mark.parametrize(
    ("address", "count"), [("/briefing/", 2), (STATIONS, 2), ("/glossary/", 2), ("/search/", 1), ("/search/?q=lamp", 4)]
)
def test_a_page_takes_the_same_few_queries_whatever_the_size(
    client: Client, loaded: Pack, django_assert_num_queries: DjangoAssertNumQueries, address: str, count: int
) -> None:
    with django_assert_num_queries(count):
        few = client.get(address).text
    swell()
    with django_assert_num_queries(count):
        many = client.get(address).text
    assert len(many) > len(few) or address == "/search/"


def swell() -> None:
    """Give the pack many more topics, names, paragraphs and facts, in which a lamp is found."""
    pack = lighthouse()
    topics = (pack.topics[0].model_copy(update={"key": f"topic-{n}", "title": f"Topic {n}"}) for n in range(12))
    names = {"abbreviation": "", "variants": (), "gloss": "A lamp."}
    entities = (pack.entities[0].model_copy(update={"key": f"buoy-{n}", "name": f"Buoy {n}", **names}) for n in range(12))
    load(rebuild(pack, topics=(*pack.topics, *topics), entities=(*pack.entities, *entities)))
    row = Passage.objects.filter(topic__key="stations").earliest("pk")
    Passage.objects.bulk_create(
        Passage(pack=row.pack, key=f"p-{n}", topic=row.topic, order=100 + n, text="A lamp.", search_text="a lamp.")
        for n in range(12)
    )


def test_no_page_shows_a_question(client: Client, loaded: Pack) -> None:
    generate_questions(pack_row=loaded, now=NOW)
    keys = Question.objects.values_list("key", flat=True)
    for address in [*PAGES, "/search/?q=fog", "/search/?q=fog-bell", "/search/?q=single_choice"]:
        page = client.get(address).content.decode()
        assert not [key for key in keys if key in page]


def test_of_two_topics_with_one_title_the_page_marks_its_own(loaded: Pack, client: Client) -> None:
    Topic.objects.update(title="The Sound")
    page = client.get("/briefing/lighthouse/watch/").text
    assert re.findall(r'<a href="(/briefing/lighthouse/[^"]+)" aria-current="page">', page) == ["/briefing/lighthouse/watch/"]
