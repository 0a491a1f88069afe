"""Signing up, in and out, keeping a guest's progress, the profile."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from kfor_quiz.accounts.allauth_urls import FOR_ACCOUNTS
from kfor_quiz.accounts.models import User
from kfor_quiz.accounts.services import purge_guests
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
KEEP = "/keep/"
PROFILE = "/accounts/profile/"
LOGIN = "/accounts/login/"
SIGNUP = "/accounts/signup/"
EMAIL = "/accounts/email/"


def test_the_addresses_are_the_documented_ones() -> None:
    assert reverse("accounts:keep") == KEEP
    assert reverse("accounts:profile") == PROFILE
    assert reverse("accounts:email") == EMAIL
    assert reverse("account_login") == LOGIN
    assert reverse("account_signup") == SIGNUP


@pytest.mark.parametrize("email", ["", "anna@example.org"])
def test_a_visitor_signs_up_with_or_without_email_and_no_mail_is_sent(client: Client, email: str) -> None:
    response = client.post(SIGNUP, {"username": "anna", "password1": PASSWORD, "email": email})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(username="anna").pk)
    assert not mail.outbox


@pytest.mark.parametrize(
    ("told", "zone"),
    [
        ("Pacific%2FAuckland", "Pacific/Auckland"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("Mars%2FOlympus", "UTC"),
        ("", "UTC"),
        ("%", "UTC"),
    ],
)
def test_whoever_signs_up_or_tries_as_a_guest_lives_in_the_time_zone_of_the_browser(client: Client, told: str, zone: str) -> None:
    client.cookies["time_zone"] = told
    client.post(SIGNUP, {"username": "anna", "password1": PASSWORD})
    assert User.objects.get().time_zone == zone


def test_sign_up_can_be_closed(client: Client, settings: Settings) -> None:
    settings.OPEN_SIGNUP = False
    client.get(SIGNUP)
    client.post(SIGNUP, {"username": "anna", "password1": PASSWORD})
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["anna", "ANNA", "anna@example.org"])
def test_user_name_or_email_signs_in(client: Client, name: str) -> None:
    UserFactory.create(username="anna", email="anna@example.org")
    response = client.post(LOGIN, {"login": name, "password": PASSWORD})
    assert response.status_code == 302
    assert "_auth_user_id" in client.session


def test_a_wrong_password_is_refused_and_after_five_even_the_right_one(client: Client) -> None:
    UserFactory.create(username="anna")
    for _ in range(5):
        response = client.post(LOGIN, {"login": "anna", "password": "wrong"})
    response = client.post(LOGIN, {"login": "anna", "password": PASSWORD})
    assert response.status_code == 422
    assert "Too many failed" in response.text
    assert "_auth_user_id" not in client.session


WRONG_FORMS = [
    ("account_login", {"login": "anna", "password": "wrong"}),
    ("account_login", {}),
    ("account_signup", {"username": "an na", "password1": PASSWORD}),
    ("account_change_password", {"oldpassword": "wrong", "password1": "12345678", "password2": "12345678"}),
    ("account_set_password", {"password1": "12345678", "password2": "12345678"}),
    ("account_reauthenticate", {"password": "wrong"}),
    ("account_reset_password", {"email": "no address"}),
]


@pytest.mark.parametrize(("name", "posted"), WRONG_FORMS)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["as a page", "with htmx"])
def test_a_form_with_errors_has_the_status_of_one(
    client: Client, learner: User, sign_in: SignIn, settings: Settings, name: str, posted: dict[str, str], headers: dict[str, str]
) -> None:
    settings.SENDS_EMAIL = True
    if name == "account_set_password":
        learner.set_unusable_password()
        learner.save()
    is_for_visitors = name in {"account_login", "account_signup", "account_reset_password"}
    browser = client if is_for_visitors else sign_in(learner)
    assert browser.get(reverse(name), headers=headers).status_code == 200
    response = browser.post(reverse(name), posted, headers=headers)
    assert response.status_code == 422
    assert "errorlist" in response.text
    assert '<html lang="en"' in response.text


def test_a_link_for_a_new_password_refuses_a_weak_one_with_the_same_status(client: Client, settings: Settings) -> None:
    UserFactory.create(email="anna@example.org")
    settings.SENDS_EMAIL = True
    client.post(reverse("account_reset_password"), {"email": "anna@example.org"})
    link = re.search(r"http://testserver(/accounts/\S+)", str(mail.outbox[0].body))
    assert link
    page = client.get(link[1], follow=True)
    assert page.status_code == 200
    assert "placeholder" not in page.text
    weak = client.post(page.redirect_chain[-1][0], {"password1": "12345678", "password2": "12345678"})
    assert weak.status_code == 422


def test_a_script_still_gets_json_with_its_own_status(client: Client) -> None:
    response = client.post(LOGIN, {"login": "anna", "password": "wrong"}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/json")


def labels_of(page: str) -> list[str]:
    return re.findall(r"<label[^>]*>([^<]*)</label>", page)


def test_names_and_addresses_are_called_the_same_everywhere(
    client: Client, guest: User, sign_in: SignIn, settings: Settings
) -> None:
    settings.SENDS_EMAIL = True
    new = ["User name", "E-mail (optional)", "Password"]
    assert labels_of(client.get(LOGIN).text) == ["User name or e-mail", "Password"]
    assert labels_of(client.get(SIGNUP).text) == new
    assert labels_of(client.get(reverse("account_reset_password")).text) == ["E-mail"]
    keep = labels_of(sign_in(guest).get(KEEP).text)
    assert sorted(keep) == sorted([*new, "User name or e-mail", "Password"])


def test_mails_use_the_same_words(client: Client, settings: Settings) -> None:
    settings.SENDS_EMAIL = True
    UserFactory.create(username="anna", email="anna@example.org")
    for address in ("anna@example.org", "nobody@example.org"):
        client.post(reverse("account_reset_password"), {"email": address})
    known, unknown = (str(one.body) for one in mail.outbox)
    assert "Your user name is anna." in known
    assert "the e-mail address nobody@example.org. No account" in unknown
    for one in mail.outbox:
        assert not re.search(r"\b(username|email)\b", f"{one.subject} {one.body}", re.IGNORECASE)


def test_errors_use_the_same_words(client: Client) -> None:
    UserFactory.create(username="anna", email="anna@example.org")
    taken = {"username": "Anna", "email": "anna@example.org", "password1": PASSWORD}
    said = [
        client.post(SIGNUP, taken).text,
        client.post(SIGNUP, {**taken, "username": "an na"}).text,
        client.post(LOGIN, {"login": "anna", "password": "wrong"}).text,
        client.post(LOGIN, {"login": "anna@example.org", "password": "wrong"}).text,
    ]
    assert "Somebody already has this user name." in said[0]
    assert "Somebody already uses this e-mail address." in said[0]
    assert "A user name has only letters, digits" in said[1]
    assert "This user name and this password do not belong together." in said[2]
    assert "This e-mail address and this password do not belong together." in said[3]
    for page in said:
        assert not re.search(r"\b(Username|Email|email|Login)\b", re.sub(r"<[^>]*>", "", page))


def test_the_administration_is_entered_through_the_same_door(client: Client, learner: User, sign_in: SignIn) -> None:
    response = client.get("/admin/login/")
    assert response.headers["Location"].startswith(LOGIN)
    response = client.get("/admin/")
    assert response.status_code == 302
    assert sign_in(learner).get("/admin/login/").status_code == 403


@pytest.mark.parametrize("name", sorted(FOR_ACCOUNTS))
def test_a_guest_on_a_page_for_accounts_is_led_to_keeping(guest: User, sign_in: SignIn, name: str) -> None:
    browser = sign_in(guest)
    assert browser.get(reverse(name)).headers["Location"] == KEEP
    assert browser.post(reverse(name), {"password1": PASSWORD, "password2": PASSWORD}).headers["Location"] == KEEP
    guest.refresh_from_db()
    assert not guest.has_usable_password()


def test_a_password_is_changed(learner: User, sign_in: SignIn) -> None:
    browser = sign_in(learner)
    address = reverse("account_change_password")
    assert browser.get(address).status_code == 200
    browser.post(address, {"oldpassword": PASSWORD, "password1": "another battery horse", "password2": "another battery horse"})
    learner.refresh_from_db()
    assert learner.check_password("another battery horse")
    assert browser.get(PROFILE).status_code == 200


def test_a_guest_keeps_progress_and_stays_signed_in(guest: User, sign_in: SignIn) -> None:
    browser = sign_in(guest)
    assert browser.get(KEEP).status_code == 200
    response = browser.post(KEEP, {"username": "anna", "password": PASSWORD, "email": ""})
    assert response.headers["Location"] == reverse("home")
    assert browser.session["_auth_user_id"] == str(guest.pk)
    assert "sign in as anna" in browser.get(PROFILE).text
    twice = browser.post(KEEP, {"username": "bert", "password": PASSWORD})
    assert twice.headers["Location"] == PROFILE
    assert User.objects.get().username == "anna"


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({"username": "TAKEN", "password": PASSWORD}, "username"),
        ({"username": "", "password": PASSWORD}, "username"),
        ({"username": "an na", "password": PASSWORD}, "username"),
        ({"username": "anna", "password": "12345678"}, "password"),
        ({"username": "anna-arbeit", "password": "anna-arbeit"}, "password"),
        ({"username": "anna"}, "password"),
        ({"username": "anna", "password": PASSWORD, "email": "no address"}, "email"),
        ({"username": "anna", "password": PASSWORD, "email": "Taken@Example.org"}, "email"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(guest: User, sign_in: SignIn, posted: dict[str, str], field: str) -> None:
    UserFactory.create(username="taken", email="taken@example.org")
    response = sign_in(guest).post(KEEP, posted)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not response.context["login_form"].is_bound
    assert f'value="{posted["username"]}"' in response.text or not posted["username"]
    guest.refresh_from_db()
    assert guest.is_guest


def test_somebody_who_took_the_name_meanwhile_is_no_fault(guest: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    UserFactory.create(username="anna")
    monkeypatch.setattr("kfor_quiz.accounts.forms.KeepForm.clean_username", lambda form: form.cleaned_data["username"])
    response = sign_in(guest).post(KEEP, {"username": "anna", "password": PASSWORD})
    assert response.status_code == 422
    assert "already" in response.text


def test_a_person_with_an_account_has_nothing_to_keep(learner: User, sign_in: SignIn) -> None:
    assert sign_in(learner).get(KEEP).headers["Location"] == PROFILE


@pytest.mark.parametrize("address", [KEEP, PROFILE])
def test_visitors_are_asked_to_sign_in_and_odd_methods_refused(client: Client, guest: User, sign_in: SignIn, address: str) -> None:
    for method in (client.get, client.post):
        assert method(address).headers["Location"] == f"{LOGIN}?next={address}"
    response = sign_in(guest).delete(address)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"


def test_the_profile_is_saved_and_acts_at_once(learner: User, sign_in: SignIn) -> None:
    browser = sign_in(learner)
    assert 'data-shortcuts="on"' in browser.get(PROFILE).text
    for _ in range(2):
        assert browser.post(PROFILE, {"time_zone": "Europe/Berlin"}).headers["Location"] == PROFILE
    learner.refresh_from_db()
    assert (learner.time_zone, learner.uses_shortcuts) == ("Europe/Berlin", False)
    page = browser.get(PROFILE)
    assert 'data-shortcuts="off"' in page.text
    assert '<option value="Europe/Berlin" selected>' in page.text


def test_a_time_zone_that_is_none_changes_nothing(learner: User, sign_in: SignIn) -> None:
    response = sign_in(learner).post(PROFILE, {"time_zone": "Europe/Atlantis"})
    assert response.status_code == 422
    learner.refresh_from_db()
    assert (learner.time_zone, learner.preferences) == ("UTC", {})


def test_times_are_shown_in_the_zone_of_the_person(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(
        "kfor_quiz.accounts.views.ProfileForm", lambda *_args, **_kwargs: seen.append(timezone.get_current_timezone_name())
    )
    browser = sign_in(UserFactory.create(time_zone="Asia/Tokyo"))
    browser.raise_request_exception = False
    browser.get(PROFILE)
    assert seen == ["Asia/Tokyo"]
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_guest_who_signs_out_is_warned_and_an_account_is_not(guest: User, learner: User, sign_in: SignIn) -> None:
    assert "cannot come back" in sign_in(guest).get("/accounts/logout/").text
    browser = sign_in(learner)
    assert "cannot come back" not in browser.get("/accounts/logout/").text
    browser.post("/accounts/logout/")
    assert "_auth_user_id" not in browser.session


def test_a_guest_who_comes_by_is_kept_and_stays_signed_in_for_as_long_again(guest: User, sign_in: SignIn) -> None:
    browser = sign_in(guest)
    seen = timezone.now() - dt.timedelta(days=29)
    User.objects.filter(pk=guest.pk).update(last_login=seen)
    Session.objects.update(expire_date=timezone.now() + dt.timedelta(days=1))
    response = browser.get("/glossary/")
    assert response.cookies["sessionid"]["max-age"] == 30 * 24 * 60 * 60
    assert Session.objects.get().expire_date > timezone.now() + dt.timedelta(days=29)
    assert purge_guests(now=timezone.now() + dt.timedelta(days=29)) == (0, 0)
    assert "sessionid" not in browser.get("/glossary/").cookies
    assert purge_guests(now=timezone.now() + dt.timedelta(days=31)) == (1, 0)


def test_without_a_mail_server_the_page_says_whom_to_ask(client: Client, settings: Settings) -> None:
    UserFactory.create(email="anna@example.org")
    address = reverse("account_reset_password")
    assert "sends no e-mail" in client.post(address, {"email": "anna@example.org"}).text
    assert not mail.outbox
    settings.SENDS_EMAIL = True
    assert client.post(address, {"email": "anna@example.org"}).status_code == 302
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_what_a_field_is_stands_in_its_label_alone_for_visitors(client: Client, settings: Settings, name: str) -> None:
    settings.SENDS_EMAIL = True
    assert "placeholder" not in client.get(reverse(name)).text


def test_what_a_field_is_stands_in_its_label_alone_for_accounts(learner: User, sign_in: SignIn) -> None:
    browser = sign_in(learner)
    assert "placeholder" not in browser.get(reverse("account_reauthenticate")).text
    assert "placeholder" not in browser.get(reverse("account_change_password")).text
    User.objects.update(password="!")
    assert "placeholder" not in sign_in(User.objects.get()).get(reverse("account_set_password")).text


def test_the_profile_says_what_extra_time_a_person_has(client: Client, db: None) -> None:
    person = UserFactory.create(extra_time="1.25")
    client.force_login(person)
    assert "You have 25 % extra time" in client.get(reverse("accounts:profile")).text
    User.objects.update(extra_time=1)
    assert "extra time" not in client.get(reverse("accounts:profile")).text
