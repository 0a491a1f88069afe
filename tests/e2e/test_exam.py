"""A whole exam: by keyboard, without JavaScript, out of time; and its pages, light and dark, narrow and wide."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.bank.models.questions import Status
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Response
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.services.attempts import start_planned
from kfor_quiz.quizzes.services.submitting import extend_running
from tests.e2e.exam_time import GRACE, LIMIT, leave, ticks
from tests.e2e.quiz import Quizzing
from tests.e2e.test_budgets import KB, listen, packed
from tests.e2e.test_pages import LOOKS, complaints, watch_console

SignedIn = Callable[..., tuple[Page, User]]
EXAM = "/quizzes/kfor/exam/"
SECOND = dt.timedelta(seconds=1)

# Those that `Quizzing` answers; the others are asked in the last test.
ARRANGED = (Kind.ORDERING, Kind.MATCHING, Kind.RECALL_LIST)


@pytest.fixture(autouse=True)
def what_is_chosen_or_typed(server: str) -> None:
    Question.objects.filter(kind__in=ARRANGED).update(status=Status.DRAFT)


def begin(learner: User) -> Attempt:
    return start_planned(learner=learner, plan=plan_exam(Pack.objects.get()), now=timezone.now()).attempt


def go_to(page: Page, attempt: Attempt, position: int) -> None:
    page.goto(f"/attempts/{attempt.uuid}/{position}/")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def expect_place(page: Page, position: int) -> None:
    expect(page.locator("#stage").get_by_text(re.compile(rf"Question {position} of \d+"))).to_be_visible()
    expect(page).to_have_url(re.compile(rf"/{position}/$"))
    page.wait_for_load_state()


def test_a_whole_exam_by_keyboard_alone(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    page.goto(EXAM)
    page.keyboard.press("Enter")
    expect_place(page, 1)
    attempt = Attempt.objects.get(learner=learner)
    for position in range(1, attempt.length + 1):
        expect_place(page, position)
        quizzing.answer_open_question(page)
        page.locator("[data-stem]").focus()
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Overview")).to_be_focused()
    expect(page.get_by_text(f"{attempt.length} of {attempt.length} answered, and saved.")).to_be_visible()
    page.get_by_role("button", name="Submit").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Passed.", exact=True)).to_be_visible()
    attempt.refresh_from_db()
    assert attempt.answered == Response.objects.filter(mode="exam").count() == attempt.length
    assert attempt.score == attempt.length


def test_places_are_left_flagged_changed_and_come_back_to(signed_in: SignedIn, quizzing: Quizzing, javascript: bool) -> None:
    page, learner = signed_in(java_script_enabled=javascript)
    attempt = begin(learner)
    page.goto(f"/attempts/{attempt.uuid}/")
    expect_place(page, 1)
    quizzing.answer_open_question(page, "wrong")
    press(page, "Flag")
    expect(page.get_by_role("button", name="Flagged")).to_have_attribute("aria-pressed", "true")
    press(page, "Next")
    expect_place(page, 2)
    press(page, "Next")
    expect_place(page, 3)
    press(page, "Back")
    expect_place(page, 2)
    press(page, "Overview")
    expect(page.get_by_text(f"1 of {attempt.length} answered, and saved.")).to_be_visible()
    expect(page.get_by_text("You flagged 1.")).to_be_visible()
    page.get_by_role("link", name=re.compile(r"Question\s+1\s+answered\s+flagged")).click()
    expect_place(page, 1)
    quizzing.answer_open_question(page, "right")
    press(page, "Overview")
    page.get_by_role("link", name="Submit…").click()
    expect(page.get_by_role("heading", name=f"{attempt.length - 1} places are still open")).to_be_visible()
    press(page, "Submit")
    expect(page.get_by_text("Not passed this time")).to_be_visible()
    attempt.refresh_from_db()
    assert (attempt.answered, attempt.score) == (1, 1)


def test_what_is_on_the_screen_when_the_time_runs_out_is_handed_in(
    signed_in: SignedIn, quizzing: Quizzing, settings: Settings
) -> None:
    settings.EXAM_GRACE = GRACE
    page, learner = signed_in()
    page.clock.install()
    attempt = begin(learner)
    go_to(page, attempt, 1)
    quizzing.answer_open_question(page)
    press(page, "Next")
    expect_place(page, 2)
    quizzing.answer_open_question(page)
    leave(attempt, dt.timedelta(0))
    page.clock.fast_forward(ticks(LIMIT))
    expect(page.locator("[data-time-note]")).to_have_text("Time is up. What you answered is handed in.")
    expect_place(page, 3)
    leave(attempt, -GRACE - SECOND)
    page.clock.fast_forward(ticks(GRACE + SECOND))
    expect(page).to_have_url(re.compile(r"/result/$"))
    expect(page.get_by_text("What you had answered until then counts.")).to_be_visible()
    attempt.refresh_from_db()
    assert (attempt.answered, attempt.finished_at) == (2, attempt.deadline)


def test_a_page_that_opens_within_the_grace_saves_nothing_and_leads_to_the_result(signed_in: SignedIn, settings: Settings) -> None:
    settings.EXAM_GRACE = GRACE
    page, learner = signed_in()
    page.clock.install()
    attempt = begin(learner)
    go_to(page, attempt, 1)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    leave(attempt, dt.timedelta(0))
    go_to(page, attempt, 1)
    expect(page.locator("[data-time-note]")).to_have_text("Time is up. What you answered is handed in.")
    leave(attempt, -GRACE - SECOND)
    page.clock.fast_forward(ticks(GRACE + SECOND))
    expect(page).to_have_url(re.compile(r"/result/$"))
    assert sent == []


def test_an_answer_sent_after_the_time_is_refused_in_words(signed_in: SignedIn, quizzing: Quizzing, javascript: bool) -> None:
    page, learner = signed_in(java_script_enabled=javascript)
    attempt = begin(learner)
    go_to(page, attempt, 1)
    quizzing.answer_open_question(page)
    leave(attempt, -60 * SECOND)
    press(page, "Next")
    expect(page).to_have_url(re.compile(r"/result/$"))
    expect(page.get_by_text("The time was up at")).to_be_visible()
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("seconds", "words"), [(300, "No more than five minutes are left."), (60, "No more than one minute is left.")]
)
def test_the_last_minutes_are_told_in_words(signed_in: SignedIn, seconds: int, words: str) -> None:
    page, learner = signed_in()
    page.clock.install()
    go_to(page, begin(learner), 1)
    expect(page.locator("[data-time-note]")).to_be_hidden()
    page.clock.fast_forward(ticks(LIMIT - seconds * SECOND))
    expect(page.locator("[data-time-note]")).to_have_text(words)
    expect(page.get_by_role("status")).to_have_text(words)


def test_the_clock_can_be_hidden_and_stays_so(signed_in: SignedIn) -> None:
    page, learner = signed_in()
    attempt = begin(learner)
    go_to(page, attempt, 1)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(20:00|19:\d\d)$"))
    page.get_by_text("Time left").click()
    expect(page.get_by_role("timer")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("timer")).to_be_hidden()
    page.get_by_text("Time left").click()
    page.reload()
    expect(page.get_by_role("timer")).to_be_visible()


def test_without_javascript_the_minutes_are_told_and_can_be_hidden(signed_in: SignedIn) -> None:
    page, learner = signed_in(java_script_enabled=False)
    attempt = begin(learner)
    go_to(page, attempt, 1)
    expect(page.get_by_role("timer")).to_have_text("20 minutes at most")
    page.get_by_text("Time left").click()
    expect(page.get_by_role("timer")).to_be_hidden()


def test_extra_time_granted_meanwhile_is_in_the_clock_of_the_next_page(signed_in: SignedIn) -> None:
    page, learner = signed_in()
    attempt = begin(learner)
    go_to(page, attempt, 1)
    User.objects.filter(pk=learner.pk).update(extra_time="1.50")
    extend_running(learner=User.objects.get(pk=learner.pk), now=timezone.now())
    page.reload()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(30:00|29:\d\d)$"))
    expect(page.get_by_text("You have 50 % extra time: 30 minutes.")).to_be_visible()


def test_an_answer_and_the_next_place_are_one_small_round_trip(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = begin(learner)
    page.goto(f"/attempts/{attempt.uuid}/1/", wait_until="networkidle")
    seen = listen(page)
    quizzing.answer_open_question(page)
    press(page, "Next")
    expect_place(page, 2)
    pages = [response for response in seen if "/static/" not in response.url and "read-date" not in response.url]
    assert [response.request.method for response in pages] == ["POST"]
    assert packed(pages[0]) <= 3 * KB


def test_back_and_reload_lose_nothing(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = begin(learner)
    go_to(page, attempt, 1)
    quizzing.answer_open_question(page)
    press(page, "Next")
    expect_place(page, 2)
    quizzing.answer_open_question(page)
    filled = "[...document.querySelectorAll('[name=option]:checked, [name=text]')].map(e => e.value)"
    before = page.evaluate(filled)
    page.reload()
    assert page.evaluate(filled) == before != []
    page.go_back()
    expect_place(page, 1)
    assert page.evaluate(filled) != []


def test_on_another_device_the_exam_goes_on_with_what_is_saved(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = begin(learner)
    go_to(page, attempt, 1)
    quizzing.answer_open_question(page)
    press(page, "Next")
    expect_place(page, 2)
    other, _ = signed_in(learner)
    other.goto("/")
    other.get_by_role("link", name="Continue").click()
    expect_place(other, 2)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_of_an_exam(signed_in: SignedIn, quizzing: Quizzing, width: int, scheme: str) -> None:
    page, learner = signed_in(viewport={"width": width, "height": 700}, color_scheme=scheme)
    User.objects.filter(pk=learner.pk).update(extra_time="1.25")
    heard = watch_console(page)
    page.goto(EXAM)
    found = complaints(page)
    press(page, "Start Enter" if page.get_by_role("button", name="Start Enter", exact=True).count() else "Start")
    expect_place(page, 1)
    attempt = Attempt.objects.get(learner=learner)
    for position in range(1, attempt.length + 1):
        found += complaints(page)
        if position % 3:
            quizzing.answer_open_question(page, "right" if position % 2 else "wrong")
        if position == 2:
            press(page, "Flag")
            expect(page.get_by_role("button", name="Flagged")).to_be_visible()
        page.locator("main [data-primary]").click()
        if position < attempt.length:
            expect_place(page, position + 1)
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    found += complaints(page)
    page.get_by_role("link", name="Submit…").click()
    expect(page.get_by_role("heading", name="are still open")).to_be_visible()
    found += complaints(page)
    press(page, "Submit")
    expect(page.get_by_role("heading", name="By topic")).to_be_visible()
    found += complaints(page)
    for position in (1, 3):
        go_to(page, attempt, position)
        found += complaints(page)
    assert found == []
    assert heard == []


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_arranged_is_saved_and_stands_there_again(signed_in: SignedIn, width: int) -> None:
    page, learner = signed_in(viewport={"width": width, "height": 700})
    Question.objects.filter(kind__in=ARRANGED).update(status=Status.PUBLISHED)
    Question.objects.exclude(kind__in=ARRANGED).update(status=Status.DRAFT)
    attempt = begin(learner)
    found: list[str] = []
    for position in range(1, attempt.length + 1):
        go_to(page, attempt, position)
        selects, text = page.locator("select"), page.locator("textarea")
        if text.count():
            text.fill("mine clearance")
        elif page.locator("[data-ordering]").count():
            page.locator("[data-move='1']").first.click()
        else:
            selects.first.select_option(index=1)
        before = arranged(page)
        found += complaints(page)
        page.locator("main [data-primary]").click()
        expect(page.locator(f"form[action$='/{position}/save/']")).to_have_count(0)
        go_to(page, attempt, position)
        assert arranged(page) == before
    assert attempt.slots.filter(draft__isnull=True).count() == 0
    assert found == []


def arranged(page: Page) -> list[str]:
    """What stands in the fields, in their order on the page, and what is to be ordered."""
    read = "[...document.querySelectorAll('#stage select, #stage textarea')].map(field => field.name + '=' + field.value)"
    values: list[str] = page.evaluate(read)
    return [*values, *page.locator("[data-placed] > span:first-of-type").all_inner_texts()]
