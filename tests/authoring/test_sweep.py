"""Every table of the admin answers for administrators, and only for those who may see it."""

import datetime as dt
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kfor_quiz.accounts.models import Role, User
from kfor_quiz.bank.models import Fact, FactVersion, Option, Pack, Question, QuestionFact, QuestionVersion
from kfor_quiz.quizzes.models import Attempt, Grade, Quiz, Response, Slot
from kfor_quiz.quizzes.services.attempts import start_attempt
from kfor_quiz.quizzes.services.forms import propose_forms
from kfor_quiz.quizzes.services.reporting import report_question
from tests.authoring.conftest import SignIn
from tests.bank.packs import NOW, lighthouse, load, rebuild
from tests.factories import MembershipFactory, UserFactory
from tests.quizzes.answers import record

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
PEOPLE_AND_ANSWERS = {"User", "Cohort", "Membership", "Attempt", "Slot", "Response", "Grade", "EmailAddress"}
READ_ONLY = [Attempt, Slot, Response, Grade, FactVersion, QuestionVersion, Option, QuestionFact]


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
    propose_forms(pack=Pack.objects.earliest("pk"), by=person, now=NOW)
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


@pytest.mark.parametrize(
    "model", [Attempt, Slot, Response, Grade, FactVersion, QuestionVersion, Option, QuestionFact], ids=lambda model: model.__name__
)
def test_answers_and_versions_are_never_changed_here(model: type[Model], admin_page: Client, db: None) -> None:
    assert admin_page.get(address(model, "add")).status_code == 403


def test_a_past_membership_gives_no_rights(sign_in: SignIn, db: None) -> None:
    user = UserFactory.create()
    MembershipFactory.create(user=user, role=Role.INSTRUCTOR, from_date=dt.date(2020, 1, 1), to_date=dt.date(2020, 2, 1))
    assert sign_in(user).get(reverse("admin:index")).status_code == 302


def test_the_menu_leads_authors_to_the_admin_and_learners_not(author_page: Client, learner: User, sign_in: SignIn) -> None:
    link = f'href="{reverse("admin:index")}"'
    assert link in author_page.get(reverse("home")).content.decode()
    assert link not in sign_in(learner).get(reverse("home")).content.decode()


def test_no_row_is_added_on_the_page_of_another(admin_page: Client, administrator: User, loaded: Pack) -> None:
    attempt = start_attempt(learner=administrator, quiz=Quiz.objects.earliest("pk"), now=NOW)
    rows = [Question.objects.earliest("pk"), Fact.objects.earliest("pk"), QuestionVersion.objects.earliest("pk"), attempt]
    for row in rows:
        inlines = admin_page.get(address(type(row), "change", row.pk)).context["inline_admin_formsets"]
        assert inlines
        for inline in inlines:
            assert (inline.has_add_permission, inline.formset.max_num, inline.formset.extra) == (False, 0, 0)
            assert not inline.has_change_permission
            assert not inline.has_delete_permission


@pytest.mark.parametrize(
    ("model", "lookups"),
    [
        (FactVersion, {"fact__kind__exact": "claim", "q": "fog"}),
        (QuestionVersion, {"question__kind__exact": "typed_date", "q": "gull"}),
        (Option, {"proof__exact": "P1", "q": "1881"}),
        (QuestionFact, {"role__exact": "distractor", "q": "gull"}),
        (Slot, {"attempt__mode__exact": "practice", "q": "handbook"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_tables_of_versions_and_places_are_filtered_and_searched(
    model: type[Model], lookups: dict[str, str], admin_page: Client, administrator: User, loaded: Pack
) -> None:
    start_attempt(learner=administrator, quiz=Quiz.objects.earliest("pk"), now=NOW)
    found = admin_page.get(address(model, "changelist"), lookups)
    assert found.status_code == 200
    everything = admin_page.get(address(model, "changelist")).context["cl"].result_count
    assert found.context["cl"].result_count < everything or model is Slot


COUNTED = [model for model in MODELS if model._meta.app_label in {"accounts", "bank", "quizzes"}]


def queries_of(page: Client, model: type[Model], rows: int) -> int:
    """How many queries a list takes that shows that many rows."""
    with patch.object(admin.site._registry[model], "list_per_page", rows), CaptureQueriesContext(connection) as queries:
        response = page.get(address(model, "changelist"))
    assert len(response.context["cl"].result_list) == rows
    return len(queries)


@pytest.fixture
def several_of_all(loaded: Pack) -> None:
    """Two rows or more in every table."""
    load(rebuild(lighthouse(), key="another", title="Another handbook"))
    for _ in range(2):
        learner = MembershipFactory.create().user
        attempt = start_attempt(learner=learner, quiz=Quiz.objects.get(key="all"), now=NOW)
        for position in (1, 2):
            version = record(attempt, position).slot.question_version
            report_question(learner=learner, version=version, text="Unclear.", now=NOW)
    propose_forms(pack=loaded, by=learner, now=NOW)


@pytest.mark.parametrize("model", COUNTED, ids=lambda model: model.__name__)
def test_a_list_takes_as_many_queries_however_long_it_is(model: type[Model], admin_page: Client, several_of_all: None) -> None:
    admin_page.get(address(model, "changelist"))
    assert queries_of(admin_page, model, 1) == queries_of(admin_page, model, 2)


@pytest.mark.parametrize("page", ["/admin/", "/admin/bank/question/", "/admin/bank/fact/?_popup=1", "/admin/password_change/"])
def test_every_page_carries_the_marking_at_top_and_bottom(admin_page: Client, loaded: Pack, page: str) -> None:
    with override_settings(MARKING="Restricted to harbours"):
        text = admin_page.get(page).content.decode()
    assert text.count("Restricted to harbours") == 2
    assert text.index("Restricted to harbours") < text.index("<h1") < text.rindex("Restricted to harbours")


def test_dates_read_as_on_the_pages_for_learners(admin_page: Client, administrator: User, loaded: Pack) -> None:
    start_attempt(learner=administrator, quiz=Quiz.objects.earliest("pk"), now=NOW)
    assert "1 March 2026, 12:00" in admin_page.get(address(Attempt, "changelist")).content.decode()
