"""Reporting a question."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.test import Client
from django.urls import reverse

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import erase_person
from kfor_quiz.quizzes.models import Attempt, QuestionReport
from kfor_quiz.quizzes.services.reporting import report_question
from tests.factories import UserFactory
from tests.quizzes.answers import record, slot_of
from tests.quizzes.conftest import NOW


@pytest.fixture
def address(attempt: Attempt) -> str:
    """Where the first question is reported, which is answered."""
    record(attempt, 1)
    return reverse("quizzes:report", args=[attempt.uuid, 1])


def test_a_report_is_kept_and_answered_with_thanks(browser: Client, learner: User, attempt: Attempt, address: str) -> None:
    stem = slot_of(attempt).question_version.stem
    assert browser.get(address).context["stem"] == stem
    response = browser.post(address, {"text": "The tower has fallen."}, follow=True)
    assert response.redirect_chain == [(reverse("quizzes:slot", args=[attempt.uuid, 1]), 302)]
    assert "An instructor will look at the question." in response.content.decode()
    report = QuestionReport.objects.get()
    assert (report.learner, report.question_version.stem, report.text) == (learner, stem, "The tower has fallen.")


def test_an_erased_person_leaves_no_words_of_their_own(attempt: Attempt, learner: User) -> None:
    version, others = slot_of(attempt).question_version, UserFactory.create()
    report_question(learner=learner, version=version, text="Erasmus says otherwise.", now=NOW)
    report_question(learner=others, version=version, text="Unclear.", now=NOW)
    report = QuestionReport.objects.get(learner=learner)
    LogEntry.objects.log_actions(others.pk, [report], CHANGE, change_message="Settled.", single_object=True)
    erase_person(user=learner, now=NOW)
    assert set(QuestionReport.objects.values_list("learner", "text")) == {(learner.pk, ""), (others.pk, "Unclear.")}
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.object_repr, entry.change_message) == (str(report.pk), "", "Settled.")


def test_reported_again_the_newer_words_count_and_are_open(attempt: Attempt) -> None:
    version = slot_of(attempt).question_version
    first = report_question(learner=attempt.learner, version=version, text="Wrong.", now=NOW)
    QuestionReport.objects.update(is_settled=True)
    second = report_question(learner=attempt.learner, version=version, text="Still wrong.", now=NOW)
    assert second == first
    assert (QuestionReport.objects.get().text, QuestionReport.objects.get().is_settled) == ("Still wrong.", False)


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001, "a\x00b"])
def test_what_is_no_report_is_asked_for_again(browser: Client, address: str, text: str) -> None:
    response = browser.post(address, {"text": text})
    assert response.status_code == 422
    assert response.context["form"].errors["text"]
    assert not QuestionReport.objects.exists()


def test_a_question_is_answered_before_it_is_reported(browser: Client, attempt: Attempt) -> None:
    for send in (browser.get, browser.post):
        response = send(reverse("quizzes:report", args=[attempt.uuid, 1]))
        assert response.headers["Location"] == reverse("quizzes:attempt", args=[attempt.uuid])
    assert not QuestionReport.objects.exists()


def test_nobody_reports_from_the_attempt_of_somebody_else(address: str, sign_in: Callable[[User], Client]) -> None:
    stranger = sign_in(UserFactory.create())
    assert (stranger.get(address).status_code, stranger.post(address, {"text": "Hello."}).status_code) == (404, 404)


def test_a_visitor_signs_in_first(client: Client, address: str) -> None:
    assert client.post(address).headers["Location"] == f"{reverse('account_login')}?next={address}"


def test_what_was_written_survives_signing_in(client: Client, browser: Client, address: str) -> None:
    login = client.post(address, {"text": "The lamp was dark."}).headers["Location"]
    back = parse_qs(urlsplit(login).query)["next"][0]
    assert browser.get(back).context["form"]["text"].value() == "The lamp was dark."


def test_a_report_is_not_deleted_from_here(browser: Client, address: str) -> None:
    assert browser.delete(address).status_code == 405
