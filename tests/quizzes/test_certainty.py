"""Saying how sure one is with an answer, and what the result makes of it."""

import re
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.engine.calibration import Certainty
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Response, Slot
from kfor_quiz.quizzes.selectors.results import result_row
from kfor_quiz.quizzes.services.answering import record_response
from kfor_quiz.quizzes.services.submitting import submit_attempt
from tests.quizzes.answers import HTMX, answer_url, as_answer, ask, record, right, slot_of, wrong
from tests.quizzes.conftest import NOW

ASKED = "How sure are you?"
SURE, FAIRLY_SURE, GUESSING = Certainty.SURE, Certainty.FAIRLY_SURE, Certainty.GUESSING


@pytest.fixture
def asked(learner: User) -> User:
    """The learner wants to be asked."""
    learner.preferences = {"certainty": True}
    learner.save()
    return learner


def page_of(attempt: Attempt) -> str:
    return reverse("quizzes:attempt", args=[attempt.uuid])


def say(attempt: Attempt, *answers: tuple[Certainty | None, bool]) -> Attempt:
    """Answer one place after another, with how sure the learner is and whether rightly."""
    for position, (certainty, is_right) in enumerate(answers, start=1):
        slot = slot_of(attempt, position)
        given = as_answer(slot, right(slot) if is_right else wrong(slot))
        record_response(slot=slot, answer=given, now=NOW, certainty=certainty)
    attempt.refresh_from_db()
    return attempt


def attempt_of(learner: User, length: int) -> Attempt:
    """An attempt of choices."""
    return ask(learner, *Question.objects.published().filter(kind=Kind.SINGLE_CHOICE).order_by("key")[:length])


def test_nobody_is_asked_who_did_not_wish_to_be(browser: Client, attempt: Attempt) -> None:
    assert ASKED not in browser.get(page_of(attempt)).text


def test_who_wishes_is_asked_with_every_question_and_nothing_is_chosen_for_them(
    browser: Client, asked: User, attempt: Attempt
) -> None:
    page = browser.get(page_of(attempt)).text
    travelling = browser.post(answer_url(attempt), right(slot_of(attempt)), headers=HTMX).text
    for text in (page, travelling):
        assert text.count(ASKED) == 1
        inputs = re.findall(r'<input type="radio" name="certainty" value="(\d)"([^>]*)>', text)
        assert inputs == [("3", ""), ("2", ""), ("1", "")]
    assert re.findall(r"<span>(Sure|Fairly sure|Guessing)</span>", page) == ["Sure", "Fairly sure", "Guessing"]


@pytest.mark.parametrize(
    ("sent", "stored"), [("3", 3), ("2", 2), ("1", 1), ("0", None), ("4", None), ("", None), ("sure", None), ("9" * 5000, None)]
)
def test_what_is_said_is_stored_with_the_answer(
    browser: Client, asked: User, attempt: Attempt, sent: str, stored: int | None
) -> None:
    browser.post(answer_url(attempt), {**right(slot_of(attempt)), "certainty": sent})
    assert Response.objects.get().certainty == stored


def test_saying_nothing_is_allowed(browser: Client, asked: User, attempt: Attempt) -> None:
    page = browser.post(answer_url(attempt), right(slot_of(attempt)), follow=True).text
    assert Response.objects.get().certainty is None
    assert "You said:" not in page


def test_the_feedback_repeats_what_was_said_with_htmx_and_without(browser: Client, asked: User, attempt: Attempt) -> None:
    fragment = browser.post(answer_url(attempt), {**right(slot_of(attempt)), "certainty": "2"}, headers=HTMX).text
    page = browser.get(reverse("quizzes:slot", args=[attempt.uuid, 1])).text
    assert ["You said: fairly sure" in text for text in (fragment, page)] == [True, True]


def test_what_was_said_is_kept_beside_an_error(browser: Client, asked: User, attempt: Attempt) -> None:
    response = browser.post(answer_url(attempt), {"certainty": "1"})
    assert response.status_code == 422
    assert [one.value for one in response.context["question"].certainties if one.is_chosen] == [1]


def test_the_first_answer_keeps_what_was_said_with_it(browser: Client, asked: User, attempt: Attempt) -> None:
    form = right(slot_of(attempt))
    for certainty in ("3", "1"):
        page = browser.post(answer_url(attempt), {**form, "certainty": certainty}, headers=HTMX).text
        assert "You said: sure" in page
    assert Response.objects.get().certainty == 3


def test_the_table_refuses_any_other_certainty(attempt: Attempt) -> None:
    slot = slot_of(attempt)
    with pytest.raises(IntegrityError, match="quizzes_response_certainty_is_known"), transaction.atomic():
        record_response(slot=slot, answer=as_answer(slot, right(slot)), now=NOW, certainty=7)  # type: ignore[arg-type]


def test_a_result_counts_how_often_each_certainty_was_right(learner: User, pack: object) -> None:
    said = [(SURE, True), (GUESSING, False), (SURE, False), (None, True), (GUESSING, True)]
    result = result_row(say(attempt_of(learner, 5), *said))
    assert [(row.certainty, row.answers, row.right, row.percent) for row in result.calibration] == [
        ("sure", 2, 1, 50),
        ("fairly sure", 0, 0, None),
        ("guessing", 2, 1, 50),
    ]


def test_what_was_sure_and_wrong_is_listed_first(browser: Client, learner: User, pack: object) -> None:
    attempt = say(attempt_of(learner, 4), (SURE, True), (GUESSING, False), (None, True), (SURE, False))
    assert [answer.position for answer in result_row(attempt).answers] == [4, 1, 2, 3]
    page = browser.get(reverse("quizzes:result", args=[attempt.uuid])).text
    verdicts = re.findall(r'<span class="muted small">((?:Right|Not quite)[^<]*)</span>', page)
    assert verdicts == ["Not quite · sure", "Right · sure", "Not quite · guessing", "Right"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([(GUESSING, True)], "You were sure of no answer."),
        ([(SURE, True)], "You were sure once, and right."),
        ([(SURE, True), (SURE, True)], "You were sure 2 times, and right each time."),
        ([(SURE, False)], "You were sure once, and not right. That answer stands first below."),
        ([(SURE, True), (SURE, False)], "You were sure 2 times, and right in 1 of them. What was not right stands first below."),
    ],
)
def test_the_result_says_in_words_what_being_sure_was_worth(
    browser: Client, learner: User, pack: object, said: list[tuple[Certainty | None, bool]], sentence: str
) -> None:
    attempt = say(attempt_of(learner, len(said)), *said)
    page = browser.get(reverse("quizzes:result", args=[attempt.uuid])).text
    assert f"<p>{sentence}</p>" in page
    assert "You said" in page


def test_a_result_without_any_word_of_it_stays_as_it_was(browser: Client, learner: User, pack: object) -> None:
    attempt = attempt_of(learner, 1)
    record(attempt, 1, is_right=False)
    page = browser.get(reverse("quizzes:result", args=[attempt.uuid])).text
    assert "How sure you were" not in page


def test_guests_may_wish_to_be_asked_too(guest: User, pack: object, sign_in: Callable[[User], Client]) -> None:
    browser = sign_in(guest)
    assert "Ask how sure I am" in browser.get(reverse("accounts:profile")).text
    browser.post(reverse("accounts:profile"), {"time_zone": "UTC", "language": "en", "shortcuts": "on", "certainty": "on"})
    guest.refresh_from_db()
    assert (guest.states_certainty, guest.uses_shortcuts) == (True, True)
    assert ASKED in browser.get(page_of(attempt_of(guest, 1))).text
    browser.post(reverse("accounts:profile"), {"time_zone": "UTC", "language": "en", "shortcuts": "on"})
    assert ASKED not in browser.get(page_of(attempt_of(guest, 1))).text


def save_url(attempt: Attempt, position: int = 1) -> str:
    return reverse("quizzes:save", args=[attempt.uuid, position])


def chosen_on(page: str) -> list[str]:
    return re.findall(r'name="certainty" value="(\d)" checked', page)


@pytest.fixture
def at_the_end(asked: User, pack: object) -> Attempt:
    """Two choices with feedback at the end; the learner is asked how sure they are."""
    attempt = attempt_of(asked, 2)
    attempt.feedback_at_end = True
    attempt.save()
    return attempt


def test_with_feedback_at_the_end_it_is_kept_with_the_draft_and_counts_with_it(browser: Client, at_the_end: Attempt) -> None:
    browser.post(save_url(at_the_end), {**right(slot_of(at_the_end)), "certainty": "1", "go": "next"})
    place = reverse("quizzes:slot", args=[at_the_end.uuid, 1])
    assert chosen_on(browser.get(place).text) == ["1"]
    saved_at = slot_of(at_the_end).drafted_at
    browser.post(save_url(at_the_end), {**right(slot_of(at_the_end)), "certainty": "3"})
    assert chosen_on(browser.get(place).text) == ["3"]
    assert slot_of(at_the_end).drafted_at == saved_at  # the answer is the same
    submit_attempt(attempt=at_the_end, now=timezone.now())
    assert [response.certainty for response in Response.objects.all()] == [3]


def test_a_place_left_open_keeps_no_certainty(browser: Client, at_the_end: Attempt) -> None:
    browser.post(save_url(at_the_end), {**right(slot_of(at_the_end)), "certainty": "3"})
    browser.post(save_url(at_the_end), {"certainty": "3"})
    slot = slot_of(at_the_end)
    assert (slot.draft, slot.draft_certainty) == (None, None)


def test_a_place_that_is_refused_shows_again_what_was_said(browser: Client, at_the_end: Attempt) -> None:
    response = browser.post(save_url(at_the_end), {"option": "99", "certainty": "2"})
    assert response.status_code == 422
    assert chosen_on(response.text) == ["2"]


def test_the_table_keeps_no_certainty_without_a_draft(at_the_end: Attempt) -> None:
    with pytest.raises(IntegrityError, match="quizzes_slot_certainty_is_of_a_draft"), transaction.atomic():
        Slot.objects.update(draft_certainty=3)
