"""Every kind of page of the admin, light and dark, on a narrow phone and a desktop, as the pages of learners."""

import datetime as dt
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from kfor_quiz.accounts.models import Role, User
from kfor_quiz.bank.models import Pack, Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Quiz
from kfor_quiz.quizzes.services.attempts import start_attempt
from kfor_quiz.quizzes.services.forms import approve_form, propose_forms
from kfor_quiz.quizzes.services.reporting import report_question
from tests.e2e.quiz import Quizzing
from tests.e2e.test_pages import complaints, watch_console
from tests.factories import AdministratorFactory, MembershipFactory
from tests.quizzes.answers import record

SignedIn = Callable[..., tuple[Page, User]]
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
COLOUR_RULES = ("color-contrast", "link-in-text-block")
OTHERS = (
    *("/admin/", "/admin/bank/", "/admin/password_change/"),
    *("/admin/bank/question/add/", "/admin/bank/question/?q=zzz", "/admin/bank/question/import-anki/"),
)

# Fields that are searched are made, and named, by what stands in line behind the loaded page.
SCRIPTS_DONE = "() => new Promise(done => window.django?.jQuery ? django.jQuery(() => done()) : done())"


def fill_the_tables_of_people(person: User) -> None:
    """One row at least in every table that loading a pack leaves empty."""
    now = timezone.now()
    attempt = start_attempt(learner=person, quiz=Quiz.objects.earliest("pk"), now=now)
    report_question(learner=person, version=record(attempt, 1).slot.question_version, text="Unclear.", now=now)
    MembershipFactory.create(user=person, role=Role.INSTRUCTOR, from_date=dt.date(2020, 1, 1))
    approve_form(form=propose_forms(pack=Pack.objects.earliest("pk"), by=person, now=now)[0], by=person, now=now)
    EmailAddress.objects.create(user=person, email="anna@example.org")


def addresses() -> list[str]:
    """Each model's list and its first row, and what else there is."""
    found = [*OTHERS]
    for model in MODELS:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        first = model._default_manager.order_by("pk").first()
        assert first is not None, model
        found += [reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[first.pk])]
    found += [reverse("admin:bank_question_change", args=[Quizzing().question_of(kind).pk]) for kind in Kind]
    found.append(reverse("admin:bank_question_history", args=[Question.objects.earliest("pk").pk]))
    found.append(reverse("admin:accounts_cohort_add"))
    found.append(reverse("admin:account_emailaddress_delete", args=[EmailAddress.objects.earliest("pk").pk]))
    return found


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_the_admin(signed_in: SignedIn, width: int) -> None:
    page, person = signed_in(AdministratorFactory.create(), viewport={"width": width, "height": 800}, reduced_motion="reduce")
    fill_the_tables_of_people(person)
    heard = watch_console(page)
    found: list[str] = []
    for address in addresses():
        page.emulate_media(color_scheme="light")
        page.goto(address)
        page.evaluate(SCRIPTS_DONE)
        found += complaints(page)
        page.emulate_media(color_scheme="dark")
        found += complaints(page, *COLOUR_RULES)  # only its colours are others in the dark
    assert found == []
    assert [line for line in heard if "Password forms should have" not in line] == []


def test_the_list_of_questions_fits_a_desktop(signed_in: SignedIn) -> None:
    page, _ = signed_in(AdministratorFactory.create())
    page.goto("/admin/bank/question/")
    assert page.locator(".results").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_the_preview_fits_a_desktop(signed_in: SignedIn) -> None:
    page, _ = signed_in(AdministratorFactory.create())
    page.goto(reverse("admin:bank_question_change", args=[Quizzing().question_of(Kind.SINGLE_CHOICE).pk]))
    for panel in page.locator(".panel").all():
        assert panel.evaluate(
            "panel => panel.getBoundingClientRect().right <= panel.closest('fieldset').getBoundingClientRect().right"
        )


def test_a_field_that_is_searched_has_its_label(signed_in: SignedIn) -> None:
    page, _ = signed_in(AdministratorFactory.create())
    page.goto("/admin/bank/question/add/")
    page.get_by_role("combobox", name="Fact asked").click()
    page.get_by_role("searchbox", name="Fact asked").fill("fog")
    expect(page.get_by_role("searchbox", name="Fact asked")).to_be_focused()
