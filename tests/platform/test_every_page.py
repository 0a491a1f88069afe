"""Every page as a browser gets it: nothing inline, one heading, a language, the marking. PAGES_DIR keeps them for the validator."""

import os
import re
from pathlib import Path

import pytest
from django.db import OperationalError
from django.urls import reverse

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Question
from kfor_quiz.engine.questions import Kind
from kfor_quiz.quizzes.models import Attempt
from kfor_quiz.quizzes.views import starting
from tests.factories import PASSWORD
from tests.platform.addresses import ADDRESSES, build_address, expect_answer
from tests.platform.conftest import Site
from tests.quizzes.answers import ask, right, slot_of, wrong

INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:|hx-on|hx-vals=.js:", re.IGNORECASE)
REFERENCE = re.compile(r'aria-(?:describedby|labelledby|errormessage)="([^"]*)"')
WITHOUT_PAGE = {"healthz", "readyz", "quizzes:read_date", "bank:anki_deck"}
PAGES = sorted(name for name, (_, method, _) in ADDRESSES.items() if method == "GET" and name not in WITHOUT_PAGE)
EXTRA = {
    "search-with-hits": ("visitor", "/search/?q=light", 200),
    "search-without": ("visitor", "/search/?q=zzzz", 200),
    "timeline-narrowed": ("visitor", "/timeline/lighthouse/?topic=stations&from=1894&to=1902&q=lamp", 200),
    "timeline-of-nothing": ("visitor", "/timeline/lighthouse/?q=zzzz", 200),
    "timeline-amiss": ("visitor", "/timeline/lighthouse/?topic=x&from=y&to=-1", 200),
    "no-page": ("owner", "/nowhere/", 404),
}


def keep_page(name: str, text: str) -> None:
    folder = os.environ.get("PAGES_DIR")
    if folder:
        (Path(folder) / f"{name.replace(':', '-')}.html").write_text(text)


def check_page(text: str) -> None:
    assert not INLINE.findall(text)
    assert text.lstrip().startswith("<!DOCTYPE html>")
    assert '<html lang="en"' in text
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert text.count("Training · unclassified") >= 2
    referred = {one for ids in REFERENCE.findall(text) for one in ids.split()}
    assert referred <= set(re.findall(r'\sid="([^"]+)"', text))
    assert "://" not in re.sub(r'href="https?://[^"]*"|http://www.w3.org/2000/svg', "", text)


@pytest.mark.parametrize("role", ["visitor", "guest", "owner"])
def test_every_page_is_sound_for(site: Site, role: str, subtests: pytest.Subtests) -> None:
    browser = site.open_browser(role)
    for name in PAGES:
        with subtests.test(name):
            expected = expect_answer(name, role)
            response = browser.get(build_address(name, site))
            assert response.status_code == (302 if isinstance(expected, str) else expected)
            if response.status_code != 302:
                check_page(response.text)
                keep_page(f"{role}-{name}", response.text)


def test_special_pages_are_sound(site: Site) -> None:
    for name, (role, address, status) in EXTRA.items():
        response = site.open_browser(role).get(address)
        assert response.status_code == status
        check_page(response.text)
        keep_page(name, response.text)


@pytest.mark.parametrize("role", ["visitor", "owner"])
def test_the_page_of_a_form_without_its_token_is_sound(site: Site, role: str) -> None:
    browser = site.open_browser(role)
    browser.handler.enforce_csrf_checks = True
    response = browser.post("/try/")
    assert response.status_code == 403
    check_page(response.text)
    keep_page(f"{role}-no-token", response.text)


def test_the_page_of_a_busy_database_is_sound(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**given: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(starting, "start_planned", fail)
    response = site.open_browser("owner").post("/try/")
    assert response.status_code == 503
    check_page(response.text)
    keep_page("busy", response.text)


def test_every_question_and_its_feedback_is_sound(site: Site) -> None:
    browser = site.open_browser("owner")
    length = Attempt.objects.get(uuid=site.finished).length
    for position in range(1, length + 1):
        response = browser.get(reverse("quizzes:slot", args=[site.finished, position]))
        assert response.status_code == 200
        check_page(response.text)
        keep_page(f"feedback-{position}", response.text)
    assert browser.get(reverse("quizzes:slot", args=[site.finished, length + 1])).status_code == 404


def test_the_question_of_every_kind_and_its_feedback_are_sound(site: Site, subtests: pytest.Subtests) -> None:
    browser = site.open_browser("owner")
    published = Question.objects.published().order_by("key")
    for certainty in (False, True):
        User.objects.filter(pk=site.people["owner"].pk).update(preferences={"certainty": certainty})
        attempt = ask(site.people["owner"], *(published.filter(kind=kind).earliest("key") for kind in Kind))
        for position, kind in enumerate(Kind, start=1):
            with subtests.test(kind, certainty=certainty):
                response = browser.get(reverse("quizzes:attempt", args=[attempt.uuid]))
                check_page(response.text)
                keep_page(f"question-{kind}-{certainty}", response.text)
                slot = slot_of(attempt, position)
                given = right(slot) if certainty else wrong(slot)
                response = browser.post(reverse("quizzes:answer", args=[attempt.uuid, position]), given, follow=True)
                check_page(response.text)
                keep_page(f"feedback-{kind}-{certainty}", response.text)


def test_every_place_of_an_exam_and_its_result_is_sound(site: Site) -> None:
    browser = site.open_browser("owner")
    for position in range(1, Attempt.objects.get(uuid=site.exam).length + 1):
        response = browser.get(reverse("quizzes:slot", args=[site.exam, position]))
        assert response.status_code == 200
        check_page(response.text)
        keep_page(f"place-{position}", response.text)
    length = Attempt.objects.get(uuid=site.exam).length
    response = browser.post(reverse("quizzes:submit", args=[site.exam]), {"open": str(length)}, follow=True)
    assert response.redirect_chain == [(reverse("quizzes:result", args=[site.exam]), 302)]
    check_page(response.text)
    keep_page("exam-result", response.text)


def test_the_page_of_the_e_mail_address_is_sound(site: Site) -> None:
    browser = site.open_browser("owner")
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for name, response in (
        ("email", browser.get("/accounts/email/")),
        ("email-error", browser.post("/accounts/email/", {"email": "x"})),
    ):
        assert response.status_code == (422 if name == "email-error" else 200)
        check_page(response.text)
        keep_page(name, response.text)


def test_forms_with_errors_are_sound(site: Site) -> None:
    for name, role, address in (
        ("login-error", "visitor", "/accounts/login/"),
        ("signup-error", "visitor", "/accounts/signup/"),
        ("keep-error", "guest", "/keep/"),
        ("profile-error", "owner", "/accounts/profile/"),
    ):
        response = site.open_browser(role).post(address, {"login": "nobody", "password": "x", "username": "an na"})
        assert response.status_code == 422
        check_page(response.text)
        keep_page(name, response.text)
