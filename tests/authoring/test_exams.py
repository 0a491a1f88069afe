"""Exam forms in the admin: proposed from the list of packs, approved and withdrawn in their own; and extra time."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.quizzes.models import Attempt, ExamForm
from kfor_quiz.quizzes.plans import plan_exam
from kfor_quiz.quizzes.services.attempts import start_planned
from tests.authoring.conftest import SignIn

PACKS = "admin:bank_pack_changelist"
FORMS = "admin:quizzes_examform_changelist"


def act(browser: Client, address: str, action: str, *rows: Pack | ExamForm) -> str:
    """The page that comes back when an action is chosen for some rows of a list."""
    posted = {"action": action, "_selected_action": [row.pk for row in rows]}
    return browser.post(reverse(address), posted, follow=True).text


def test_an_instructor_proposes_approves_and_withdraws_forms(author_page: Client, instructor: User, loaded: Pack) -> None:
    page = act(author_page, PACKS, "propose", loaded)
    forms = list(ExamForm.objects.order_by("letter"))
    assert f"Forms A, B, C of {forms[0].length} questions proposed; expected facility from 0." in page
    assert "The core facts do not fill 25." in page
    assert "2 forms approved." in act(author_page, FORMS, "approve", *forms[:2])
    assert set(ExamForm.objects.in_use().values_list("letter", "approved_by")) == {("A", instructor.pk), ("B", instructor.pk)}
    assert "0 forms approved." in act(author_page, FORMS, "approve", forms[0])
    assert "1 form withdrawn." in act(author_page, FORMS, "withdraw", forms[0])
    assert "0 forms withdrawn." in act(author_page, FORMS, "withdraw", forms[0])


def test_a_form_is_looked_at_question_by_question(author_page: Client, loaded: Pack) -> None:
    act(author_page, PACKS, "propose", loaded)
    form = ExamForm.objects.get(letter="B")
    page = author_page.get(reverse("admin:quizzes_examform_change", args=[form.pk])).text
    for place in form.questions.select_related("question_version__question"):
        assert place.question_version.stem.replace("'", "&#x27;") in page
    assert (page.count("icon-yes"), page.count("icon-no")) == (form.length, 0)
    question = form.questions.earliest("position").question_version.question
    Question.objects.filter(pk=question.pk).update(status="draft")
    page = author_page.get(reverse("admin:quizzes_examform_change", args=[form.pk])).text
    assert (page.count("icon-yes"), page.count("icon-no")) == (form.length - 1, 1)


def test_a_form_with_a_changed_question_is_named_and_not_approved(author_page: Client, loaded: Pack) -> None:
    act(author_page, PACKS, "propose", loaded)
    form = ExamForm.objects.get(letter="A")
    Question.objects.filter(versions__exam_places__form=form).update(status="draft")
    assert "1 A has questions that were changed" in act(author_page, FORMS, "approve", form)
    assert not ExamForm.objects.in_use().exists()


@pytest.fixture
def approved(author_page: Client, loaded: Pack) -> ExamForm:
    """Form A, in use."""
    act(author_page, PACKS, "propose", loaded)
    form = ExamForm.objects.get(letter="A")
    act(author_page, FORMS, "approve", form)
    return ExamForm.objects.get(letter="A")


def page_of(form: ExamForm) -> str:
    return reverse("admin:quizzes_examform_change", args=[form.pk])


def try_url(form: ExamForm) -> str:
    return reverse("admin:quizzes_examform_try", args=[form.pk])


def test_an_approved_form_is_tried_from_its_page(author_page: Client, instructor: User, approved: ExamForm) -> None:
    assert f'action="{try_url(approved)}"' in author_page.get(page_of(approved)).text
    response = author_page.post(try_url(approved))
    attempt = Attempt.objects.get()
    assert response.headers["Location"] == reverse("quizzes:attempt", args=[attempt.uuid])
    assert (attempt.learner, attempt.form, attempt.mode) == (instructor, approved, "exam")
    assert author_page.get(response.headers["Location"], follow=True).status_code == 200


def test_a_form_that_is_tried_twice_goes_on(author_page: Client, approved: ExamForm) -> None:
    assert len({author_page.post(try_url(approved)).headers["Location"] for _ in range(2)}) == 1
    assert Attempt.objects.count() == 1


def test_a_form_that_is_not_in_use_is_not_tried(author_page: Client, approved: ExamForm) -> None:
    proposed = ExamForm.objects.get(letter="B")
    assert try_url(proposed) not in author_page.get(page_of(proposed)).text
    response = author_page.post(try_url(proposed), follow=True)
    assert response.redirect_chain[-1][0] == page_of(proposed)
    assert "This form is not in use" in response.text
    assert not Attempt.objects.exists()


def test_in_the_middle_of_another_exam_a_form_is_not_tried(author_page: Client, instructor: User, approved: ExamForm) -> None:
    start_planned(learner=instructor, plan=plan_exam(approved.pack), now=timezone.now())
    response = author_page.post(try_url(approved), follow=True)
    assert response.redirect_chain[-1][0] == page_of(approved)
    assert "in the middle of another exam" in response.text
    assert Attempt.objects.count() == 1


def test_trying_a_form_is_for_those_who_may_see_it_and_is_never_read(
    author_page: Client, client: Client, learner: User, sign_in: SignIn, approved: ExamForm
) -> None:
    assert author_page.get(try_url(approved)).status_code == 405
    for browser in (client, sign_in(learner)):
        assert browser.post(try_url(approved)).headers["Location"].startswith(reverse("admin:login"))
    assert author_page.post(reverse("admin:quizzes_examform_try", args=[9_999])).status_code == 404
    assert not Attempt.objects.exists()


def test_a_pack_with_too_few_core_facts_is_named(author_page: Client, loaded: Pack) -> None:
    Question.objects.update(importance="supporting")
    assert f"“{loaded.title}” has too few questions".replace("'", "&#x27;") in act(author_page, PACKS, "propose", loaded)


@pytest.mark.parametrize(("factor", "minutes"), [("1.50", 30), ("1.00", 20)])
def test_extra_time_given_during_an_exam_is_given_to_that_exam(
    admin_page: Client, learner: User, loaded: Pack, factor: str, minutes: int
) -> None:
    exam = start_planned(learner=learner, plan=plan_exam(loaded), now=timezone.now()).attempt
    address = reverse("admin:accounts_user_change", args=[learner.pk])
    fields = {"username": learner.username, "time_zone": "UTC", "language": "en", "is_active": "on", "extra_time": factor}
    page = admin_page.post(address, fields, follow=True).text
    assert ("1 running attempt got the extra time." in page) == (minutes > 20)
    exam.refresh_from_db()
    assert exam.deadline == exam.started_at + dt.timedelta(minutes=minutes)
