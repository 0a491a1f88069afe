"""Quizzes of one's own: how sure one is, what was missed, and what one builds."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Response
from tests.e2e.quiz import Quizzing
from tests.e2e.test_pages import LOOKS, complaints, watch_console

SignedIn = Callable[..., tuple[Page, User]]


def choices(count: int) -> list[Question]:
    return list(Question.objects.published().filter(kind=Kind.SINGLE_CHOICE).order_by("key")[:count])


def answer(page: Page, quizzing: Quizzing, outcome: str, *, sure: str = "") -> None:
    """Answer the open question, say how sure one is, and see the feedback."""
    quizzing.answer_open_question(page, "right" if outcome == "right" else "wrong")
    if sure:
        page.get_by_role("radio", name=sure, exact=True).check()
    quizzing.check(page)


def test_who_wishes_says_how_sure_they_are_and_sees_what_it_was_worth(
    signed_in: SignedIn, quizzing: Quizzing, javascript: bool
) -> None:
    page, learner = signed_in(java_script_enabled=javascript)
    page.goto("/accounts/profile/")
    page.get_by_label("Ask how sure I am").check()
    page.get_by_role("button", name="Save").click()
    attempt = quizzing.attempt_with(learner, *choices(3))
    page.goto(f"/attempts/{attempt.uuid}/")
    for outcome, sure in (("right", "Guessing"), ("wrong", "Sure"), ("right", "")):
        answer(page, quizzing, outcome, sure=sure)
        expect(page.get_by_text(f"You said: {sure.lower()}")).to_have_count(1 if sure else 0)
        quizzing.go_on(page)
    expect(page.get_by_text("You were sure once, and not right.")).to_be_visible()
    expect(page.locator(".fold summary").first).to_contain_text("Not quite · sure")
    assert list(Response.objects.order_by("pk").values_list("certainty", flat=True)) == [1, 3, None]


def test_how_sure_one_is_can_be_said_by_keyboard_alone(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in(User.objects.create(username="sure", preferences={"certainty": True}))
    attempt = quizzing.attempt_with(learner, *choices(1))
    page.goto(f"/attempts/{attempt.uuid}/")
    page.keyboard.press("2")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Sure", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Fairly sure")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("[data-verdict]")).to_be_focused()
    assert Response.objects.get().certainty == 2


def test_a_reload_keeps_how_sure_one_said_to_be(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in(User.objects.create(username="sure", preferences={"certainty": True}))
    attempt = quizzing.attempt_with(learner, *choices(1))
    page.goto(f"/attempts/{attempt.uuid}/")
    page.get_by_role("radio", name="Guessing").check()
    page.reload()
    expect(page.get_by_role("radio", name="Guessing")).to_be_checked()


def test_what_was_missed_is_retried_from_the_result(signed_in: SignedIn, quizzing: Quizzing, javascript: bool) -> None:
    page, learner = signed_in(java_script_enabled=javascript)
    attempt = quizzing.attempt_with(learner, *choices(3))
    page.goto(f"/attempts/{attempt.uuid}/")
    for outcome in ("wrong", "right", "wrong"):
        answer(page, quizzing, outcome)
        quizzing.go_on(page)
    page.get_by_role("button", name="Retry the 2 you missed").click()
    expect(page.get_by_text("Question 1 of 2")).to_be_visible()
    quizzing.take_all(page, 2)
    expect(page.get_by_role("heading", level=1)).to_have_text("2 of 2 points")
    expect(page.get_by_role("button", name="Retry")).to_have_count(0)
    assert Attempt.objects.get(retry_of=attempt).score == 2


def test_what_was_missed_is_retried_from_the_list_by_keyboard(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, *choices(1))
    page.goto(f"/attempts/{attempt.uuid}/")
    answer(page, quizzing, "wrong")
    page.goto("/attempts/")
    page.get_by_role("button", name="Retry what you missed").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 1 of 1")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_results_and_history_look_well(signed_in: SignedIn, quizzing: Quizzing, width: int, scheme: str) -> None:
    learner = User.objects.create(username="sure", preferences={"certainty": True})
    page, _ = signed_in(learner, viewport={"width": width, "height": 700}, color_scheme=scheme)
    heard = watch_console(page)
    found = []
    for outcome in ("wrong", "right"):
        attempt = quizzing.attempt_with(learner, *choices(1))
        page.goto(f"/attempts/{attempt.uuid}/")
        found += complaints(page)
        answer(page, quizzing, outcome, sure="Sure")
        found += complaints(page)
        quizzing.go_on(page)
        found += complaints(page)
    page.goto("/attempts/")
    page.get_by_text("The chart as a table").click()
    found += complaints(page)
    assert found == []
    assert heard == []
