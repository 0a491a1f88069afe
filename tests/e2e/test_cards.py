"""The daily session in a browser: by keyboard, at touch size, without JavaScript, with undo at its end."""

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone
from playwright.sync_api import Page, expect

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.scheduling import Rating
from kfor_quiz.memory.models import Review, Undo
from kfor_quiz.memory.plans import KEY, StudyPlan, write_plan
from tests.e2e.skeletons import STEM, WORDS, under
from tests.e2e.test_pages import LOOKS, complaints, watch_console
from tests.factories import UserFactory
from tests.memory.cards import DAY, fact, rate, typed_question
from tests.quizzes.answers import ask, record

SignedIn = Callable[..., tuple[Page, User]]
TOUCH = 44  # pixels
CARDS = "/cards/"
READABLE = "2222"  # as text, as a number and as a date, for which card comes first differs by the day; and never right


def learner_of(**plan: object) -> User:
    """Somebody who studies a minute a day, so that a day is soon done."""
    return UserFactory.create(preferences={KEY: write_plan(StudyPlan(minutes=1, **plan))})  # type: ignore[arg-type]


def spend_the_minute(*, seconds: int = 30) -> None:
    """As if each card so far had taken so long."""
    QuerySet.update(Review.objects.all(), seconds=seconds)


def expect_front(page: Page) -> None:
    expect(page.locator("form[data-question]")).to_be_visible()


def expect_back(page: Page) -> None:
    expect(page.get_by_role("group", name="How well did you remember it?")).to_be_visible()


def test_a_whole_session_by_keyboard_with_undo_at_its_end(signed_in: SignedIn) -> None:
    page, learner = signed_in(learner_of(has_four_ratings=True))
    heard = watch_console(page)
    page.goto(CARDS)
    for number in range(3):
        expect_front(page)
        page.keyboard.press("Enter")
        expect_back(page)
        expect(page.locator("[data-stem]")).to_be_focused()
        page.keyboard.press("Enter")  # nothing was typed, so nothing is proposed
        expect_back(page)
        if number == 2:
            spend_the_minute()
        page.keyboard.press("4")
        expect(page.locator("[data-stem]:not(h2)")).to_be_visible()
    expect(page.get_by_role("heading", name="Done for today")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/cards/$"))
    last = Review.objects.of(learner).latest("at")
    page.keyboard.press("z")
    expect_front(page)
    expect(page).to_have_url(re.compile(rf"/cards/kfor/{last.card.fact.key}/$"))
    expect(page.get_by_text("The last rating is undone. Rate the card again.").locator("visible=true").first).to_be_visible()
    assert Undo.objects.get().review == last
    page.keyboard.press("Enter")
    expect_back(page)
    page.keyboard.press("1")
    expect_front(page)
    assert list(Review.objects.counting().in_order().values_list("rating", flat=True)) == [Rating.EASY, Rating.EASY, Rating.AGAIN]
    assert heard == []


def test_what_is_typed_writes_digits_and_z_and_is_graded(signed_in: SignedIn) -> None:
    page, _ = signed_in(learner_of())
    page.goto(CARDS)
    field = page.locator("[name=text]")
    field.focus()
    page.keyboard.type("1z2")
    expect(field).to_have_value("1z2")
    page.reload()
    expect(field).to_have_value("1z2")
    field.fill(READABLE)
    field.press("Enter")
    expect_back(page)
    expect(page.get_by_text("You answered")).to_be_visible()
    expect(page.locator(".rating[data-primary]")).to_contain_text("Forgot")
    page.keyboard.press("Enter")
    expect_front(page)
    assert Review.objects.get().rating == Rating.AGAIN


def test_whoever_begins_to_type_writes_into_the_field(signed_in: SignedIn) -> None:
    page, _ = signed_in(learner_of())
    page.goto(CARDS)
    field = page.locator("[name=text]")
    page.keyboard.type("14 zones")
    expect(field).to_have_value("14 zones")
    field.fill("")
    page.keyboard.press("Enter")
    expect_back(page)
    page.keyboard.press("2")
    expect_front(page)
    expect(page.locator("[data-stem]")).to_be_focused()
    page.keyboard.type("14 zones")
    expect(field).to_have_value("14 zones")
    assert not Undo.objects.exists(), "the z was written"


def test_single_keys_do_nothing_where_they_are_switched_off(signed_in: SignedIn) -> None:
    learner = learner_of()
    learner.remember(shortcuts=False)
    page, _ = signed_in(learner)
    page.goto(CARDS)
    page.get_by_role("button", name="Show the answer").click()
    expect_back(page)
    page.keyboard.press("2")
    page.get_by_role("button", name="Forgot").click()
    expect_front(page)
    assert Review.objects.get().rating == Rating.AGAIN


@pytest.mark.parametrize("width", [320, 390])
def test_at_touch_size_each_button_is_large_and_in_reach(signed_in: SignedIn, width: int) -> None:
    page, _ = signed_in(learner_of(), viewport={"width": width, "height": 640}, has_touch=True)
    page.goto(CARDS)
    show = page.get_by_role("button", name="Show the answer")
    expect(show).to_be_in_viewport(ratio=1)
    show.tap()
    expect_back(page)
    for name in ("Forgot", "Remembered"):
        button = page.get_by_role("button", name=name)
        expect(button).to_be_in_viewport(ratio=1)
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= TOUCH
    page.get_by_role("button", name="Remembered").tap()
    expect_front(page)
    page.get_by_role("button", name="Undo the last rating").tap()
    expect(page.locator(".note")).to_contain_text("The last rating is undone.")
    assert Undo.objects.count() == 1


def test_a_whole_session_without_javascript_with_undo_at_its_end(signed_in: SignedIn) -> None:
    page, _ = signed_in(learner_of(has_four_ratings=True), java_script_enabled=False)
    page.goto(CARDS)
    for number in range(3):
        page.locator("[name=text]").fill(READABLE)
        page.get_by_role("button", name="Show the answer").click()
        expect_back(page)
        if number == 2:
            spend_the_minute()
        page.get_by_role("button", name="Easy").click()
    expect(page.get_by_role("heading", name="Done for today")).to_be_visible()
    page.get_by_role("button", name="Undo the last rating").click()
    expect(page.get_by_text("The last rating is undone. Rate the card again.").locator("visible=true").first).to_be_visible()
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Forgot").click()
    expect_front(page)
    assert list(Review.objects.counting().in_order().values_list("rating", flat=True)) == [Rating.EASY, Rating.EASY, Rating.AGAIN]


def test_an_expired_session_asks_for_the_password_in_place_and_keeps_what_was_typed(signed_in: SignedIn) -> None:
    page, learner = signed_in(learner_of())
    page.goto(CARDS)
    page.locator("[name=text]").fill(READABLE)
    Session.objects.all().delete()
    page.get_by_role("button", name="Show the answer").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("User name or e-mail").fill(learner.username)
    dialog.get_by_label("Password").fill("correct horse battery")
    dialog.get_by_role("button", name="Sign in").click()
    expect_back(page)
    expect(page.get_by_text(READABLE)).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_sides_of_a_card_and_its_end(signed_in: SignedIn, width: int, scheme: str) -> None:
    page, _ = signed_in(learner_of(has_four_ratings=True), viewport={"width": width, "height": 700}, color_scheme=scheme)
    page.goto(CARDS)
    found = complaints(page)
    page.locator("[name=text]").fill(READABLE)
    page.get_by_role("button", name="Show the answer").click()
    expect_back(page)
    found += complaints(page)
    page.get_by_role("button", name="Easy").click()
    expect_front(page)
    spend_the_minute(seconds=90)
    page.goto(CARDS)
    expect(page.get_by_role("heading", name="Done for today")).to_be_visible()
    found += complaints(page)
    page.goto("/progress/")
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    found += complaints(page)
    page.goto("/cards/reviews/")
    found += complaints(page)
    page.goto("/")
    found += complaints(page)
    assert found == []


def test_what_a_screen_reader_meets(signed_in: SignedIn) -> None:
    page, _ = signed_in(learner_of())
    page.goto(CARDS)
    main = page.get_by_role("main")
    expect(main).to_match_aria_snapshot(
        under(
            "main",
            r"paragraph: /facts? left today/",
            f"heading {STEM} [level=1]",
            'button "Show the answer"',
            'link "Leave for now"',
        )
    )
    page.keyboard.press("Enter")
    expect_back(page)
    expect(main).to_match_aria_snapshot(
        under(
            "main",
            f"heading {STEM} [level=1]",
            'heading "The answer" [level=2]',
            "term: Right answer",
            f"definition: {WORDS}",
            under('region "The fact"', "blockquote"),
            under('group "How well did you remember it?"', "button /Forgot 1 min/", "button /Remembered 10 min/"),
        )
    )


# The headings of tables that are wider than the place they stand in, by more than a rounding.
STANDING_OUT = """(tables) => tables.filter((table) => {
  const { paddingLeft, paddingRight } = getComputedStyle(table.parentElement);
  return table.offsetWidth > table.parentElement.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) + 1;
}).map((table) => table.tHead.innerText)"""


def test_at_320_pixels_every_table_of_progress_fits(signed_in: SignedIn) -> None:
    page, learner = signed_in(viewport={"width": 320, "height": 640})
    now = timezone.now()
    for days in (60, 40, 20, 2):
        rate(learner, fact(0), at=now - days * DAY)
        record(ask(learner, typed_question(fact(1)), now=now - days * DAY), 1, now=now - days * DAY)
    page.goto("/progress/")
    for fold in page.locator("details.fold > summary").all():
        fold.click()
    expect(page.get_by_role("columnheader", name="Week from")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator("table").evaluate_all(STANDING_OUT) == []
