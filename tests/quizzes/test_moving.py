"""A guest signs in to an account, and the attempts move there."""

import datetime as dt
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import LearnerGoneError
from kfor_quiz.engine.questions import Answer
from kfor_quiz.quizzes.forms import read_answer
from kfor_quiz.quizzes.models import Attempt, Grade, QuestionReport, Quiz, Response, Slot
from kfor_quiz.quizzes.plans import Plan
from kfor_quiz.quizzes.services.answering import record_response
from kfor_quiz.quizzes.services.attempts import Started, start_attempt, start_planned
from kfor_quiz.quizzes.services.moving import move_attempts
from kfor_quiz.quizzes.services.reporting import report_question
from kfor_quiz.quizzes.services.submitting import submit_attempt
from kfor_quiz.quizzes.views import starting, taking
from tests.factories import PASSWORD, GuestFactory, UserFactory
from tests.quizzes.answers import HTMX, answer_url, as_answer, finish, record, right, slot_of
from tests.quizzes.conftest import NOW
from tests.quizzes.exams import AFTERWARDS, TIME_IS_UP, begin_exam, draft
from tests.races import run_at_once

KEEP_OLD = "/keep/old/"


@pytest.fixture
def guest_attempt(guest: User, quiz: Quiz) -> Attempt:
    """A guest has answered two questions, one of them wrongly."""
    attempt = start_attempt(learner=guest, quiz=quiz, now=NOW)
    record(attempt, 1)
    record(attempt, 2, is_right=False)
    return attempt


def owners_of(attempt: Attempt) -> set[int]:
    """Who owns the attempt, its places, responses and grades."""
    return {
        Attempt.objects.get(pk=attempt.pk).learner_id,
        *Slot.objects.filter(attempt=attempt).values_list("learner", flat=True),
        *Response.objects.filter(slot__attempt=attempt).values_list("learner", flat=True),
        *Grade.objects.filter(response__slot__attempt=attempt).values_list("learner", flat=True),
    }


def test_all_of_an_attempt_moves_and_nothing_of_it_changes(guest: User, learner: User, guest_attempt: Attempt) -> None:
    assert move_attempts(guest=guest, account=learner, now=NOW) == 1
    assert owners_of(guest_attempt) == {learner.pk}
    guest_attempt.refresh_from_db()
    assert (guest_attempt.answered, guest_attempt.score, guest_attempt.quiz) == (2, 1, Quiz.objects.get(key="all"))
    assert not User.objects.filter(pk=guest.pk).exists()


def test_the_attempt_goes_on_in_the_account(guest: User, learner: User, quiz: Quiz, guest_attempt: Attempt) -> None:
    move_attempts(guest=guest, account=learner, now=NOW)
    assert start_attempt(learner=learner, quiz=quiz, now=NOW) == guest_attempt
    guest_attempt.refresh_from_db()
    record(guest_attempt, 3)
    assert owners_of(guest_attempt) == {learner.pk}


def test_where_both_are_in_the_middle_of_a_quiz_both_can_go_on(
    guest: User, learner: User, attempt: Attempt, guest_attempt: Attempt
) -> None:
    move_attempts(guest=guest, account=learner, now=NOW)
    guest_attempt.refresh_from_db()
    assert (guest_attempt.quiz, guest_attempt.learner) == (None, learner)
    assert list(Attempt.objects.of(learner).unfinished().order_by("pk")) == [attempt, guest_attempt]
    finish(guest_attempt)


def test_of_two_exams_of_a_pack_the_guest_s_goes_on_as_practice_in_its_time(guest: User, learner: User, exam: Attempt) -> None:
    theirs = begin_exam(guest)
    draft(theirs, 1)
    move_attempts(guest=guest, account=learner, now=NOW)
    theirs.refresh_from_db()
    assert (theirs.learner, theirs.mode, theirs.pass_mark, theirs.feedback_at_end) == (learner, "practice", None, True)
    assert theirs.deadline == exam.deadline
    submit_attempt(attempt=theirs, now=NOW)
    assert (theirs.answered, theirs.score, Response.objects.get().mode) == (1, 1, "practice")


def test_an_exam_of_the_account_whose_time_is_up_leaves_the_guest_s_an_exam(guest: User, learner: User, exam: Attempt) -> None:
    theirs = begin_exam(guest, now=AFTERWARDS)
    move_attempts(guest=guest, account=learner, now=AFTERWARDS)
    theirs.refresh_from_db()
    exam.refresh_from_db()
    assert (theirs.learner, theirs.mode, theirs.pass_mark, theirs.finished_at) == (learner, "exam", 0.7, None)
    assert exam.finished_at == TIME_IS_UP


def test_an_exam_of_the_guest_whose_time_is_up_ends_as_an_exam(guest: User, learner: User, pack: object) -> None:
    theirs = begin_exam(guest)
    draft(theirs, 1)
    running = begin_exam(learner, now=AFTERWARDS)
    move_attempts(guest=guest, account=learner, now=AFTERWARDS)
    theirs.refresh_from_db()
    running.refresh_from_db()
    assert (theirs.learner, theirs.mode, theirs.answered, theirs.finished_at) == (learner, "exam", 1, TIME_IS_UP)
    assert (Response.objects.get().mode, owners_of(theirs)) == ("exam", {learner.pk})
    assert (running.mode, running.finished_at) == ("exam", None)


def test_a_guest_s_only_exam_stays_one(guest: User, learner: User, pack: object) -> None:
    theirs = begin_exam(guest)
    move_attempts(guest=guest, account=learner, now=NOW)
    theirs.refresh_from_db()
    assert (theirs.learner, theirs.mode, theirs.pass_mark) == (learner, "exam", 0.7)


def test_a_finished_attempt_keeps_its_quiz(guest: User, learner: User, attempt: Attempt, guest_attempt: Attempt) -> None:
    finish(guest_attempt)
    move_attempts(guest=guest, account=learner, now=NOW)
    guest_attempt.refresh_from_db()
    assert guest_attempt.quiz == attempt.quiz


def test_reports_move_too_but_not_over_one_s_own(guest: User, learner: User, guest_attempt: Attempt) -> None:
    both, alone = (slot_of(guest_attempt, position).question_version for position in (1, 2))
    report_question(learner=learner, version=both, text="Mine.", now=NOW)
    for version in (both, alone):
        report_question(learner=guest, version=version, text="The guest's.", now=NOW)
    move_attempts(guest=guest, account=learner, now=NOW)
    assert dict(QuestionReport.objects.filter(learner=learner).values_list("question_version", "text")) == {
        both.pk: "Mine.",
        alone.pk: "The guest's.",
    }
    erased = User.objects.get(pk=guest.pk)
    assert erased.username.startswith("erased-")
    assert not erased.is_active


def test_attempts_move_only_from_a_guest_and_to_somebody_else(guest: User, learner: User, guest_attempt: Attempt) -> None:
    for one, other in ((learner, guest), (guest, guest)):
        with pytest.raises(ValueError, match="only a guest's"):
            move_attempts(guest=one, account=other, now=NOW)
    assert owners_of(guest_attempt) == {guest.pk}


def test_somebody_who_became_an_account_meanwhile_is_left_alone(guest: User, learner: User, guest_attempt: Attempt) -> None:
    User.objects.filter(pk=guest.pk).update(is_guest=False)
    with pytest.raises(ValueError, match="only a guest's"):
        move_attempts(guest=guest, account=learner, now=NOW)
    assert owners_of(guest_attempt) == {guest.pk}


def test_pressing_twice_moves_once(guest: User, learner: User, guest_attempt: Attempt) -> None:
    again = User.objects.get(pk=guest.pk)
    assert move_attempts(guest=guest, account=learner, now=NOW) == 1
    assert move_attempts(guest=again, account=learner, now=NOW) == 0


@pytest.mark.parametrize("stays", [False, True], ids=["the guest is gone", "the guest is erased"])
def test_an_answer_on_its_way_while_the_attempt_moves_goes_to_the_account(
    guest: User, learner: User, guest_attempt: Attempt, stays: bool
) -> None:
    slot = slot_of(guest_attempt, 3)
    if stays:
        for person in (learner, guest):
            report_question(learner=person, version=slot.question_version, text="Odd.", now=NOW)
    User.objects.filter(pk=learner.pk).update(time_zone="Pacific/Auckland")
    move_attempts(guest=guest, account=learner, now=NOW)
    response = record_response(slot=slot, answer=as_answer(slot, right(slot)), now=NOW)
    assert owners_of(guest_attempt) == {learner.pk}
    assert response.study_day.isoformat() == "2026-11-23"
    assert User.objects.filter(pk=guest.pk).exists() == stays


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["as a page", "with htmx"])
def test_the_page_of_such_an_answer_is_shown(
    guest_browser: Client,
    guest: User,
    learner: User,
    guest_attempt: Attempt,
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
) -> None:
    def move_meanwhile(slot: Slot, posted: QueryDict) -> Answer:
        move_attempts(guest=guest, account=learner, now=NOW)
        return read_answer(slot, posted)

    monkeypatch.setattr(taking, "read_answer", move_meanwhile)
    response = guest_browser.post(answer_url(guest_attempt, 3), right(slot_of(guest_attempt, 3)), headers=headers)
    assert response.status_code == (200 if headers else 302)
    assert owners_of(guest_attempt) == {learner.pk}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["move", "answer"])
def test_an_answer_and_the_move_at_the_same_moment_leave_nothing_with_the_guest(
    guest: User, learner: User, guest_attempt: Attempt, first: str
) -> None:
    slot = slot_of(guest_attempt, 3)
    answer = as_answer(slot, right(slot))
    steps: dict[str, Callable[[], object]] = {
        "move": lambda: move_attempts(guest=guest, account=learner, now=NOW),
        "answer": lambda: record_response(slot=slot, answer=answer, now=NOW),
    }
    run_at_once(steps[first], steps["answer" if first == "move" else "move"])
    assert owners_of(guest_attempt) == {learner.pk}
    guest_attempt.refresh_from_db()
    assert guest_attempt.answered == Response.objects.filter(learner=learner).count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["move", "start"])
def test_a_quiz_that_starts_while_the_attempts_move_goes_along_or_does_not_start(
    guest: User, learner: User, guest_attempt: Attempt, first: str
) -> None:
    def start() -> None:
        if first == "start":
            start_attempt(learner=guest, quiz=Quiz.objects.get(key="stations"), now=NOW)
        else:
            with pytest.raises(LearnerGoneError):
                start_attempt(learner=guest, quiz=Quiz.objects.get(key="stations"), now=NOW)

    steps: dict[str, Callable[[], object]] = {
        "move": lambda: move_attempts(guest=guest, account=learner, now=NOW),
        "start": start,
    }
    run_at_once(steps[first], steps["start" if first == "move" else "move"])
    assert set(Attempt.objects.values_list("learner", flat=True)) == {learner.pk}
    assert Attempt.objects.count() == (2 if first == "start" else 1)


@pytest.mark.parametrize("stays", [False, True], ids=["the guest is gone", "the guest is erased"])
@pytest.mark.parametrize("address", ["/try/", "/quizzes/lighthouse/stations/start/"])
def test_starting_a_quiz_while_the_attempts_move_says_so(
    guest_browser: Client,
    guest: User,
    learner: User,
    guest_attempt: Attempt,
    monkeypatch: pytest.MonkeyPatch,
    stays: bool,
    address: str,
) -> None:
    if stays:
        for person in (learner, guest):
            report_question(learner=person, version=slot_of(guest_attempt, 1).question_version, text="Odd.", now=NOW)

    def move_meanwhile(*, learner: User, plan: Plan, now: dt.datetime) -> Started:
        move_attempts(guest=guest, account=account, now=NOW)
        return start_planned(learner=learner, plan=plan, now=now)

    account = learner
    monkeypatch.setattr(starting, "start_planned", move_meanwhile)
    response = guest_browser.post(address)
    assert response.headers["Location"] == reverse("quizzes:list")
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert said == ["You have signed in to an account meanwhile, and your attempts moved there. Please start again."]
    assert list(Attempt.objects.values_list("learner", flat=True)) == [learner.pk]


@pytest.fixture
def guest_browser(guest: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(guest)


def test_signing_in_to_the_old_account_takes_the_attempts_along(
    guest_browser: Client, learner: User, guest_attempt: Attempt
) -> None:
    form = {"old-login": learner.username, "old-password": PASSWORD}
    response = guest_browser.post(KEEP_OLD, form, follow=True)
    assert response.redirect_chain[-1][0] == reverse("home")
    assert response.context["user"] == learner
    assert "1 attempt is yours now." in response.content.decode()
    assert owners_of(guest_attempt) == {learner.pk}
    assert guest_browser.get(reverse("quizzes:attempt", args=[guest_attempt.uuid])).status_code == 200


def test_the_form_of_the_page_leads_there(guest_browser: Client, guest: User) -> None:
    page = guest_browser.get(reverse("accounts:keep")).content.decode()
    assert f'action="{KEEP_OLD}"' in page
    assert 'name="old-login"' in page


def test_an_e_mail_address_signs_in_as_well(guest_browser: Client, learner: User, guest_attempt: Attempt) -> None:
    User.objects.filter(pk=learner.pk).update(email="anna@example.org")
    EmailAddress.objects.create(user=learner, email="anna@example.org", primary=True)
    guest_browser.post(KEEP_OLD, {"old-login": "anna@example.org", "old-password": PASSWORD})
    assert owners_of(guest_attempt) == {learner.pk}


@pytest.mark.parametrize(
    "form", [{"old-login": ""}, {"old-login": "nobody", "old-password": PASSWORD}, {"old-login": "anna", "old-password": "no"}]
)
def test_with_a_wrong_name_or_password_nothing_moves(
    guest_browser: Client, guest: User, guest_attempt: Attempt, form: dict[str, str]
) -> None:
    UserFactory.create(username="anna")
    response = guest_browser.post(KEEP_OLD, form)
    assert response.status_code == 422
    assert response.context["login_form"].errors
    assert response.context["user"] == guest
    assert owners_of(guest_attempt) == {guest.pk}


def test_an_account_that_is_closed_gets_nothing(guest_browser: Client, guest: User, guest_attempt: Attempt) -> None:
    UserFactory.create(username="anna", is_active=False)
    guest_browser.post(KEEP_OLD, {"old-login": "anna", "old-password": PASSWORD})
    assert owners_of(guest_attempt) == {guest.pk}


def test_if_the_attempts_cannot_move_the_guest_stays_signed_in(
    guest_browser: Client, guest: User, learner: User, guest_attempt: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**people: object) -> int:
        raise OSError("disk full")

    monkeypatch.setattr("kfor_quiz.quizzes.views.keeping.move_attempts", fail)
    guest_browser.raise_request_exception = False
    response = guest_browser.post(KEEP_OLD, {"old-login": learner.username, "old-password": PASSWORD})
    assert response.status_code == 500
    assert guest_browser.get(reverse("home")).context["user"] == guest


def test_passwords_are_not_tried_without_end(guest_browser: Client, learner: User, guest_attempt: Attempt) -> None:
    for _ in range(12):
        guest_browser.post(KEEP_OLD, {"old-login": learner.username, "old-password": "wrong"})
    response = guest_browser.post(KEEP_OLD, {"old-login": learner.username, "old-password": PASSWORD})
    assert response.status_code == 422
    assert learner.pk not in owners_of(guest_attempt)


def test_who_has_an_account_needs_none(browser: Client, learner: User) -> None:
    other = GuestFactory.create()
    response = browser.post(KEEP_OLD, {"old-login": other.username, "old-password": PASSWORD})
    assert response.headers["Location"] == reverse("accounts:profile")


def test_a_visitor_signs_in_first_and_nobody_reads_it(client: Client, guest_browser: Client) -> None:
    assert client.post(KEEP_OLD).headers["Location"] == f"{reverse('account_login')}?next={reverse('accounts:keep')}"
    assert guest_browser.get(KEEP_OLD).status_code == 405
