"""The timeline in a browser: narrowed in place or by reloading, read on a phone, by keyboard and without a picture."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.test_pages import LOOKS, complaints, watch_console

NewContext = Callable[..., BrowserContext]
EVENTS = 28


def open_filter(page: Page) -> None:
    page.get_by_text("Choose topics, years or words").click()


def test_the_events_are_narrowed_in_place_and_the_address_keeps_it(new_context: NewContext) -> None:
    page = new_context().new_page()
    heard = watch_console(page)
    page.goto("/timeline/")
    expect(page.locator(".years li")).to_have_count(EVENTS)
    open_filter(page)
    page.evaluate("window.same = true")
    page.get_by_label("The status talks").check()
    expect(page.locator(".years li")).to_have_count(4)
    expect(page.get_by_label("The status talks")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"4 of 28 events"))
    page.get_by_label("From", exact=True).select_option("2008")
    expect(page.get_by_text("No event is like that.")).to_be_visible()
    assert page.evaluate("window.same")
    expect(page).to_have_url(re.compile("topic=status-talks&from=2008"))
    page.reload()
    expect(page.get_by_label("From", exact=True)).to_have_value("2008")
    page.go_back()
    expect(page.locator(".years li")).to_have_count(4)
    assert heard == []


def test_it_is_narrowed_without_javascript_too(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/timeline/")
    open_filter(page)
    page.get_by_label("With the words").fill("foreign ministers")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".years li")).to_have_count(4)
    expect(page.get_by_label("With the words")).to_have_value("foreign ministers")
    page.locator("form").get_by_role("link", name="Show all events").click()
    expect(page.locator(".years li")).to_have_count(EVENTS)


def test_an_event_leads_to_its_sentence(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/timeline/")
    page.get_by_role("link", name=re.compile("In the briefing ?: The first elements of KFOR")).click()
    expect(page.locator("#f-first-elements-enter")).to_be_in_viewport()


def test_the_keyboard_alone_narrows_and_moves_the_axis(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 320, "height": 700}).new_page()
    page.goto("/timeline/")
    page.locator(".filter summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Mandate and objectives")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".years li")).to_have_count(4)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.scroll')"):
            break
    axis = page.get_by_role("region", name="Time axis")
    expect(axis).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(axis).not_to_have_js_property("scrollLeft", 0)


def test_the_axis_and_the_chart_are_pictures_with_words_and_the_list_and_the_table_say_the_same(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/timeline/")
    pictures = page.get_by_role("img")
    expect(pictures).to_have_count(2)
    expect(pictures.first).to_have_accessible_name(re.compile(r"1999–2009: 28 events, .* The list below has the same"))
    expect(pictures.last).to_have_accessible_name(re.compile(r"KFOR’s strength\. The table has the same content"))
    expect(page.get_by_role("table").get_by_role("row")).to_have_text(
        [
            "WhenTroops",
            re.compile(r"At the start in 1999\s+about 50.000"),
            re.compile(r"By early 2002\s+about 39.000"),
            re.compile(r"By June 2003\s+26.000"),
            re.compile(r"By the end of 2003\s+17.500"),
            re.compile(r"In spring 2009\s+more than 14.000"),
        ]
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_no_words_of_the_drawings_cover_other_words(new_context: NewContext, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    page.goto("/timeline/")
    boxes = page.locator("svg.time-axis text:not(.lane), svg.time-axis rect, svg.time-chart text").evaluate_all(
        "all => all.map(one => [one.getBoundingClientRect(), one.textContent]).map(([box, said]) =>"
        " [box.x, box.y, box.right, box.bottom, said])"
    )
    overlapping = [
        (one[4], other[4])
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] + 3 < other[3] and other[1] + 3 < one[3]  # letters fill no line
    ]
    assert len(boxes) > 2 * EVENTS
    assert overlapping == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_it_is_sound_while_it_is_narrowed(new_context: NewContext, width: int, scheme: str) -> None:
    page = new_context(viewport={"width": width, "height": 700}, color_scheme=scheme).new_page()
    page.goto("/timeline/")
    open_filter(page)
    page.get_by_label("To", exact=True).select_option("2004")
    expect(page.locator(".years li")).to_have_count(11)
    assert complaints(page) == []


def test_it_stands_in_forced_colours(new_context: NewContext) -> None:
    page = new_context(forced_colors="active").new_page()
    page.goto("/timeline/")
    colours = page.locator(".time-axis .mark").first.evaluate(
        "one => [getComputedStyle(one).fill, getComputedStyle(document.body).backgroundColor]"
    )
    assert colours[0] != colours[1]


def test_the_navigation_with_the_timeline_fits_on_a_narrow_phone(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 320, "height": 700}).new_page()
    page.goto("/timeline/")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link")).to_have_count(6)
    assert page.locator(".nav ul").evaluate("one => one.scrollWidth <= one.clientWidth")
    expect(page.get_by_role("navigation").get_by_role("link", name="Timeline")).to_have_attribute("aria-current", "page")
