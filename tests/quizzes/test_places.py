"""The places of an exam: any of them at any time, saved on the way to the next, and not a word of what is right."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Response
from kfor_quiz.quizzes.services.submitting import submit_attempt
from tests.factories import UserFactory
from tests.quizzes.answers import HTMX, as_answer, ask, right, slot_of, wrong
from tests.quizzes.conftest import NOW
from tests.quizzes.exams import begin_exam, draft, draft_all, let_time_run_out


def place_url(attempt: Attempt, position: int = 1) -> str:
    return reverse("quizzes:slot", args=[attempt.uuid, position])


def save_url(attempt: Attempt, position: int = 1) -> str:
    return reverse("quizzes:save", args=[attempt.uuid, position])


def overview_url(attempt: Attempt) -> str:
    return reverse("quizzes:overview", args=[attempt.uuid])


def attempt_url(attempt: Attempt) -> str:
    return reverse("quizzes:attempt", args=[attempt.uuid])


def position_of(attempt: Attempt, kind: Kind) -> int:
    """The first place that asks by a kind."""
    return attempt.slots.filter(question_version__question__kind=kind).earliest("position").position


def test_an_exam_goes_on_at_its_first_open_place(browser: Client, running: Attempt) -> None:
    assert browser.get(attempt_url(running)).headers["Location"] == place_url(running, 1)
    for position in (1, 2, 5):
        draft(running, position)
    assert browser.get(attempt_url(running)).headers["Location"] == place_url(running, 3)
    draft_all(running)
    assert browser.get(attempt_url(running)).headers["Location"] == overview_url(running)


@pytest.mark.parametrize("position", [1, 4, 10])
def test_every_place_can_be_opened_at_any_time(browser: Client, running: Attempt, position: int) -> None:
    response = browser.get(place_url(running, position))
    slot = slot_of(running, position)
    assert response.context["question"].stem == slot.question_version.stem
    assert slot.shown_at is not None
    assert (">Back<" in response.text) == (position > 1)


def test_a_place_shows_what_is_saved_there(browser: Client, running: Attempt) -> None:
    typed, chosen = position_of(running, Kind.TYPED_TEXT), position_of(running, Kind.SINGLE_CHOICE)
    for position in (typed, chosen):
        draft(running, position)
    assert browser.get(place_url(running, typed)).context["question"].typed == slot_of(running, typed).draft
    question = browser.get(place_url(running, chosen)).context["question"]
    keys = [slot_of(running, chosen).option_order[option.position - 1] for option in question.options if option.is_chosen]
    assert keys == slot_of(running, chosen).draft


@pytest.mark.parametrize(("go", "lands"), [("next", 3), ("back", 1), ("flag", 2), ("unflag", 2), ("", 3), ("elsewhere", 3)])
def test_an_answer_is_saved_on_the_way(browser: Client, running: Attempt, go: str, lands: int) -> None:
    response = browser.post(save_url(running, 2), {**right(slot_of(running, 2)), "go": go})
    assert response.headers["Location"] == place_url(running, lands)
    slot = slot_of(running, 2)
    assert slot.draft == as_answer(slot, right(slot))
    assert slot.is_flagged == (go == "flag")
    assert not Response.objects.exists()


@pytest.mark.parametrize(("go", "last"), [("overview", False), ("next", True), ("back", False)])
def test_the_overview_comes_when_asked_for_and_after_the_last_place(browser: Client, running: Attempt, go: str, last: bool) -> None:
    position = running.length if last else 1
    response = browser.post(save_url(running, position), {**right(slot_of(running, position)), "go": go})
    assert response.headers["Location"] == overview_url(running)
    assert slot_of(running, position).draft is not None


def test_with_htmx_the_next_place_comes_with_the_reply(browser: Client, running: Attempt) -> None:
    response = browser.post(save_url(running, 1), {**right(slot_of(running, 1)), "go": "next"}, headers=HTMX)
    assert (response.status_code, response.headers["HX-Push-Url"]) == (200, place_url(running, 2))
    assert "<html" not in response.text
    assert response.context["question"].position == 2
    assert slot_of(running, 2).shown_at is not None
    response = browser.post(save_url(running, 2), {"go": "overview"}, headers=HTMX)
    assert (response.headers["HX-Push-Url"], "<html" in response.text) == (overview_url(running), False)
    assert "HX-Request" in response.headers["Vary"]


def test_a_place_may_stay_open_and_an_answer_is_taken_back(browser: Client, running: Attempt) -> None:
    for posted in ({"go": "next"}, {"go": "next", "text": "  "}):
        draft(running, 1)
        assert browser.post(save_url(running, 1), posted).headers["Location"] == place_url(running, 2)
        assert slot_of(running, 1).draft is None


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["as a page", "with htmx"])
@pytest.mark.parametrize(
    ("kind", "posted", "sentence"),
    [
        (Kind.TYPED_DATE, {"text": "once upon a time"}, "not read as a date"),
        (Kind.TYPED_NUMBER, {"text": "many"}, "not read as a number"),
        (Kind.SINGLE_CHOICE, {"option": "9"}, "not among the options"),
    ],
)
def test_what_cannot_be_read_is_told_and_shown_again(
    browser: Client, learner: User, pack: object, kind: Kind, posted: dict[str, str], sentence: str, headers: dict[str, str]
) -> None:
    Question.objects.exclude(kind=kind).update(status="draft")
    exam = begin_exam(learner, now=timezone.now())
    draft(exam, 1)
    before = slot_of(exam, 1).draft
    response = browser.post(save_url(exam, 1), {**posted, "go": "next"}, headers=headers)
    assert response.status_code == 422
    assert sentence in response.text
    assert posted.get("text", "") in response.text
    assert ("<html" in response.text) == (not headers)
    assert slot_of(exam, 1).draft == before


def shown_at(browser: Client, exam: Attempt, position: int) -> dict[str, str]:
    """What the page of a place says it shows, to be sent with the answer as the page would."""
    return {"shown": browser.get(place_url(exam, position)).context["shown"]}


@pytest.mark.parametrize("go", ["next", "back", "overview", "flag"])
@pytest.mark.parametrize("kind", [Kind.SINGLE_CHOICE, Kind.TYPED_TEXT, Kind.ORDERING, Kind.MATCHING, Kind.MULTIPLE_RESPONSE])
def test_a_page_that_nobody_touched_leaves_what_another_device_saved(
    browser: Client, learner: User, pack: object, kind: Kind, go: str
) -> None:
    exam = ask(learner, Question.objects.published().filter(kind=kind).earliest("key"))
    Attempt.objects.filter(pk=exam.pk).update(feedback_at_end=True)
    slot = slot_of(exam)
    untouched = {f"place-{place}": str(place) for place in range(1, len(slot.option_order) + 1)} if kind is Kind.ORDERING else {}
    before = {**untouched, **shown_at(browser, exam, 1)}
    browser.post(save_url(exam), {**right(slot), "go": "next"})
    saved = slot_of(exam).draft
    assert saved
    browser.post(save_url(exam), {**before, "go": go})
    assert slot_of(exam).draft == saved


def test_of_two_devices_the_one_that_changes_the_answer_counts(browser: Client, running: Attempt) -> None:
    position = position_of(running, Kind.SINGLE_CHOICE)
    browser.post(save_url(running, position), {**wrong(slot_of(running, position)), "go": "next"})
    stale = {**wrong(slot_of(running, position)), **shown_at(browser, running, position), "go": "next"}
    browser.post(save_url(running, position), {**right(slot_of(running, position)), **shown_at(browser, running, position)})
    changed = slot_of(running, position).draft
    browser.post(save_url(running, position), stale)
    assert slot_of(running, position).draft == changed


def test_an_answer_is_taken_back_on_the_page_that_shows_it(browser: Client, running: Attempt) -> None:
    position = position_of(running, Kind.TYPED_TEXT)
    browser.post(save_url(running, position), {**right(slot_of(running, position)), **shown_at(browser, running, position)})
    assert slot_of(running, position).draft
    browser.post(save_url(running, position), {"text": "", **shown_at(browser, running, position)})
    assert slot_of(running, position).draft is None


@pytest.mark.parametrize(("answers", "notes"), [(True, 1), (False, 0)])
def test_an_answer_after_the_exam_was_submitted_elsewhere_is_told(
    browser: Client, running: Attempt, *, answers: bool, notes: int
) -> None:
    sent = shown_at(browser, running, 1) | (right(slot_of(running)) if answers else {})
    submit_attempt(attempt=running, now=timezone.now())
    response = browser.post(save_url(running), {**sent, "go": "next"})
    assert [str(note) for note in get_messages(response.wsgi_request)] == [
        "The attempt was over before this answer came, so it does not count. What was saved before counts."
    ] * notes


def test_a_flag_is_set_and_taken_away_however_often_it_is_sent(browser: Client, running: Attempt) -> None:
    for go, is_flagged in (("flag", True), ("flag", True), ("unflag", False), ("unflag", False)):
        page = browser.post(save_url(running, 1), {"go": go}, follow=True).text
        assert slot_of(running, 1).is_flagged == is_flagged
        assert ('value="unflag" aria-pressed="true"' in page) == is_flagged


@pytest.mark.parametrize("kind", Kind)
def test_nothing_tells_a_right_answer_from_a_wrong_one(browser: Client, learner: User, pack: object, kind: Kind) -> None:
    """Neither the reply nor the pages, by their text, size or headers, but for the learner's own choice."""
    exam = ask(learner, Question.objects.published().filter(kind=kind).earliest("key"))
    Attempt.objects.filter(pk=exam.pk).update(feedback_at_end=True)
    slot = slot_of(exam, 1)
    seen = []
    for answer in (right(slot), wrong(slot)):
        reply = browser.post(save_url(exam, 1), {**answer, "go": "flag"}, headers=HTMX)
        pages = [browser.get(address) for address in (place_url(exam, 1), overview_url(exam))]
        seen.append([trace(response) for response in (reply, *pages)])
    assert seen[0] == seen[1]


OWN_CHOICE = re.compile(
    r' checked| selected|name="(?:csrfmiddlewaretoken|shown)" value="[^"]*"|data-seconds="[^"]*"|type="text" value="[^"]*"'
    r"|(?<=>)[^<>]*(?=</textarea>)"
)
OWN_ORDER = re.compile(r"(?s)(?<=data-ordering>).*?(?=</ol>)")


def trace(response: Any) -> tuple[int, dict[str, str], str]:
    """All that a reply tells, without what differs each time or is the learner's own."""
    headers = {name: value for name, value in response.headers.items() if name not in {"X-Request-ID", "Content-Length"}}
    page = OWN_CHOICE.sub("", response.content.decode())
    return response.status_code, headers, OWN_ORDER.sub(lambda rows: "".join(sorted(map(str.strip, rows[0].split("<li ")))), page)


def test_no_rationale_no_source_and_no_verdict_is_on_any_page(browser: Client, running: Attempt) -> None:
    draft_all(running)
    looked_for: list[str] = []
    for position in range(1, running.length + 1):
        slot = slot_of(running, position)
        page = browser.get(place_url(running, position)).text
        rationales = [option.rationale for option in slot.question_version.options.all() if option.rationale]
        assert not [rationale for rationale in rationales if rationale in html.unescape(page)]
        assert not re.search(r"is-right|is-wrong|is-key|is-partly|data-verdict|blockquote", page)
        looked_for += rationales
    assert looked_for


def test_an_exam_is_not_answered_as_practice_is(browser: Client, running: Attempt) -> None:
    address = reverse("quizzes:answer", args=[running.uuid, 1])
    assert browser.post(address, right(slot_of(running, 1))).headers["Location"] == attempt_url(running)
    reply = browser.post(address, right(slot_of(running, 1)), headers=HTMX)
    assert reply.headers["HX-Redirect"] == attempt_url(running)
    assert (slot_of(running, 1).draft, Response.objects.exists()) == (None, False)


def test_practice_is_not_saved_as_an_exam_is(browser: Client, attempt: Attempt) -> None:
    assert browser.post(save_url(attempt, 1), right(slot_of(attempt))).headers["Location"] == attempt_url(attempt)
    assert slot_of(attempt).draft is None
    assert browser.get(overview_url(attempt)).headers["Location"] == attempt_url(attempt)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["as a page", "with htmx"])
def test_an_answer_after_the_time_is_refused_and_what_was_saved_counts(
    browser: Client, running: Attempt, headers: dict[str, str]
) -> None:
    draft(running, 1)
    let_time_run_out(running)
    response = browser.post(save_url(running, 2), {**right(slot_of(running, 2)), "go": "next"}, headers=headers)
    assert response.headers["HX-Redirect" if headers else "Location"] == attempt_url(running)
    page = browser.get(attempt_url(running), follow=True)
    assert "What you had answered until then counts." in page.text
    assert Response.objects.get().slot.position == 1
    running.refresh_from_db()
    assert running.finished_at == running.deadline


def test_an_answer_that_crosses_the_submission_is_told(browser: Client, running: Attempt, monkeypatch: pytest.MonkeyPatch) -> None:
    def submit_meanwhile(slot: object, posted: object) -> str:
        submit_attempt(attempt=running, now=NOW)
        return "a lamp"

    monkeypatch.setattr("kfor_quiz.quizzes.views.exams.read_answer", submit_meanwhile)
    position = position_of(running, Kind.TYPED_TEXT)
    response = browser.post(save_url(running, position), {"text": "a lamp"})
    assert response.headers["Location"] == reverse("quizzes:result", args=[running.uuid])
    assert "it does not count" in " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize("name", ["slot", "save", "overview", "submit"])
def test_somebody_else_s_exam_is_not_there(running: Attempt, sign_in: Callable[[User], Client], client: Client, name: str) -> None:
    args = [running.uuid, 1] if name in {"slot", "save"} else [running.uuid]
    address = reverse(f"quizzes:{name}", args=args)
    stranger = sign_in(UserFactory.create())
    for send in {"save": (stranger.post,), "submit": (stranger.get, stranger.post)}.get(name, (stranger.get,)):
        assert send(address).status_code == 404
    assert reverse("account_login") in (client.post if name == "save" else client.get)(address).headers["Location"]
    assert not running.slots.filter(draft__isnull=False).exists()
    assert Attempt.objects.get(pk=running.pk).finished_at is None


def test_wrong_methods_change_nothing(browser: Client, running: Attempt) -> None:
    assert browser.get(save_url(running)).status_code == 405
    assert browser.post(overview_url(running)).status_code == 405
    assert browser.post(place_url(running)).status_code == 405
    running.refresh_from_db()
    assert running.finished_at is None


def test_a_place_that_there_is_not_is_not_there(browser: Client, running: Attempt) -> None:
    for position in (running.length + 1, 99_999):
        assert browser.get(place_url(running, position)).status_code == 404
        assert browser.post(save_url(running, position)).status_code == 404


def test_pages_of_an_exam_are_not_stored_on_the_way(browser: Client, running: Attempt) -> None:
    for response in (
        browser.get(place_url(running)),
        browser.get(overview_url(running)),
        browser.get(reverse("quizzes:submit", args=[running.uuid])),
        browser.post(save_url(running), {"go": "next"}, headers=HTMX),
    ):
        assert "no-store" in response.headers["Cache-Control"]


def test_the_clock_says_the_time_that_is_left(browser: Client, learner: User, running: Attempt) -> None:
    clock = browser.get(place_url(running)).context["overview"].clock
    assert (clock.minutes, clock.grace, clock.ends_at, clock.extra_time) == (20, 5, running.deadline, "")
    assert 1190 <= clock.seconds <= 1200
    page = browser.get(place_url(running)).text
    assert re.search(r"20\s+minutes at most", page)
    assert 'role="timer"' in page


@pytest.mark.usefixtures("all_read")
def test_saving_takes_as_many_queries_however_long_the_exam_and_whatever_the_place(
    browser: Client, running: Attempt, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser.post(save_url(running, 1), {"go": "next"})
    for position in (2, 5):
        posted = {**right(slot_of(running, position)), "go": "next"}
        with django_assert_num_queries(10):
            browser.post(save_url(running, position), posted, headers=HTMX)


@pytest.mark.usefixtures("all_read")
def test_a_place_and_the_overview_take_as_many_queries_however_much_is_answered(
    browser: Client, running: Attempt, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser.get(place_url(running, 1))
    for _ in range(2):
        with django_assert_num_queries(5):
            browser.get(place_url(running, 1))
        with django_assert_num_queries(6):
            browser.get(overview_url(running))
        draft_all(running)
