"""A quiz by keyboard alone."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from kfor_quiz.accounts.models import User
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
