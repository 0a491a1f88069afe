"""The timeline: what happened when, drawn and listed, narrowed by its address."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.bank.models import Fact, Pack
from kfor_quiz.bank.selectors.timeline import EventFilter, Timeline, choose_events, list_timelines, read_timeline
from kfor_quiz.engine.facts import Hedge
from kfor_quiz.engine.knowledge import Pack as PackKnowledge
from tests.bank.packs import lighthouse, load, rebuild, with_entity, with_fact

pytestmark = pytest.mark.django_db
TIMELINE = "/timeline/lighthouse/"
LIT = ["gull-rock-lit", "amber-point-lit", "north-skerry-lit", "old-head-lit"]


def read(pack: str = "lighthouse") -> Timeline:
    timeline = read_timeline(pack)
    assert timeline is not None
    return timeline


def shown(client: Client, query: str = "") -> list[str]:
    """The keys of the events that the page lists, in order."""
    return re.findall(r'<li id="e-([\w-]+)">', client.get(f"{TIMELINE}{query}").text)


def with_series(pack: PackKnowledge, *hedges: Hedge) -> PackKnowledge:
    """The pack with the steps of its towers as figures of one series, a year apart."""
    for year, (key, hedge) in enumerate(zip(("gull-rock", "amber-point", "north-skerry"), hedges, strict=False), start=1900):
        pack = with_fact(pack, f"{key}-steps", value={"series": "steps", "when": str(year), "hedge": hedge})
    return pack


@pytest.mark.parametrize("address", ["/timeline/", TIMELINE])
def test_events_are_listed_by_year_each_with_its_date_topic_and_sentence(client: Client, loaded: Pack, address: str) -> None:
    page = client.get(address).text
    assert re.findall(r'<h2 id="y-(\d+)">', page) == ["1881", "1894", "1902", "1911"]
    assert re.findall(r'<ol start="(\d+)">', page) == ["1", "2", "3", "4"]
    assert re.findall(r'<li id="e-([\w-]+)">', page) == LIT
    item = page.partition('id="e-gull-rock-lit"')[2].partition("</li>")[0]
    assert '<time datetime="1881-05-03">3 May 1881</time>' in item
    assert "<p>The lamp of Gull Rock was first lit on 3 May 1881. " in item
    assert "<span>The four stations</span>" in item
    assert 'href="/briefing/lighthouse/stations/#f-gull-rock-lit"' in item
    assert lighthouse().notice in page


def test_the_axis_is_a_picture_that_says_what_it_shows_and_where_the_same_stands(client: Client, loaded: Pack) -> None:
    drawing = re.search(r'<svg class="time-axis"[^>]*>', client.get(TIMELINE).text)
    assert drawing is not None
    assert 'role="img"' in drawing[0]
    said = " ".join(drawing[0].split())
    assert "Time axis, 1881–1911: 4 events, a row for each topic. The list below has the same content." in said


@pytest.mark.parametrize("send", ["post", "put", "delete"])
def test_it_is_only_read(client: Client, loaded: Pack, send: str) -> None:
    assert getattr(client, send)("/timeline/").status_code == 405
    assert getattr(client, send)(TIMELINE).status_code == 405


def test_a_date_stands_as_finely_as_it_is_known(client: Client, db: None) -> None:
    pack = with_fact(lighthouse(), "gull-rock-lit", value={"date": "1881-01/1881-04", "date_text": "early 1881", "done_by": True})
    pack = with_fact(pack, "amber-point-lit", value={"date": "1894"})
    load(with_fact(pack, "north-skerry-lit", value={"date": "1902-10-09/1902-10-10", "planned": True}))
    page = client.get(TIMELINE).text
    assert "<strong>By early 1881</strong>" in page
    assert '<time datetime="1894">1894</time>' in page
    assert "<strong>9 and 10 October 1902</strong>" in page
    assert page.count(">planned<") == page.count("is-planned") == 1
    assert page.count("is-day") == 1  # that of Old Head


def test_within_a_year_what_is_known_by_its_year_alone_comes_last(db: None) -> None:
    pack = with_fact(lighthouse(), "gull-rock-lit", value={"date": "1902"})
    load(with_fact(pack, "amber-point-lit", value={"date": "1902-10"}))
    years = choose_events(read(), EventFilter()).years
    assert [event.key for event in years[0].events] == ["north-skerry-lit", "amber-point-lit", "gull-rock-lit"]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("?from=1894", LIT[1:]),
        ("?to=1894", LIT[:2]),
        ("?from=1894&to=1902", LIT[1:3]),
        ("?from=1902&to=1894", LIT[1:3]),
        ("?topic=stations", LIT),
        ("?q=LAMP+of+old", LIT[3:]),
        ("?q=october", LIT[2:3]),
        ("?q=four+stations&from=1902", LIT[2:]),
        ("?topic=&from=&to=&q=", LIT),
    ],
)
def test_the_address_narrows_the_events(client: Client, loaded: Pack, query: str, keys: list[str]) -> None:
    assert shown(client, query) == keys


def test_topics_are_chosen_from_those_that_have_events(client: Client, loaded: Pack) -> None:
    Fact.objects.filter(key__in=LIT[2:]).update(topic=Fact.objects.get(key="fog-bell").topic)
    assert read().topics == (("stations", "The four stations"), ("watch", "The watch"))
    assert shown(client, "?topic=watch") == LIT[2:]
    assert shown(client, "?topic=watch&topic=stations") == LIT


@pytest.mark.parametrize(
    "query",
    ["?from=abc", "?from=0", "?to=99999999999999999999", "?from=-1", "?topic=nowhere", "?topic=%00", "?q=%00", f"?q={'x' * 201}"],
)
def test_what_the_address_says_amiss_is_told_and_narrows_nothing(client: Client, loaded: Pack, query: str) -> None:
    response = client.get(TIMELINE + query)
    assert response.status_code == 200
    assert 'class="errorlist"' in response.text
    assert "<details" in response.text
    assert " open>" in response.text
    assert re.findall(r'<li id="e-([\w-]+)">', response.text) == LIT


def test_words_without_letters_narrow_nothing(client: Client, loaded: Pack) -> None:
    assert shown(client, "?q=%20%0A%20") == LIT


def test_a_name_is_found_by_another_name(client: Client, db: None) -> None:
    load(with_entity(lighthouse(), "gull-rock", variants=("Gull Rock", "Seagull Stack")))
    assert shown(client, "?q=seagull+stack") == LIT[:1]


def test_where_nothing_fits_it_says_what_to_do(client: Client, loaded: Pack) -> None:
    page = client.get(f"{TIMELINE}?q=zeppelin").text
    assert "0 of 4 events" in page
    assert "Choose fewer or other topics" in page
    assert f'<a href="{TIMELINE}">Show all events</a>' in page
    assert "<svg class=" not in page.partition('id="chosen"')[2].partition("</main>")[0]


def test_what_was_chosen_stays_in_the_form(client: Client, loaded: Pack) -> None:
    page = client.get(f"{TIMELINE}?topic=stations&from=1894&q=lamp").text
    assert re.search(r'value="stations"[^>]* checked', page)
    assert '<option value="1894" selected>' in page
    assert 'value="lamp"' in page


def test_htmx_gets_the_events_alone_and_a_page_from_history_is_whole(client: Client, loaded: Pack) -> None:
    part = client.get(f"{TIMELINE}?from=1902", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert re.findall(r'<li id="e-([\w-]+)">', part.text) == LIT[2:]
    assert '<p id="status" hx-swap-oob="innerHTML">' in part.text
    assert "HX-Request" in part.headers["Vary"]
    whole = client.get(TIMELINE, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in whole.text
    assert "hx-swap-oob" not in whole.text


def test_a_series_is_drawn_and_told_with_its_hedges(client: Client, db: None) -> None:
    load(with_series(lighthouse(), Hedge.ABOUT, Hedge.MORE_THAN, Hedge.AT_MOST))
    page = client.get(TIMELINE).text
    assert '<h2 id="s-steps">Number of steps</h2>' in page
    table = page.partition('<table class="table">')[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">(\d+)</th>\s*<td>([^<]*?) <a class="small no-print" href="([^"]+)"', table)
    assert rows == [
        ("1900", "about 214", "/briefing/lighthouse/stations/#f-gull-rock-steps"),
        ("1901", "more than 150", "/briefing/lighthouse/stations/#f-amber-point-steps"),
        ("1902", "at most 187", "/briefing/lighthouse/stations/#f-north-skerry-steps"),
    ]
    chart = page.partition('<svg class="time-chart"')[2].partition("</svg>")[0]
    assert re.findall(r'<text class="value"[^>]*>([^<]+)<', chart) == ["about 214", "at most 187", "more than 150"]
    assert "The table has the same content." in chart


def test_two_figures_are_no_series(client: Client, db: None) -> None:
    load(with_series(lighthouse(), Hedge.EXACT, Hedge.EXACT))
    assert 'class="time-chart"' not in client.get(TIMELINE).text


def test_what_the_pack_no_longer_has_is_not_shown(client: Client, loaded: Pack) -> None:
    Fact.objects.filter(key=LIT[0]).update(is_retired=True)
    assert shown(client) == LIT[1:]


def test_a_pack_without_events_says_so(client: Client, loaded: Pack) -> None:
    Fact.objects.filter(key__in=LIT).update(is_retired=True)
    assert "This subject has no dated events." in client.get(TIMELINE).text
    assert "There is no timeline yet." in client.get("/timeline/").text


@pytest.mark.parametrize("address", ["/timeline/nowhere/", "/timeline/nowhere/?q=x", "/timeline/Été/"])
def test_a_pack_that_is_not_there_is_not_found(client: Client, loaded: Pack, address: str) -> None:
    assert client.get(address).status_code == 404


def test_of_several_packs_each_has_its_timeline(client: Client, loaded: Pack) -> None:
    load(rebuild(lighthouse(), key="lighthouse-two", title="Another handbook", notice="Of other lights."))
    assert [(row.key, row.events) for row in list_timelines()] == [("lighthouse-two", 4), ("lighthouse", 4)]
    index = client.get("/timeline/").text
    assert re.findall(r'<h2><a href="([^"]+)">', index) == ["/timeline/lighthouse-two/", TIMELINE]
    page = client.get("/timeline/lighthouse-two/").text
    assert "/briefing/lighthouse-two/stations/#f-gull-rock-lit" in page
    assert (page.count("Of other lights."), page.count(lighthouse().notice)) == (1, 0)


def test_before_any_pack_is_loaded_it_says_so(client: Client, db: None) -> None:
    assert "There is no timeline yet." in client.get("/timeline/").text


@pytest.mark.parametrize(
    ("address", "count"), [("/timeline/", 3), (TIMELINE, 2), (f"{TIMELINE}?q=lamp", 3), (f"{TIMELINE}?topic=stations", 2)]
)
def test_it_takes_the_same_few_queries_whatever_the_size(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries, address: str, count: int
) -> None:
    pack = lighthouse()
    load(pack)
    with django_assert_num_queries(count):
        few = client.get(address).text
    lamp = next(fact for fact in pack.facts if fact.key == LIT[0])
    more = tuple(lamp.model_copy(update={"key": f"lit-{number}"}) for number in range(20))
    marks = " ".join(fact.key for fact in (lamp, *more))
    passages = tuple(one.model_copy(update={"text": one.text.replace(f"({lamp.key})", f"({marks})")}) for one in pack.passages)
    load(rebuild(pack, facts=(*pack.facts, *more), passages=passages))
    with django_assert_num_queries(count):
        assert len(client.get(address).text) > len(few)
