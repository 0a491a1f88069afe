"""Leaving a quiz and coming back to it."""

from collections.abc import Callable

import pytest
from django.db import OperationalError
from playwright.sync_api import Page, expect

from kfor_quiz.accounts.models import User
from kfor_quiz.quizzes.models import Attempt, Response
from kfor_quiz.quizzes.views import taking
from tests.e2e.quiz import Quizzing

SignedIn = Callable[..., tuple[Page, User]]


def start_mixed(page: Page) -> None:
    page.goto("/quizzes/")
    page.locator("article", has_text="everything").get_by_role("button").click()
    expect(page.get_by_text("Question 1 of 10")).to_be_visible()
    page.wait_for_load_state()


def test_a_quiz_waits_where_it_was_left(signed_in: SignedIn, quizzing: Quizzing, javascript: bool) -> None:
    page, learner = signed_in(java_script_enabled=javascript)
    start_mixed(page)
    quizzing.take_all(page, 3)
    page.get_by_role("link", name="Leave for now").click()
    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_text("Question 4 of 10")).to_be_visible()
    quizzing.take_all(page, 7)
    expect(page.get_by_role("heading", level=1)).to_have_text("10 of 10 points")
    assert Attempt.objects.of(learner).get().finished_at is not None


def test_another_device_goes_on_where_the_first_stopped(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    start_mixed(page)
    quizzing.take_all(page, 2)
    other, _ = signed_in(learner)
    other.goto("/")
    other.get_by_role("link", name="Continue").click()
    expect(other.get_by_text("Question 3 of 10")).to_be_visible()


def test_in_two_tabs_the_first_answer_counts(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    start_mixed(page)
    second = page.context.new_page()
    second.goto(page.url)
    quizzing.answer_open_question(page, "right")
    quizzing.answer_open_question(second, "wrong")
    quizzing.check(page)
    quizzing.check(second)
    expect(second.locator("[data-verdict]")).to_have_text("Right")
    assert Response.objects.filter(learner=learner).count() == 1


def test_a_reload_keeps_what_was_typed_or_chosen(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, _ = signed_in()
    start_mixed(page)
    quizzing.answer_open_question(page, "right")
    before = page.evaluate("[...document.querySelectorAll('[name=option]:checked, [name=text]')].map(e => e.value)")
    page.reload()
    after = page.evaluate("[...document.querySelectorAll('[name=option]:checked, [name=text]')].map(e => e.value)")
    assert before == after != []


def test_back_from_the_next_question_shows_the_feedback_again(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, _ = signed_in()
    start_mixed(page)
    quizzing.answer_open_question(page, "right")
    quizzing.check(page)
    quizzing.go_on(page)
    page.go_back()
    expect(page.locator("[data-verdict]")).to_have_text("Right")
    page.go_forward()
    expect(page.get_by_text("Question 2 of 10")).to_be_visible()


def test_a_busy_database_is_said_and_the_answer_can_be_sent_again(
    signed_in: SignedIn, quizzing: Quizzing, javascript: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, learner = signed_in(java_script_enabled=javascript)
    start_mixed(page)

    def fail(**given: object) -> Response:
        raise OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr(taking, "record_response", fail)
        quizzing.answer_open_question(page, "right")
        page.get_by_role("button", name="Check answer").click()
        place = page.get_by_role("alert") if javascript else page.locator("main")
        expect(place).to_contain_text("The database is busy. Nothing was saved; please try again in a moment.")
    if not javascript:
        expect(page.get_by_role("heading", level=1)).to_have_text("The server cannot do this right now")
        page.go_back()
        quizzing.answer_open_question(page, "right")
    quizzing.check(page)
    assert Response.objects.filter(learner=learner).count() == 1
