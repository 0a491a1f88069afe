"""Answering on the page: with htmx and without, wrongly sent, twice, and for somebody else."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.bank.selectors.lexicons import lexicon_for
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt, Response, Slot
from tests.factories import UserFactory
from tests.quizzes.answers import HTMX, answer_url, ask, finish, record, right, slot_of, wrong


def question_of(kind: Kind) -> Question:
    return Question.objects.published().filter(kind=kind).order_by("key")[0]


@pytest.fixture
def dates(learner: User, pack: object) -> Attempt:
    """A single choice of a date, then a typed date."""
    choice, typed = Question.objects.filter(key__startswith="gull-rock-lit.event-date").order_by("key")
    return ask(learner, choice, typed)


def test_without_htmx_an_answer_leads_to_its_feedback(browser: Client, attempt: Attempt) -> None:
    response = browser.post(answer_url(attempt), right(slot_of(attempt)))
    assert response.status_code == 302
    assert response.headers["Location"] == f"{reverse('quizzes:slot', args=[attempt.uuid, 1])}#verdict"
    assert "HX-Request" in response.headers["Vary"]
    page = browser.get(response.headers["Location"])
    assert page.context["feedback"].verdict == "right"
    assert reverse("quizzes:attempt", args=[attempt.uuid]) in page.content.decode()


def test_with_htmx_the_next_question_travels_with_the_feedback(browser: Client, attempt: Attempt) -> None:
    response = browser.post(answer_url(attempt), right(slot_of(attempt)), headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in page
    assert response.context["feedback"].verdict == "right"
    assert response.context["question"].position == 2
    assert slot_of(attempt, 2).shown_at is not None
    assert answer_url(attempt, 2) in page
    assert "HX-Request" in response.headers["Vary"]
    assert "no-store" in response.headers["Cache-Control"]


def test_a_page_restored_from_history_is_whole(browser: Client, attempt: Attempt) -> None:
    headers = {**HTMX, "HX-History-Restore-Request": "true"}
    response = browser.post(answer_url(attempt), right(slot_of(attempt)), headers=headers)
    assert response.status_code == 302


def test_after_the_last_answer_comes_the_result(browser: Client, learner: User, dates: Attempt) -> None:
    record(dates, 1)
    response = browser.post(answer_url(dates, 2), right(slot_of(dates, 2)), headers=HTMX)
    assert "question" not in response.context
    assert "See the result" in response.content.decode()
    onward = browser.get(reverse("quizzes:attempt", args=[dates.uuid]))
    assert onward.headers["Location"] == reverse("quizzes:result", args=[dates.uuid])


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("kind", "form", "words"),
    [
        (Kind.SINGLE_CHOICE, {}, "Give an answer first."),
        (Kind.SINGLE_CHOICE, {"option": ["1", "2"]}, "Choose one answer only."),
        (Kind.SINGLE_CHOICE, {"option": "4"}, "This answer was not among the options."),
        (Kind.SINGLE_CHOICE, {"option": "0"}, "This answer was not among the options."),
        (Kind.SINGLE_CHOICE, {"option": "-1"}, "This answer was not among the options."),
        (Kind.SINGLE_CHOICE, {"option": "²"}, "This answer was not among the options."),
        (Kind.SINGLE_CHOICE, {"option": "9" * 5000}, "This answer was not among the options."),
        (Kind.SINGLE_CHOICE, {"option": "gull-rock"}, "This answer was not among the options."),
        (Kind.SINGLE_CHOICE, {"text": "1"}, "Give an answer first."),
        (Kind.MULTIPLE_RESPONSE, {}, "Give an answer first."),
        (Kind.MULTIPLE_RESPONSE, {"option": ["1", "1"]}, "This answer was not among the options."),
        (Kind.TRUE_FALSE, {"option": "3"}, "This answer was not among the options."),
        (Kind.TYPED_TEXT, {"text": " \t"}, "Give an answer first."),
        (Kind.TYPED_TEXT, {"text": "\x00"}, "Give an answer first."),
        (Kind.TYPED_TEXT, {"option": "1"}, "Give an answer first."),
        (Kind.TYPED_TEXT, {"text": "x" * 201}, "Please answer in 200 characters or fewer."),
        (Kind.TYPED_NUMBER, {"text": "a lot"}, "This is not read as a number."),
        (Kind.TYPED_DATE, {"text": "31.02.1881"}, "This is not read as a date."),
    ],
)
def test_what_cannot_be_read_is_asked_again_in_words(
    browser: Client,
    learner: User,
    pack: object,
    kind: Kind,
    form: dict[str, str | list[str]],
    words: str,
    headers: dict[str, str],
) -> None:
    attempt = ask(learner, question_of(kind))
    response = browser.post(answer_url(attempt), form, headers=headers)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert ("<html" in page) == (not headers)
    attempt.refresh_from_db()
    assert (attempt.answered, Response.objects.exists()) == (0, False)


def test_what_was_typed_is_kept_beside_the_error(browser: Client, learner: User, pack: object) -> None:
    attempt = ask(learner, question_of(Kind.TYPED_DATE))
    response = browser.post(answer_url(attempt), {"text": 'in the year <b>"dot"</b>'})
    assert response.context["question"].typed == 'in the year <b>"dot"</b>'
    assert "<b>" not in response.content.decode()


def test_what_was_chosen_is_kept_beside_the_error(browser: Client, learner: User, pack: object) -> None:
    attempt = ask(learner, question_of(Kind.MULTIPLE_RESPONSE))
    response = browser.post(answer_url(attempt), {"option": ["2", "99"]})
    assert [option.position for option in response.context["question"].options if option.is_chosen] == [2]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_question_that_comes_later_is_refused_and_the_one_due_is_shown(
    browser: Client, attempt: Attempt, headers: dict[str, str]
) -> None:
    response = browser.post(answer_url(attempt, 3), right(slot_of(attempt, 3)), headers=headers)
    assert response.status_code == 409
    assert "That question comes later. Please answer this one first." in response.content.decode()
    question = response.context["question"]
    assert (question.position, question.typed, any(option.is_chosen for option in question.options)) == (1, "", False)
    assert not Response.objects.exists()


@pytest.mark.parametrize("garbage", [{"option": "99"}, {"option": "x"}, {"text": ""}, {}])
def test_garbage_sent_to_a_later_place_does_not_show_its_question(
    browser: Client, attempt: Attempt, garbage: dict[str, str]
) -> None:
    response = browser.post(answer_url(attempt, 3), garbage)
    assert response.status_code == 409
    assert response.context["question"].position == 1


@pytest.mark.parametrize("elapsed", ["1500", "", "-5", "soon", "9" * 5000, "1.5", "²"])
def test_how_long_the_question_was_in_sight_is_believed_or_passed_over(browser: Client, attempt: Attempt, elapsed: str) -> None:
    two_minutes = dt.timedelta(minutes=2)
    Slot.objects.update(shown_at=timezone.now() - two_minutes)
    browser.post(answer_url(attempt), {**right(slot_of(attempt)), "elapsed": elapsed})
    response = Response.objects.get()
    took = response.answered_at - response.shown_at
    assert took == dt.timedelta(seconds=1.5) if elapsed == "1500" else took >= two_minutes


@pytest.mark.parametrize("position", [0, 11, 10**6, 10**30])
def test_a_place_that_the_attempt_has_not_is_not_found(browser: Client, attempt: Attempt, position: int) -> None:
    assert browser.post(answer_url(attempt, position), {"option": "1"}).status_code == 404


def test_sent_twice_an_answer_gets_the_same_reply(browser: Client, attempt: Attempt) -> None:
    form = right(slot_of(attempt))
    first, second = (browser.post(answer_url(attempt), form, headers=HTMX) for _ in range(2))
    assert first.context["feedback"] == second.context["feedback"]
    assert "Your first answer counts." not in second.content.decode()
    attempt.refresh_from_db()
    assert (attempt.answered, attempt.score, Response.objects.count()) == (1, 1, 1)


def test_another_answer_to_the_same_question_is_told_that_the_first_counts(browser: Client, attempt: Attempt) -> None:
    browser.post(answer_url(attempt), right(slot_of(attempt)), headers=HTMX)
    fragment = browser.post(answer_url(attempt), wrong(slot_of(attempt)), headers=HTMX)
    page = browser.post(answer_url(attempt), wrong(slot_of(attempt)), follow=True)
    assert page.redirect_chain[-1][0] == reverse("quizzes:slot", args=[attempt.uuid, 1])  # the note stands at the top
    for response in (fragment, page):
        assert "Your first answer counts." in response.content.decode()
        assert response.context["feedback"].verdict == "right"
    attempt.refresh_from_db()
    assert (attempt.answered, attempt.score, Response.objects.count()) == (1, 1, 1)


def test_an_answer_to_an_older_question_goes_on_where_the_attempt_stands(browser: Client, attempt: Attempt) -> None:
    record(attempt, 1)
    record(attempt, 2)
    response = browser.post(answer_url(attempt, 1), right(slot_of(attempt, 1)), headers=HTMX)
    assert "question" not in response.context
    assert reverse("quizzes:attempt", args=[attempt.uuid]) in response.content.decode()


def test_a_finished_attempt_takes_no_more_answers(browser: Client, attempt: Attempt) -> None:
    finish(attempt)
    browser.post(answer_url(attempt, 4), wrong(slot_of(attempt, 4)))
    attempt.refresh_from_db()
    assert (attempt.answered, attempt.score) == (10, 10)


def test_nobody_answers_for_somebody_else(attempt: Attempt, sign_in: Callable[[User], Client]) -> None:
    stranger = sign_in(UserFactory.create())
    assert stranger.post(answer_url(attempt), right(slot_of(attempt))).status_code == 404
    assert not Response.objects.exists()


def test_a_visitor_signs_in_and_comes_back_to_the_question(client: Client, attempt: Attempt) -> None:
    response = client.post(answer_url(attempt), {"elapsed": "9", "csrfmiddlewaretoken": "secret"})
    asked = reverse("quizzes:slot", args=[attempt.uuid, 1])
    assert response.headers["Location"] == f"{reverse('account_login')}?next={asked}"
    assert not Response.objects.exists()


def test_what_a_visitor_answered_goes_along_unless_it_is_too_long(client: Client, learner: User, pack: object) -> None:
    attempt = ask(learner, Question.objects.published().filter(kind=Kind.TYPED_TEXT).earliest("key"))
    for text, is_carried in (("a lamp & a bell", True), ("é" * 400, False)):
        response = client.post(answer_url(attempt), {"text": text, "certainty": "2", "csrfmiddlewaretoken": "secret"})
        address = parse_qs(urlsplit(response.headers["Location"]).query)["next"][0]
        assert parse_qs(urlsplit(address).query) == ({"text": [text], "certainty": ["2"]} if is_carried else {})


def test_what_came_along_stands_in_the_question_that_is_due_and_in_no_other(browser: Client, learner: User, pack: object) -> None:
    questions = Question.objects.published().filter(kind=Kind.TYPED_TEXT).order_by("key")[:2]
    attempt = ask(learner, *questions)
    place = reverse("quizzes:slot", args=[attempt.uuid, 1])
    page = browser.get(f"{place}?text=a+lamp", follow=True)
    assert page.context["question"].typed == "a lamp"
    assert browser.get(f"{place}?other=a+lamp", follow=True).context["question"].typed == ""
    later = browser.get(reverse("quizzes:slot", args=[attempt.uuid, 2]) + "?text=a+lamp", follow=True)
    assert (later.context["question"].position, later.context["question"].typed) == (1, "")
    assert not Response.objects.exists()


def test_only_posting_answers(browser: Client, attempt: Attempt) -> None:
    assert browser.get(answer_url(attempt)).status_code == 405


def test_a_form_without_its_token_is_refused(attempt: Attempt) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(attempt.learner)
    assert strict.post(answer_url(attempt), right(slot_of(attempt))).status_code == 403
    assert not Response.objects.exists()


@pytest.mark.usefixtures("all_read", "all_met")
def test_an_answer_takes_as_many_queries_on_every_question(
    browser: Client, attempt: Attempt, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lexicon_for(Pack.objects.get())  # read once in each process after each load
    for position in range(1, 10):
        form = right(slot_of(attempt, position))
        with django_assert_num_queries(17):
            browser.post(answer_url(attempt, position), form, headers=HTMX)


@pytest.mark.usefixtures("all_read")
def test_an_answer_about_facts_that_are_new_takes_two_queries_more(
    browser: Client, attempt: Attempt, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lexicon_for(Pack.objects.get())
    form = right(slot_of(attempt, 1))
    with django_assert_num_queries(19):
        browser.post(answer_url(attempt, 1), form, headers=HTMX)


@pytest.mark.parametrize("name", ["quizzes:attempt", "quizzes:slot", "quizzes:answer", "quizzes:result"])
def test_an_attempt_of_another_account_is_told_from_one_that_is_none_by_nobody(
    attempt: Attempt, sign_in: Callable[[User], Client], name: str
) -> None:
    """Somebody else signs in while the page of an attempt is open."""
    browser = sign_in(UserFactory.create())
    method = "POST" if name == "quizzes:answer" else "GET"
    place = [1] if name in {"quizzes:slot", "quizzes:answer"} else []
    said = []
    for one in (attempt.uuid, uuid.uuid4()):
        response = browser.generic(method, reverse(name, args=[one, *place]))
        assert response.status_code == 404
        said.append(re.findall(r"<p[^>]* data-trouble>([^<]*)</p>", response.text))
    assert said[0] == said[1]
    assert said[0][0].startswith("This attempt is not in the account you are signed in to.")


def test_a_place_that_the_attempt_does_not_have_is_said_to_be_none(browser: Client, attempt: Attempt) -> None:
    response = browser.get(reverse("quizzes:slot", args=[attempt.uuid, 11]))
    assert response.status_code == 404
    assert "This attempt has 10 questions and no other." in response.text


@pytest.mark.parametrize("kind", list(Kind))
def test_what_a_question_is_described_by_is_on_its_page(browser: Client, learner: User, pack: object, kind: Kind) -> None:
    attempt = ask(learner, question_of(kind))
    pages = (browser.get(reverse("quizzes:attempt", args=[attempt.uuid])), browser.post(answer_url(attempt), {}))
    for page in pages:
        referred = " ".join(re.findall(r'aria-(?:describedby|errormessage)="([^"]*)"', page.text)).split()
        assert set(referred) <= set(re.findall(r'\sid="([^"]+)"', page.text))
        assert ("error-1" in referred) == (page.status_code == 422)
