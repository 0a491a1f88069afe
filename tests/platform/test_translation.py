"""Every text goes through gettext: under a translation that marks each text, pages have no word without marks, but the data."""

import inspect
import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, Pack, Question, QuestionVersion, Topic
from kfor_quiz.bank.wording import FLAW_NAMES
from kfor_quiz.engine import lint as engine_lint
from kfor_quiz.quizzes.models import Attempt
from kfor_quiz.quizzes.views import starting
from tests.authoring.test_questions import form
from tests.formats.anki.built import BASIC, ROWS, Row, oldest
from tests.platform.addresses import build_address
from tests.platform.conftest import Site
from tests.platform.marks import ADMIN_ROWS, OPEN, Data, admin_data, check_translated, mark_translations, pack_data, unmarked
from tests.platform.test_every_page import EXTRA, PAGES
from tests.quizzes.answers import WRONG_TEXTS, ask, slot_of, wrong
from tests.quizzes.exams import let_time_run_out


@pytest.fixture(autouse=True)
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    mark_translations(monkeypatch)


def test_what_is_not_marked_is_noticed() -> None:
    page = (
        '<p title="Seen">⟦Yes, <b>⟦this⟧</b> too⟧ a lamp <i>is</i> not</p><input type="submit" value="Go"><b data-late="Too late">1'
    )
    assert unmarked(page, Data("a lamp")) == ["Seen", "is", "not", "Go", "Too late"]


@pytest.mark.parametrize("role", ["visitor", "guest", "owner", "instructor", "administrator"])
def test_every_page_is_translated_as_a_whole_for(site: Site, role: str, subtests: pytest.Subtests) -> None:
    browser, known = site.open_browser(role), pack_data()
    for name in PAGES:
        response = browser.get(build_address(name, site))
        if response.status_code != 302:
            with subtests.test(name):
                check_translated(response.text, known)


def test_special_pages_are_translated(site: Site, subtests: pytest.Subtests) -> None:
    known = pack_data()
    for name, (role, address, _) in EXTRA.items():
        with subtests.test(name):
            response = site.open_browser(role).get(address)
            hits = [hit for group in response.context.get("groups", ()) for hit in group.hits]
            parts = [part for hit in hits for part in (hit.snippet_before, hit.snippet_after, hit.match)]
            check_translated(response.text, known.and_also(*parts, "zzzz"))


def test_each_question_its_feedback_and_its_report_are_translated(site: Site, subtests: pytest.Subtests) -> None:
    browser, known = site.open_browser("owner"), pack_data()
    for uuid in (site.finished, site.running):
        for position in range(1, Attempt.objects.get(uuid=uuid).length + 1):
            for name in ("quizzes:slot", "quizzes:report"):
                response = browser.get(reverse(name, args=[uuid, position]), follow=True)
                with subtests.test(f"{name} {position}"):
                    check_translated(response.text, known)


UNREADABLE: tuple[dict[str, object], ...] = ({}, {"text": "x" * 201}, {"option": "99"}, {"option": ["1", "2"]}, {"text": "?"})


def test_each_kind_of_question_what_is_wrong_with_an_answer_and_the_feedback_are_translated(
    site: Site, subtests: pytest.Subtests
) -> None:
    browser, known = site.open_browser("owner"), pack_data().and_also("Chosen", "x" * 200, *WRONG_TEXTS.values())
    for kind in sorted(set(Question.objects.published().values_list("kind", flat=True))):
        attempt = ask(site.people["owner"], Question.objects.published().filter(kind=kind).earliest("key"))
        address = reverse("quizzes:answer", args=[attempt.uuid, 1])
        with subtests.test(kind):
            check_translated(browser.get(reverse("quizzes:attempt", args=[attempt.uuid])).text, known)
            unread = [browser.post(address, posted) for posted in UNREADABLE]
            assert unread[0].status_code == 422
            for response in unread:
                if response.status_code == 422:
                    check_translated(response.text, known)
            browser.post(address, wrong(slot_of(attempt)))
            check_translated(browser.get(reverse("quizzes:slot", args=[attempt.uuid, 1])).text, known)
            check_translated(browser.get(reverse("quizzes:result", args=[attempt.uuid])).text, known)


def test_an_exam_is_translated_from_its_questions_to_its_result(site: Site) -> None:
    browser, known = site.open_browser("owner"), pack_data()
    slot = reverse("quizzes:slot", args=[site.exam, 1])
    check_translated(browser.get(slot).text, known)
    save = reverse("quizzes:save", args=[site.exam, 1])
    refused = browser.post(save, {"option": "99", "text": "x" * 201})
    assert refused.status_code == 422
    check_translated(refused.text, known.and_also("x" * 200))
    check_translated(browser.post(save, {"go": "flag"}, follow=True).text, known)
    let_time_run_out(Attempt.objects.get(uuid=site.exam))
    late = browser.post(save, {"option": "1"}, follow=True)
    assert late.redirect_chain[-1][0] == reverse("quizzes:result", args=[site.exam])
    check_translated(late.text, known)


FORMS = (
    ("visitor", "/accounts/login/"),
    ("visitor", "/accounts/signup/"),
    ("visitor", "/accounts/password/reset/"),
    ("guest", "/keep/"),
    ("guest", "/keep/old/"),
    ("owner", "/accounts/profile/"),
    ("owner", "/accounts/password/change/"),
    ("owner", "/accounts/reauthenticate/"),
)
MISTAKES: tuple[dict[str, str], ...] = (
    {},
    {"login": "nobody", "password": "x", "username": "an na", "email": "x"},
    {"username": "learner0", "password1": "12345678", "password": "y", "email": "anna@example.org", "oldpassword": "x"},
    {"username": "x" * 300, "password1": "x", "time_zone": "Nowhere/Else", "language": "xx"},
)


def test_what_is_wrong_in_a_form_is_translated(site: Site, settings: Settings, subtests: pytest.Subtests) -> None:
    settings.SENDS_EMAIL = True
    known = pack_data()
    for role, address in FORMS:
        for posted in MISTAKES:
            with subtests.test(f"{address} {posted}"):
                response = site.open_browser(role).post(address, posted, follow=True)
                assert response.status_code < 500
                check_translated(response.text, known.and_also(*posted.values(), "x" * 150))


@pytest.mark.parametrize("role", ["visitor", "owner"])
def test_the_page_of_a_form_without_its_token_is_translated(site: Site, role: str) -> None:
    browser = site.open_browser(role)
    browser.handler.enforce_csrf_checks = True
    check_translated(browser.post("/try/").text, pack_data())


def test_the_page_of_a_busy_database_is_translated(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**given: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(starting, "start_planned", fail)
    check_translated(site.open_browser("owner").post("/try/").text, pack_data())


@pytest.mark.urls("tests.platform.faulty_urls")
@pytest.mark.parametrize("address", ["/bad/", "/nowhere/", "/too-many/", "/broken/", "/locked/", "/disk-full/", "/gone/"])
def test_error_pages_are_translated(db: None, address: str) -> None:
    check_translated(Client(raise_request_exception=False).get(address).text, pack_data())


def test_messages_are_translated(site: Site) -> None:
    """What a page says once, after something was done."""
    browser, known = site.open_browser("owner"), pack_data()
    check_translated(browser.post("/accounts/profile/", {"time_zone": "Europe/Oslo", "language": "en"}, follow=True).text, known)
    report = reverse("quizzes:report", args=[site.finished, 1])
    check_translated(browser.post(report, {"text": "Unclear."}, follow=True).text, known)
    again = browser.post(reverse("quizzes:answer", args=[site.running, 1]), {"option": "2", "text": "8"}, follow=True)
    check_translated(again.text, known)


def test_e_mail_is_translated(site: Site, settings: Settings) -> None:
    settings.SENDS_EMAIL = True
    User.objects.filter(pk=site.people["owner"].pk).update(email="anna@example.org")
    for address in ("anna@example.org", "stranger@example.org"):
        Client().post("/accounts/password/reset/", {"email": address})
    known = pack_data().and_also("stranger@example.org", "testserver")
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        said = re.sub(r"https?://\S+", "", f"{message.subject}\n{message.body}")
        assert OPEN in said
        assert unmarked(said, known) == []


@pytest.mark.parametrize("role", ["administrator", "instructor"])
def test_the_admin_is_translated(site: Site, role: str, subtests: pytest.Subtests) -> None:
    browser, known = site.open_browser(role), admin_data()
    for model in ADMIN_ROWS:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.first()
        addresses = [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        if row is not None:
            addresses.append(reverse(f"{name}_change", args=[row.pk]))
        for address in addresses:
            with subtests.test(address):
                response = browser.get(address)
                check_translated(response.text, known)


WRITTEN: tuple[dict[str, object], ...] = (
    {"stem": "How did a keeper sound it in the thick fog of the Sound?"},
    {"stem": "Fog?"},
    {"kind": "typed_date", "accepted_date": "soon"},
    {"kind": "typed_number"},
    {"option_1_is_key": ""},
    {"option_2_text": "By hand", "option_3_rationale": "", "option_3_contradicted_by": "9/9"},
)


def test_what_is_said_to_an_author_is_translated(site: Site, subtests: pytest.Subtests) -> None:
    fact, browser = Fact.objects.get(key="fog-bell"), site.open_browser("administrator")
    for changes in WRITTEN:
        asked = form(fact, **changes)
        with subtests.test(str(changes)):
            response = browser.post(reverse("admin:bank_question_add"), asked, follow=True)
            assert response.status_code == 200
            check_translated(response.text, admin_data().and_also(*map(str, asked.values())))


def test_what_is_said_of_an_import_is_translated(site: Site, subtests: pytest.Subtests) -> None:
    browser, address = site.open_browser("administrator"), reverse("admin:bank_question_import_anki")
    chosen = {"pack": Pack.objects.get().pk, "topic": Topic.objects.earliest("pk").pk}
    odd = Row("odd", BASIC, ("What rings?", "[sound:bell.mp3]"))
    known = admin_data().and_also("Lights::North", *(text for row in (*ROWS, odd) for text in row.fields))
    check_translated(browser.get(address).text, known)
    for content in (b"", b"Front;Back", oldest([odd]), oldest(), oldest()):
        with subtests.test(str(len(content))):
            posted = chosen | {"deck": SimpleUploadedFile("deck.apkg", content)}
            response = browser.post(address, posted, follow=True)
            assert response.status_code == 200
            drafts = QuestionVersion.objects.filter(question__template=None).values_list("stem", flat=True)
            check_translated(response.text, known.and_also(*drafts))


def test_the_names_of_flaws_are_translated(site: Site) -> None:
    asked = form(Fact.objects.get(key="fog-bell"), stem="Fog?")
    page = site.open_browser("administrator").post(reverse("admin:bank_question_add"), asked, follow=True).text
    assert "⟦Rule 1, ⟦ambiguous stem⟧: " in page
    assert set(re.findall(r'Flaw\(\d+, "([^"]+)"', inspect.getsource(engine_lint))) <= FLAW_NAMES


def test_what_is_done_to_a_row_is_told_and_noted_translated(site: Site) -> None:
    browser, known = site.open_browser("administrator"), admin_data()
    row = Question.objects.published().earliest("pk")
    for action in ("retire", "retire", "publish"):
        posted = {"action": action, "_selected_action": str(row.pk)}
        check_translated(browser.post(reverse("admin:bank_question_changelist"), posted, follow=True).text, known)
    check_translated(browser.get(reverse("admin:bank_question_history", args=[row.pk])).text, known)
