"""Pages on paper: black on white whatever the screen shows, no navigation, the marking and what the content is on each sheet."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kfor_quiz.accounts.models import User
from kfor_quiz.quizzes.models import Attempt
from tests.e2e.quiz import Quizzing

SignedIn = Callable[..., tuple[Page, User]]
MARGINS = {"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"}
STUDY = ("/briefing/kfor/chronology/", "/glossary/", "/timeline/", "/attempts/")


def count_sheets(page: Page) -> int:
    pdf = page.pdf(format="A4", margin=MARGINS)  # type: ignore[arg-type]
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def look(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate(f"one => getComputedStyle(one)['{name}']"))


def check_sheet(page: Page) -> None:
    assert (look(page, "html", "color"), look(page, "html", "backgroundColor")) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    expect(page.get_by_role("navigation").filter(visible=True)).to_have_count(0)
    expect(page.locator("form, button").filter(visible=True)).to_have_count(0)
    expect(page.get_by_text("Training · unclassified").filter(visible=True)).to_have_count(2)
    expect(page.get_by_text("Training aid from a public page of spring 2009")).to_be_visible()
    # What repeats the head and the foot on each sheet.
    assert (look(page, ".top", "display"), look(page, ".foot", "display")) == ("table-header-group", "table-footer-group")


@pytest.mark.parametrize("address", STUDY)
def test_what_is_read_prints_black_on_white_without_navigation(signed_in: SignedIn, address: str) -> None:
    page, _ = signed_in(color_scheme="dark", viewport={"width": 680, "height": 900})
    page.goto(address)
    page.emulate_media(media="print")
    check_sheet(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_axis_stands_on_the_sheet_as_a_whole(signed_in: SignedIn) -> None:
    page, _ = signed_in(viewport={"width": 680, "height": 900})
    page.goto("/timeline/")
    page.emulate_media(media="print")
    assert page.locator(".scroll").evaluate("one => one.scrollWidth <= one.clientWidth")
    assert look(page, ".time-axis .mark", "fill") == "rgb(0, 0, 0)"
    assert count_sheets(page) <= 5


def test_a_result_prints_on_one_sheet_with_its_name_and_an_answer_in_colour(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in(color_scheme="dark")
    page.goto("/")
    page.locator("main [data-primary]").click()
    quizzing.take_all(page, 10, "wrong")
    page.emulate_media(media="print")
    check_sheet(page)
    expect(page.get_by_text(learner.username, exact=True).filter(visible=True)).to_have_count(1)
    assert count_sheets(page) == 1
    attempt = Attempt.objects.get(learner=learner)
    page.goto(f"/attempts/{attempt.uuid}/1/")
    assert look(page, ".is-wrong .icon", "color") == "rgb(134, 32, 15)"
    assert count_sheets(page) == 1
