"""The question page: what it shows, and what it must not tell before the answer."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Option, Question, QuestionVersion
from kfor_quiz.bank.models.questions import FactRole
from kfor_quiz.bank.wording import input_hint, refusal
from kfor_quiz.engine.questions import TYPED_KINDS, AcceptedAnswer, Kind
from kfor_quiz.quizzes.models import Attempt
from kfor_quiz.quizzes.wording import right_answer_typed
from tests.factories import UserFactory
from tests.quizzes.answers import HTMX, answer_url, ask, finish, record, right, slot_of


def page_of(attempt: Attempt) -> str:
    return reverse("quizzes:attempt", args=[attempt.uuid])


def test_it_asks_the_question_that_is_due(browser: Client, attempt: Attempt) -> None:
    for position in (1, 2):
        question = browser.get(page_of(attempt)).context["question"]
        assert (question.position, question.length, question.title) == (position, 10, attempt.title)
        assert question.stem == slot_of(attempt, position).question_version.stem
        record(attempt, position, is_right=position == 2)
    states = [segment.state for segment in browser.get(page_of(attempt)).context["question"].segments]
    assert states == ["wrong", "right", "now", *["open"] * 7]


def test_options_stand_in_the_order_that_was_stored(browser: Client, learner: User, pack: object) -> None:
    attempt = ask(learner, Question.objects.published().filter(kind=Kind.MULTIPLE_RESPONSE).order_by("key")[0])
    slot = slot_of(attempt)
    texts = dict(slot.question_version.options.values_list("key", "text"))
    for _ in range(2):
        shown = browser.get(page_of(attempt)).context["question"].options
        assert [(option.position, option.text) for option in shown] == [
            (position, texts[key]) for position, key in enumerate(slot.option_order, start=1)
        ]


def test_the_first_look_is_remembered(browser: Client, attempt: Attempt) -> None:
    browser.get(page_of(attempt))
    first = slot_of(attempt).shown_at
    browser.get(page_of(attempt))
    assert isinstance(first, dt.datetime)
    assert slot_of(attempt).shown_at == first
    assert slot_of(attempt, 2).shown_at is None


def secrets_of(version: QuestionVersion) -> set[str]:
    """What the page must not hold: why an option is right or wrong, the fact, and typed answers that the stem does not name."""
    options = version.options.all()
    facts = version.facts.filter(question_links__role=FactRole.ASKED)
    told = {text for fact in facts for text in (fact.statement, fact.sentence)}
    told |= {text for option in options for text in (option.rationale, option.evidence)}
    if version.question.kind in TYPED_KINDS:
        told |= {right_answer_typed(version), *version.accepted.get("texts", ())}
    told |= {name for names in version.accepted.get("members", ()) for name in names}
    return {text for text in told if text and text not in version.stem}


def without_random_parts(page: str) -> str:
    """The page without tokens and addresses of attempts, whose digits may be anything."""
    return re.sub(r'(?<=csrfmiddlewaretoken" value=")[^"]*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', "", page)


CHANCE_HEADERS = {"X-Request-ID", "Content-Length"}  # their digits may be anything


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_tells_the_answer_before_it_is_given(browser: Client, learner: User, pack: object, kind: Kind) -> None:
    attempt = ask(learner, *Question.objects.published().filter(kind=kind).order_by("key"))
    response = browser.get(page_of(attempt))
    page = response.content.decode()
    for position in range(1, attempt.length + 1):
        version = slot_of(attempt, position).question_version
        headers = " ".join(value for name, value in response.headers.items() if name not in CHANCE_HEADERS)
        assert escape(version.stem) in page
        page = without_random_parts(page)
        assert not [secret for secret in secrets_of(version) if escape(secret) in page or secret in headers]
        assert not re.search(r"is-key|is-wrong|\bcorrect\b", page)
        response = browser.post(answer_url(attempt, position), right(slot_of(attempt, position)), headers=HTMX)
        page = response.content.decode().partition('id="next"')[2]


@pytest.mark.parametrize("kind", [Kind.SINGLE_CHOICE, Kind.TRUE_FALSE, Kind.MULTIPLE_RESPONSE])
def test_the_form_sends_places_and_no_keys(browser: Client, learner: User, pack: object, kind: Kind) -> None:
    attempt = ask(learner, Question.objects.published().filter(kind=kind).order_by("key")[0])
    page = browser.get(page_of(attempt)).content.decode()
    values = re.findall(r'name="option" value="([^"]*)"', page)
    assert values == [str(place) for place in range(1, len(slot_of(attempt).option_order) + 1)]
    for key in Option.objects.filter(version=slot_of(attempt).question_version).values_list("key", flat=True):
        assert f'"{key}"' not in page


def test_the_examples_of_what_may_be_typed_are_no_answers() -> None:
    asked = [
        (kind, accepted) for kind in Kind for accepted in (AcceptedAnswer(number=1), AcceptedAnswer(date="1900"), AcceptedAnswer())
    ]
    words = " ".join([*(input_hint(kind, accepted) for kind, accepted in asked), refusal("not_a_number"), refusal("not_a_date")])
    for answer in ("1999", "2 500", "12 June", "2008"):
        assert answer not in words


def test_it_is_not_stored_on_the_way(browser: Client, attempt: Attempt) -> None:
    for name in ("attempt", "result"):
        response = browser.get(reverse(f"quizzes:{name}", args=[attempt.uuid]))
        assert "no-store" in response.headers["Cache-Control"]


def test_when_all_is_answered_it_leads_to_the_result(browser: Client, attempt: Attempt) -> None:
    finish(attempt)
    assert browser.get(page_of(attempt)).headers["Location"] == reverse("quizzes:result", args=[attempt.uuid])


def test_nobody_sees_the_attempt_of_somebody_else(attempt: Attempt, sign_in: Callable[[User], Client]) -> None:
    assert sign_in(UserFactory.create()).get(page_of(attempt)).status_code == 404
    assert slot_of(attempt).shown_at is None


def test_a_visitor_signs_in_first(client: Client, attempt: Attempt) -> None:
    assert client.get(page_of(attempt)).headers["Location"] == f"{reverse('account_login')}?next={page_of(attempt)}"


def test_it_is_only_read(browser: Client, attempt: Attempt) -> None:
    assert browser.post(page_of(attempt)).status_code == 405


@pytest.mark.usefixtures("all_read")
def test_it_takes_as_many_queries_wherever_the_attempt_stands(
    browser: Client, attempt: Attempt, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for position in range(1, 5):
        with django_assert_num_queries(6):
            browser.get(page_of(attempt))
        record(attempt, position)
