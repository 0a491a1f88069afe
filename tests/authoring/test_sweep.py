"""Every table of the admin answers for administrators, and only for those who may see it."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from kfor_quiz.accounts.models import Role, User
from kfor_quiz.bank.models import Pack
from kfor_quiz.quizzes.models import Attempt, Grade, Quiz, Response
from kfor_quiz.quizzes.services import report_question, start_attempt
from tests.authoring.conftest import SignIn
from tests.bank.packs import NOW
from tests.factories import MembershipFactory, UserFactory
from tests.quizzes.answers import record

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
PEOPLE_AND_ANSWERS = {"User", "Cohort", "Membership", "Attempt", "Response", "Grade", "EmailAddress"}


def address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_list_and_its_search_answer_for_an_administrator(model: type[Model], admin_page: Client, loaded: Pack) -> None:
    assert admin_page.get(address(model, "changelist")).status_code == 200
    assert admin_page.get(address(model, "changelist"), {"q": "light"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_row_opens_for_an_administrator(model: type[Model], admin_page: Client, administrator: User, loaded: Pack) -> None:
    fill_the_tables_of_people(administrator)
    row = model._default_manager.first()
    assert row is not None
    assert admin_page.get(address(model, "change", row.pk)).status_code == 200


def fill_the_tables_of_people(person: User) -> None:
    """One row at least of what loading a pack does not make."""
    attempt = start_attempt(learner=person, quiz=Quiz.objects.earliest("pk"), now=NOW)
    response = record(attempt, 1)
    report_question(learner=person, version=response.slot.question_version, text="Odd.", now=NOW)
    MembershipFactory.create(user=person)
    EmailAddress.objects.create(user=person, email="anna@example.org")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_an_instructor_sees_content_and_neither_people_nor_their_answers(
    model: type[Model], author_page: Client, loaded: Pack
) -> None:
    expected = 403 if model.__name__ in PEOPLE_AND_ANSWERS else 200
    assert author_page.get(address(model, "changelist")).status_code == expected


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_learners_and_visitors_do_not_get_in(model: type[Model], learner: User, sign_in: SignIn, client: Client) -> None:
    for page, status in ((client, 200), (sign_in(learner), 403)):
        response = page.get(address(model, "changelist"), follow=True)
        assert response.redirect_chain[0] == (f"/admin/login/?next={address(model, 'changelist')}", 302)
        assert response.status_code == status
        assert ("data-sign-in" in response.text) == (page is client)


@pytest.mark.parametrize("model", [Attempt, Response, Grade], ids=lambda model: model.__name__)
def test_answers_are_never_changed_here(model: type[Model], admin_page: Client, db: None) -> None:
    assert admin_page.get(address(model, "add")).status_code == 403


def test_a_past_membership_gives_no_rights(sign_in: SignIn, db: None) -> None:
    user = UserFactory.create()
    MembershipFactory.create(user=user, role=Role.INSTRUCTOR, from_date=dt.date(2020, 1, 1), to_date=dt.date(2020, 2, 1))
    assert sign_in(user).get(reverse("admin:index")).status_code == 302


def test_the_menu_leads_authors_to_the_admin_and_learners_not(author_page: Client, learner: User, sign_in: SignIn) -> None:
    link = f'href="{reverse("admin:index")}"'
    assert link in author_page.get(reverse("home")).content.decode()
    assert link not in sign_in(learner).get(reverse("home")).content.decode()
