"""What comes between a question and its answer: the session ends, the server is away, the page lay open. Nothing is lost."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
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
from tests.e2e.exam_time import GRACE, LIMIT, leave, ticks
from tests.e2e.quiz import Quizzing
from tests.factories import PASSWORD

SignedIn = Callable[..., tuple[Page, User]]
KINDS = (Kind.SINGLE_CHOICE, Kind.TYPED_TEXT, Kind.ORDERING, Kind.MATCHING)
FILLED = (
    "[...document.querySelectorAll('[name=option]:checked, [name=text], #stage select')]"
    ".map(one => `${one.name}=${one.value}`).sort()"
)


@pytest.fixture
def practice(signed_in: SignedIn, quizzing: Quizzing) -> tuple[Page, Attempt]:
    """The first question of a practice of several kinds."""
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, *map(quizzing.question_of, KINDS))
    page.goto(f"/attempts/{attempt.uuid}/")
    return page, attempt


def begin_exam(learner: User) -> Attempt:
    Question.objects.exclude(kind__in=(Kind.SINGLE_CHOICE, Kind.TYPED_TEXT)).update(status=Status.DRAFT)
    return start_planned(learner=learner, plan=plan_exam(Pack.objects.get()), now=timezone.now()).attempt


def sign_in(page: Page, learner: User, password: str = PASSWORD) -> None:
    """Fill in the form wherever it stands, and send it."""
    form = page.locator("[data-sign-in]")
    form.locator("[name=login]").fill(learner.username)
    form.locator("[name=password]").fill(password)
    form.get_by_role("button", name="Sign in").click()


def expect_place(page: Page, position: int) -> None:
    expect(page).to_have_url(re.compile(rf"/{position}/"))
    expect(page.locator("#stage").get_by_text(re.compile(rf"^\s*Question {position} of \d+"))).to_be_visible()
    page.wait_for_load_state()


@pytest.mark.parametrize("kind", KINDS)
def test_an_expired_session_asks_for_the_password_in_place_and_then_sends_the_answer(
    signed_in: SignedIn, quizzing: Quizzing, kind: Kind
) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(kind))
    page.goto(f"/attempts/{attempt.uuid}/")
    quizzing.answer_open_question(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Check answer").click()
    dialog = page.get_by_role("dialog", name="You have been signed out")
    expect(dialog.locator("[name=login]")).to_be_focused()
    sign_in(page, learner, "wrong")
    expect(dialog.locator(".errorlist").first).to_be_visible()
    expect(dialog.locator("[name=login]")).to_be_focused()
    sign_in(page, learner)
    expect(page.locator("[data-verdict]")).to_have_text("Right")
    expect(page.locator("[data-verdict]")).to_be_focused()
    expect(dialog).to_be_hidden()


def test_the_question_to_sign_in_can_be_closed_and_the_answer_sent_later(
    practice: tuple[Page, Attempt], quizzing: Quizzing
) -> None:
    page, attempt = practice
    quizzing.answer_open_question(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Check answer").click()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Check answer").click()
    sign_in(page, attempt.learner)
    expect(page.locator("[data-verdict]")).to_have_text("Right")


@pytest.mark.parametrize(("button", "lands_on", "is_flagged"), [("Next", 4, False), ("Back", 2, False), ("Flag", 3, True)])
def test_in_an_exam_an_expired_session_asks_in_place_saves_and_does_what_was_pressed(
    signed_in: SignedIn, quizzing: Quizzing, button: str, lands_on: int, is_flagged: bool
) -> None:
    page, learner = signed_in()
    attempt = begin_exam(learner)
    page.goto(f"/attempts/{attempt.uuid}/3/")
    quizzing.answer_open_question(page)
    Session.objects.all().delete()
    page.get_by_role("button", name=button, exact=True).click()
    sign_in(page, learner)
    expect_place(page, lands_on)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Flagged")).to_have_count(int(is_flagged))
    slot = attempt.slots.get(position=3)
    assert slot.draft
    assert slot.is_flagged == is_flagged


@pytest.mark.parametrize("kind", KINDS)
def test_without_javascript_one_signs_in_and_finds_the_question_with_what_was_answered(
    signed_in: SignedIn, quizzing: Quizzing, kind: Kind
) -> None:
    page, learner = signed_in(java_script_enabled=False)
    attempt = quizzing.attempt_with(learner, quizzing.question_of(kind))
    page.goto(f"/attempts/{attempt.uuid}/")
    quizzing.answer_open_question(page)
    before = page.evaluate(FILLED)
    Session.objects.all().delete()
    page.get_by_role("button", name="Check answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in(page, learner)
    expect(page.get_by_text("Question 1 of 1")).to_be_visible()
    assert page.evaluate(FILLED) == before
    quizzing.check(page)
    expect(page.locator("[data-verdict]")).to_have_text("Right")


def test_without_javascript_an_exam_goes_on_at_the_place_with_what_was_answered(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in(java_script_enabled=False)
    attempt = begin_exam(learner)
    page.goto(f"/attempts/{attempt.uuid}/3/")
    quizzing.answer_open_question(page)
    before = page.evaluate(FILLED)
    Session.objects.all().delete()
    page.get_by_role("button", name="Next", exact=True).click()
    sign_in(page, learner)
    expect_place(page, 3)
    assert page.evaluate(FILLED) == before != []
    page.get_by_role("button", name="Next", exact=True).click()
    expect_place(page, 4)
    assert attempt.slots.get(position=3).draft


def test_without_the_server_the_answer_stays_and_is_sent_again(practice: tuple[Page, Attempt], quizzing: Quizzing) -> None:
    page, attempt = practice
    for _ in KINDS:
        quizzing.answer_open_question(page)
        before = page.evaluate(FILLED)
        page.context.set_offline(True)
        page.get_by_role("button", name="Check answer").click()
        expect(page.get_by_role("alert")).to_have_text(re.compile("could not be reached. Nothing is lost"))
        assert page.evaluate(FILLED) == before
        page.context.set_offline(False)
        quizzing.check(page)
        expect(page.get_by_role("alert")).to_be_empty()
        expect(page.locator("[data-verdict]")).to_have_text("Right")
        quizzing.go_on(page)
    attempt.refresh_from_db()
    assert attempt.score == len(KINDS)


@pytest.mark.parametrize("kind", [Kind.SINGLE_CHOICE, Kind.TYPED_TEXT])
def test_signing_in_again_in_another_tab_does_not_stop_an_answer(signed_in: SignedIn, quizzing: Quizzing, kind: Kind) -> None:
    page, learner = signed_in()
    attempt = quizzing.attempt_with(learner, quizzing.question_of(kind))
    page.goto(f"/attempts/{attempt.uuid}/")
    quizzing.answer_open_question(page)
    Session.objects.all().delete()
    other = page.context.new_page()
    other.goto(f"/accounts/login/?next=/attempts/{attempt.uuid}/")
    sign_in(other, learner)
    expect(other.get_by_text("Question 1 of 1")).to_be_visible()
    quizzing.check(page)
    expect(page.locator("[data-verdict]")).to_have_text("Right")


def test_when_the_time_runs_out_a_page_that_nobody_touched_takes_nothing_back(
    signed_in: SignedIn, quizzing: Quizzing, settings: Settings
) -> None:
    settings.EXAM_GRACE = GRACE
    page, learner = signed_in()
    page.context.clock.install()
    attempt = begin_exam(learner)
    page.goto(f"/attempts/{attempt.uuid}/1/")
    other = page.context.new_page()
    other.goto(f"/attempts/{attempt.uuid}/1/")
    quizzing.answer_open_question(other)
    other.get_by_role("button", name="Next", exact=True).click()
    expect_place(other, 2)
    leave(attempt, dt.timedelta(0))
    page.context.clock.fast_forward(ticks(LIMIT))
    expect_place(page, 2)
    expect_place(other, 3)
    leave(attempt, -GRACE - dt.timedelta(seconds=1))
    page.context.clock.fast_forward(ticks(GRACE + dt.timedelta(seconds=1)))
    for one in (page, other):
        expect(one).to_have_url(re.compile(r"/result/$"))
    attempt.refresh_from_db()
    assert attempt.answered == 1


def test_without_the_server_a_place_of_an_exam_keeps_its_answer(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = begin_exam(learner)
    page.goto(f"/attempts/{attempt.uuid}/1/")
    quizzing.answer_open_question(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("could not be reached. Nothing is lost"))
    page.context.set_offline(False)
    page.get_by_role("button", name="Next", exact=True).click()
    expect_place(page, 2)
    assert attempt.slots.get(position=1).draft


def test_a_page_that_lay_open_for_half_an_hour_meets_what_another_tab_answered(
    practice: tuple[Page, Attempt], quizzing: Quizzing
) -> None:
    page, attempt = practice
    other = page.context.new_page()
    other.goto(page.url)
    quizzing.take_all(other, 2)
    attempt.slots.filter(position=1).update(shown_at=timezone.now() - dt.timedelta(minutes=30))
    quizzing.answer_open_question(page, "wrong")
    quizzing.check(page)
    expect(page.locator("[data-verdict]")).to_have_text("Right")
    expect(page.get_by_text("You had answered this question before. Your first answer counts.")).to_be_visible()
    quizzing.go_on(page)
    expect(page.get_by_text("Question 3 of 4")).to_be_visible()
    quizzing.take_all(page, 2)
    expect(page.get_by_role("heading", level=1)).to_have_text("4 of 4 points")
    assert Response.objects.count() == 4


def test_a_place_of_an_exam_that_lay_open_is_saved_beside_what_another_tab_saved(signed_in: SignedIn, quizzing: Quizzing) -> None:
    page, learner = signed_in()
    attempt = begin_exam(learner)
    page.goto(f"/attempts/{attempt.uuid}/1/")
    other = page.context.new_page()
    other.goto(f"/attempts/{attempt.uuid}/2/")
    quizzing.answer_open_question(other)
    other.get_by_role("button", name="Next", exact=True).click()
    expect_place(other, 3)
    quizzing.answer_open_question(page)
    page.get_by_role("button", name="Next", exact=True).click()
    expect_place(page, 2)
    assert page.evaluate(FILLED) != []
    assert attempt.slots.filter(draft__isnull=False).count() == 2
    leave(attempt, -dt.timedelta(minutes=10))
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page).to_have_url(re.compile(r"/result/$"))
    attempt.refresh_from_db()
    assert attempt.answered == 2
