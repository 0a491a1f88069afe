"""A quiz by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import QuestionVersion
from kfor_quiz.engine.questions import Kind
from tests.e2e.quiz import Quizzing

SignedIn = Callable[..., tuple[Page, User]]


def test_digits_choose_and_enter_checks_and_goes_on(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    choice, typed = quizzing.question_of(Kind.SINGLE_CHOICE), quizzing.question_of(Kind.TYPED_NUMBER)
    attempt = quizzing.attempt_with(learner, choice, typed)
    page.goto(f"/attempts/{attempt.uuid}/")
    page.keyboard.press("2")
    expect(page.locator("[name=option]").nth(1)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("[data-verdict]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-stem]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("14 000")
    page.keyboard.press("Enter")
    expect(page.locator("[data-verdict]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="By topic")).to_be_visible()


def test_digits_write_where_text_is_written(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.TYPED_NUMBER))
    page.goto(f"/attempts/{attempt.uuid}/")
    page.locator("[name=text]").focus()
    page.keyboard.type("12")
    expect(page.locator("[name=text]")).to_have_value("12")


def test_single_keys_can_be_switched_off(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    learner.preferences = {"shortcuts": False}
    learner.save()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.SINGLE_CHOICE))
    page.goto(f"/attempts/{attempt.uuid}/")
    page.keyboard.press("2")
    expect(page.locator("[name=option]:checked")).to_have_count(0)


def test_arrows_and_space_choose_as_everywhere(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.SINGLE_CHOICE))
    page.goto(f"/attempts/{attempt.uuid}/")
    page.locator("[name=option]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=option]").nth(1)).to_be_checked()


def test_without_javascript_the_feedback_opens_at_its_verdict_two_tabs_from_the_next_question(
    signed_in: SignedIn, quizzing: Quizzing
) -> None:
    page, learner = signed_in(java_script_enabled=False)
    attempt = quizzing.attempt_with(learner, *[quizzing.question_of(kind) for kind in (Kind.SINGLE_CHOICE, Kind.TYPED_TEXT)])
    page.goto(f"/attempts/{attempt.uuid}/")
    quizzing.answer_open_question(page)
    quizzing.check(page)
    expect(page).to_have_url(re.compile(r"/1/#verdict$"))
    expect(page.locator("#verdict")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Read the paragraph")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Next question")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[name=text]")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[name=text]")).to_be_focused()


ARRANGED = (Kind.ORDERING, Kind.MATCHING, Kind.RECALL_LIST, Kind.TIMELINE, Kind.WHICH_FIRST, Kind.ODD_ONE_OUT, Kind.CLOZE)


def press_tab_to(page: Page, selector: str) -> None:
    """Tab on until what has the focus matches."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ARRANGED)
def test_each_kind_is_answered_by_keyboard_alone_on_any_screen(
    signed_in: SignedIn, quizzing: Quizzing, kind: Kind, width: int
) -> None:
    page, learner = signed_in(viewport={"width": width, "height": 640})
    attempt = quizzing.attempt_with(learner, quizzing.question_of(kind))
    page.goto(f"/attempts/{attempt.uuid}/")
    version = quizzing.version_on(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if kind is Kind.ORDERING:
        put_in_order(page, [option.text for option in version.options.order_by("sort_value")])
    elif kind is Kind.MATCHING:
        match_all(page, version)
    elif kind in {Kind.RECALL_LIST, Kind.CLOZE}:
        press_tab_to(page, "[name=text]")
        lines = quizzing.lines_for(version, "right") if kind is Kind.RECALL_LIST else [quizzing.typed_for(version, "right")]
        page.keyboard.type("\n".join(lines))
    else:
        options = page.locator(".option > span").all_inner_texts()
        page.keyboard.press(str(options.index(quizzing.texts_for(version, "right")[0]) + 1))
    press_tab_to(page, "button[type=submit][data-primary]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-verdict]")).to_be_focused()
    expect(page.locator("[data-verdict]")).to_have_text("Right")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def put_in_order(page: Page, texts: list[str]) -> None:
    """Move each row up by its button to where it belongs, the first first."""
    for place, text in enumerate(texts):
        rows = page.locator("[data-placed] > span:not(.moves)").all_inner_texts()
        for _ in range(rows.index(text) - place):
            page.get_by_role("button", name=f"Move “{text}” up").focus()
            page.keyboard.press("Enter")
    assert page.locator("[data-placed] > span:not(.moves)").all_inner_texts() == texts


def match_all(page: Page, version: QuestionVersion) -> None:
    """Go down to the option of each left. Letters would choose too, but only when the next comes within a second."""
    texts = dict(version.options.values_list("key", "text"))
    for left in version.left_items():
        press_tab_to(page, "select")
        offered: list[str] = page.evaluate("[...document.activeElement.options].map(option => option.text)")
        for _ in range(offered.index(texts[left.option_key])):
            page.keyboard.press("ArrowDown")


def test_a_row_that_was_moved_stays_so_after_a_reload_and_keeps_the_focus(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.ORDERING))
    page.goto(f"/attempts/{attempt.uuid}/")
    rows = page.locator("[data-placed] > span:not(.moves)")
    first, second = rows.all_inner_texts()[:2]
    page.get_by_role("button", name=f"Move “{first}” down").click()
    expect(page.get_by_role("button", name=f"Move “{first}” down")).to_be_focused()
    assert rows.all_inner_texts()[:2] == [second, first]
    page.reload()
    assert rows.all_inner_texts()[:2] == [second, first]
    expect(page.locator("#status")).to_be_attached()
