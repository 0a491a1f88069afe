"""What comes late: the script, a reply, the last part of a page. Whoever does not wait for it loses nothing."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Request, Route, expect
from pytest_django import Settings

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.bank.models.questions import Status
from kfor_quiz.engine.questions import Kind
from tests.e2e.exam_time import GRACE, leave
from tests.e2e.quiz import Quizzing
from tests.e2e.test_exam import begin, expect_place, go_to, press
from tests.e2e.test_interruptions import sign_in

SignedIn = Callable[..., tuple[Page, User]]
SETTLE_LATE = """document.addEventListener("DOMContentLoaded", () => {
  const config = document.querySelector("meta[name=htmx-config]");
  config.content = JSON.stringify({ ...JSON.parse(config.content), defaultSettleDelay: 60000 });
});"""


@pytest.fixture
def typed_only(server: str) -> None:
    Question.objects.exclude(kind=Kind.TYPED_TEXT).update(status=Status.DRAFT)


def write_before(page: Page, address: str, text: str) -> None:
    """Write this in the field when the page asks for the address, before it gets any reply."""

    def write(route: Route) -> None:
        page.locator("[name=text]").fill(text)
        route.continue_()

    page.route(address, write, times=1)


def test_a_place_that_has_just_come_is_left_without_loading_the_page_again(signed_in: SignedIn, typed_only: None) -> None:
    page, learner = signed_in()
    page.add_init_script(SETTLE_LATE)
    go_to(page, begin(learner), 1)
    page.evaluate("window.same = true")
    for position in (2, 3):
        press(page, "Next")
        expect_place(page, position)
    press(page, "Flag")
    expect(page.get_by_role("button", name="Flagged")).to_be_focused()
    press(page, "Back")
    expect_place(page, 2)
    assert page.evaluate("window.same")


def test_a_card_that_has_just_come_is_rated_without_loading_the_page_again(signed_in: SignedIn) -> None:
    page, _ = signed_in()
    page.add_init_script(SETTLE_LATE)
    page.goto("/cards/")
    page.evaluate("window.same = true")
    page.get_by_role("button", name="Show the answer").click()
    expect(page.get_by_role("heading", name="The answer")).to_be_focused()
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="Undo the last rating")).to_be_visible()
    expect(page.locator("[data-stem]")).to_be_focused()
    assert page.evaluate("window.same")


def test_what_is_written_before_the_script_comes_is_newer_than_what_was_kept(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.TYPED_TEXT))
    page.goto(f"/attempts/{attempt.uuid}/")
    page.locator("[name=text]").fill("first")
    write_before(page, "**/js/app.js", "second")
    page.reload()
    expect(page.locator("[name=text]")).to_have_value("second")
    page.reload()
    expect(page.locator("[name=text]")).to_have_value("second")


def test_what_is_written_while_a_flag_is_saved_stays_and_keeps_the_focus(signed_in: SignedIn, typed_only: None) -> None:
    page, learner = signed_in()
    attempt = begin(learner)
    go_to(page, attempt, 1)
    page.locator("[name=text]").fill("first")
    write_before(page, "**/1/save/", "second")
    press(page, "Flag")
    expect(page.get_by_role("button", name="Flagged")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value("second")
    expect(page.locator("[name=text]")).to_be_focused()
    press(page, "Next")
    expect_place(page, 2)
    go_to(page, attempt, 1)
    expect(page.locator("[name=text]")).to_have_value("second")


def test_signing_in_with_two_clicks_signs_in_once(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.TYPED_TEXT))
    page.goto(f"/attempts/{attempt.uuid}/")
    quizzing.answer_open_question(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Check answer").click()
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if "/login/" in request.url and request.method == "POST" else None)

    def click_again(route: Route) -> None:
        page.locator("[data-sign-in]").get_by_role("button", name="Sign in").click()
        route.continue_()

    page.route("**/accounts/login/", click_again, times=1)
    sign_in(page, learner)
    expect(page.locator("[data-verdict]")).to_have_text("Right")
    expect(page.get_by_role("alert")).to_be_empty()
    assert len(sent) == 1


def test_a_form_that_is_sent_while_its_page_still_loads_is_sent_once(signed_in: SignedIn) -> None:
    page, _ = signed_in()
    page.goto("/quizzes/")
    is_busy = page.locator("article form").first.evaluate(
        "form => { form.requestSubmit(); dispatchEvent(new PageTransitionEvent('pageshow')); return form.ariaBusy; }"
    )
    assert is_busy == "true"
    expect(page.get_by_text("Question 1 of 10")).to_be_visible()


def test_the_clock_counts_from_when_the_page_was_sent(signed_in: SignedIn, typed_only: None) -> None:
    page, learner = signed_in()
    page.add_init_script("performance.getEntriesByType = () => [{ responseStart: performance.now() - 120000 }]")
    go_to(page, begin(learner), 1)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(18:00|17:\d\d)$"))


def test_what_was_written_before_the_script_came_is_handed_in_when_the_time_is_up_meanwhile(
    signed_in: SignedIn, typed_only: None, settings: Settings
) -> None:
    settings.EXAM_GRACE = GRACE
    page, learner = signed_in()
    attempt = begin(learner)
    leave(attempt, dt.timedelta(0))
    write_before(page, "**/js/app.js", "in time")
    go_to(page, attempt, 1)
    expect_place(page, 2)
    assert attempt.slots.get(position=1).draft == "in time"


def test_the_clock_runs_on_after_back(signed_in: SignedIn, typed_only: None) -> None:
    page, learner = signed_in()
    go_to(page, begin(learner), 1)
    press(page, "Next")
    expect_place(page, 2)
    page.go_back()
    expect_place(page, 1)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(20:00|19:\d\d)$"))


def test_the_question_to_sign_in_closes_each_time(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(Kind.TYPED_TEXT))
    page.goto(f"/attempts/{attempt.uuid}/")
    quizzing.answer_open_question(page)
    Session.objects.all().delete()
    for _ in range(2):
        page.get_by_role("button", name="Check answer").click()
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Check answer").click()
    sign_in(page, learner)
    expect(page.locator("[data-verdict]")).to_have_text("Right")
