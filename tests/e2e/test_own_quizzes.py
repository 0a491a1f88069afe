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
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
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
    scale, bars = (page.locator(part).bounding_box() for part in (".bar-scale", ".bars"))
    assert scale
    assert bars
    assert scale["x"] + scale["width"] <= bars["x"], "the scale stands beside the bars"
    page.get_by_text("The chart as a table").click()
    found += complaints(page)
    assert found == []
    assert heard == []


def test_a_quiz_is_built_by_keyboard_alone(signed_in: SignedIn) -> None:
    page, learner = signed_in()
    page.goto("/quizzes/build/?feedback=at_once")
    page.get_by_role("checkbox", name="Tasks").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="match")).to_contain_text("questions match")
    page.get_by_role("radio", name="10", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="5", exact=True)).to_be_checked()
    expect(page.locator("#outcome")).to_contain_text("up to 5 questions")
    page.get_by_role("checkbox", name="Against the clock").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    expect(page.locator("#outcome")).to_contain_text("in 7 minutes")
    expect(page.get_by_role("button", name="Start")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()
    attempt = Attempt.objects.get(learner=learner)
    assert (attempt.title, attempt.time_limit) == ("Your own quiz: Tasks", 420)


def test_choosing_counts_and_the_address_can_be_kept(signed_in: SignedIn) -> None:
    page, _ = signed_in()
    page.goto("/quizzes/build/")
    page.get_by_role("checkbox", name="A date").check()
    page.wait_for_url("**kind=typed_date**")
    counted = page.locator("#outcome .big").inner_text()
    page.reload()
    expect(page.get_by_role("checkbox", name="A date")).to_be_checked()
    expect(page.locator("#outcome .big")).to_have_text(counted)
    expect(page.get_by_role("button", name="Count the questions")).to_be_hidden()


def test_without_javascript_a_button_counts(signed_in: SignedIn) -> None:
    page, learner = signed_in(java_script_enabled=False)
    page.goto("/quizzes/build/")
    everything = page.locator("#outcome .big").inner_text()
    page.get_by_role("checkbox", name="A date").check()
    page.get_by_role("button", name="Count the questions").click()
    expect(page.locator("#outcome .big")).not_to_have_text(everything)
    expect(page.get_by_role("checkbox", name="A date")).to_be_checked()
    assert "csrf" not in page.url
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[name=text]")).to_be_visible()
    assert Attempt.objects.get(learner=learner).built_from == "pack=kfor&kind=typed_date&length=10&feedback=at_once"


def test_what_matches_nothing_says_what_to_widen(signed_in: SignedIn, javascript: bool) -> None:
    page, _ = signed_in(java_script_enabled=javascript)
    Question.objects.filter(topic__key="tasks", kind=Kind.TYPED_DATE).update(status="draft")
    page.goto("/quizzes/build/?topic=tasks&kind=typed_date")
    expect(page.locator("#outcome")).to_contain_text("Choose more topics or more kinds.")
    with page.expect_response(lambda response: response.request.method == "POST") as refused:
        page.get_by_role("button", name="Start").click()
    assert refused.value.status == 422
    expect(page.locator("#outcome")).to_contain_text("Choose more topics or more kinds.")
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_builder_looks_well(signed_in: SignedIn, width: int, scheme: str) -> None:
    page, _ = signed_in(viewport={"width": width, "height": 700}, color_scheme=scheme)
    heard = watch_console(page)
    found = []
    for query in ("", "?topic=tasks&kind=typed_date&timed=on&minutes=0", "?length=30&feedback=at_end"):
        page.goto(f"/quizzes/build/{query}")
        found += complaints(page)
    page.get_by_role("checkbox", name="A number").check()
    page.wait_for_url("**typed_number**")
    found += complaints(page)
    assert found == []
    assert heard == []


def test_at_320_pixels_a_quiz_is_built_from_the_list_of_quizzes(signed_in: SignedIn) -> None:
    page, learner = signed_in(viewport={"width": 320, "height": 640})
    page.goto("/quizzes/")
    page.get_by_role("link", name="Build a quiz of your own").click()
    page.get_by_role("radio", name="5", exact=True).check()
    expect(page.locator("#outcome")).to_contain_text("up to 5 questions")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()
    assert Attempt.objects.get(learner=learner).length == 5


def test_a_built_quiz_with_feedback_at_the_end_is_taken_to_its_end(
    signed_in: SignedIn, quizzing: Quizzing, javascript: bool
) -> None:
    learner = User.objects.create(username="sure", preferences={"certainty": True})
    page, _ = signed_in(learner, java_script_enabled=javascript)
    page.goto("/quizzes/build/?length=5&feedback=at_end&timed=on&minutes=9&kind=single_choice")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()
    quizzing.answer_open_question(page, "wrong")
    page.get_by_role("radio", name="Sure", exact=True).check()
    page.locator("main button[data-primary]").click()
    expect(page.get_by_text("Question 2 of 5", exact=True)).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("radio", name="Sure", exact=True)).to_be_checked()
    attempt = Attempt.objects.get(learner=learner)
    page.goto(f"/attempts/{attempt.uuid}/submit/")
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_text("You were sure once, and not right.")).to_be_visible()
    expect(page.get_by_role("button", name="Retry the 5 you missed")).to_be_visible()
    expect(page.get_by_role("link", name="Build it again")).to_be_visible()
