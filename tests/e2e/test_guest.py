"""A visitor tries the first quiz and keeps what came of it."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from kfor_quiz.accounts.models import User
from kfor_quiz.quizzes.models import Attempt
from tests.e2e.quiz import Quizzing
from tests.factories import PASSWORD, UserFactory

NewContext = Callable[..., BrowserContext]


def test_a_guest_takes_ten_questions_and_keeps_the_progress(new_context: NewContext, quizzing: Quizzing, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto("/")
    page.get_by_role("button", name="Try 10 questions").click()
    stems = quizzing.take_all(page, 10)
    assert len(set(stems)) == 10
    expect(page.get_by_role("heading", level=1)).to_have_text("10 of 10 points")
    page.get_by_role("link", name="Keep my progress").click()
    form = page.locator("section", has_text="Make an account").locator("form").first
    form.get_by_label("User name").fill("keeper")
    form.get_by_label("Password").fill(PASSWORD)
    form.get_by_role("button").click()
    expect(page.get_by_text("Your progress is kept.")).to_be_visible()
    page.goto("/attempts/")
    expect(page.get_by_text("10 of 10")).to_be_visible()
    assert not User.objects.get(username="keeper").is_guest


def test_a_guest_lives_in_the_time_zone_of_the_browser(new_context: NewContext) -> None:
    page = new_context(timezone_id="Pacific/Auckland").new_page()
    page.goto("/")
    page.get_by_role("button", name="Try 10 questions").click()
    expect(page.get_by_text("Question 1 of 10")).to_be_visible()
    assert User.objects.get().time_zone == "Pacific/Auckland"


def test_a_guest_with_an_account_moves_the_attempts_to_it(new_context: NewContext, quizzing: Quizzing) -> None:
    account = UserFactory.create(username="returning")
    page = new_context().new_page()
    page.goto("/")
    page.get_by_role("button", name="Try 10 questions").click()
    quizzing.take_all(page, 2)
    page.goto("/keep/")
    form = page.locator("section", has=page.get_by_role("heading", name="Use the account I have")).locator("form")
    form.locator("input[type=text], input[type=email]").first.fill("returning")
    form.locator("input[type=password]").fill(PASSWORD)
    form.get_by_role("button").click()
    expect(page.get_by_text("1 attempt is yours now.")).to_be_visible()
    page.goto("/")
    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_text("Question 3 of 10")).to_be_visible()
    assert list(Attempt.objects.values_list("learner", "answered")) == [(account.pk, 2)]
