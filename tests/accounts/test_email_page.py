"""The page on which an account adds, changes or takes away its e-mail address."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from kfor_quiz.accounts.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LOGIN = "/accounts/login/"
EMAIL = "/accounts/email/"
PROFILE = "/accounts/profile/"


def prove(browser: Client) -> Client:
    """The password was given once more just now."""
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def test_an_account_without_e_mail_adds_one_and_signs_in_with_it(client: Client, learner: User, sign_in: SignIn) -> None:
    browser = sign_in(learner)
    assert f'href="{EMAIL}"' in browser.get(PROFILE).text
    assert browser.get(EMAIL).headers["Location"].startswith(reverse("account_reauthenticate"))
    assert prove(browser).get(EMAIL).status_code == 200
    assert browser.post(EMAIL, {"email": "Anna@Example.org"}).headers["Location"] == PROFILE
    assert "anna@example.org" in browser.get(PROFILE).text
    assert client.post(LOGIN, {"login": "anna@example.org", "password": PASSWORD}).status_code == 302
    assert not mail.outbox


def test_an_e_mail_address_is_changed_and_taken_away(learner: User, sign_in: SignIn) -> None:
    browser = prove(sign_in(learner))
    for email in ("anna@example.org", "anna@example.org", "anne@example.org", ""):
        assert browser.post(EMAIL, {"email": email}).status_code == 302
        learner.refresh_from_db()
        assert learner.email == email
        assert list(EmailAddress.objects.values_list("user", "email", "primary")) == ([(learner.pk, email, True)] if email else [])


@pytest.mark.parametrize("email", ["no address", "Taken@Example.org"])
def test_an_e_mail_address_that_cannot_be_had_changes_nothing(learner: User, sign_in: SignIn, email: str) -> None:
    UserFactory.create(email="taken@example.org")
    response = prove(sign_in(learner)).post(EMAIL, {"email": email})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["email"]
    learner.refresh_from_db()
    assert learner.email == ""


def test_somebody_who_took_the_address_meanwhile_is_no_fault(
    learner: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    UserFactory.create(email="taken@example.org")
    monkeypatch.setattr("kfor_quiz.accounts.forms.EmailForm.clean_email", lambda form: form.cleaned_data["email"])
    response = prove(sign_in(learner)).post(EMAIL, {"email": "taken@example.org"})
    assert response.status_code == 422
    assert "Somebody already uses this e-mail address." in response.text


def test_the_address_is_not_changed_without_end(learner: User, sign_in: SignIn) -> None:
    browser = prove(sign_in(learner))
    codes = [browser.post(EMAIL, {"email": "no address"}).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]
