"""The page on which instructors bring in a deck of Anki."""

from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Fact, Pack, Question, Topic
from kfor_quiz.bank.models.questions import Status
from kfor_quiz.formats.anki import Fault, packages
from tests.authoring.conftest import SignIn
from tests.bank.packs import lighthouse, load, rebuild
from tests.formats.anki.built import BASIC, Row, latest, oldest

ADDRESS = "/admin/bank/question/import-anki/"
LIST = "/admin/bank/question/"


def sent(pack: Pack, content: bytes | None = None) -> dict[str, Any]:
    """What the form posts."""
    topic = Topic.objects.get(pack=pack, key="watch")
    file = SimpleUploadedFile("deck.apkg", latest() if content is None else content)
    return {"pack": pack.pk, "topic": topic.pk, "deck": file}


def imported() -> dict[str, Question]:
    return {row.external_key: row for row in Question.objects.imported()}


def test_the_list_of_questions_leads_to_the_page(author_page: Client, loaded: Pack) -> None:
    assert reverse("admin:bank_question_import_anki") == ADDRESS
    assert f'<a href="{ADDRESS}">Import from Anki</a>' in author_page.get(LIST).text
    page = author_page.get(ADDRESS)
    assert (page.status_code, "a draft question, which no learner sees" in page.text) == (200, True)
    assert page.context["form"]["pack"].value() == loaded.pk


def test_an_instructor_imports_a_deck_and_sees_its_drafts(author_page: Client, instructor: User, loaded: Pack) -> None:
    response = author_page.post(ADDRESS, sent(loaded), follow=True)
    assert response.redirect_chain == [(f"{LIST}?origin=imported&status__exact=draft", 302)]
    assert "Anki deck “Lights::North”: 3 new drafts." in response.text
    assert "The keeper lit the _____." in response.text
    assert response.context["cl"].result_count == 3
    assert {(row.author, row.status) for row in imported().values()} == {(instructor, Status.DRAFT)}


def test_a_second_import_doubles_nothing_and_says_so(author_page: Client, loaded: Pack) -> None:
    author_page.post(ADDRESS, sent(loaded))
    page = author_page.post(ADDRESS, sent(loaded, oldest()), follow=True).text
    assert "3 drafts unchanged." in page
    assert len(imported()) == 3


def test_the_history_of_each_draft_tells_where_it_came_from(author_page: Client, loaded: Pack) -> None:
    author_page.post(ADDRESS, sent(loaded))
    entries = LogEntry.objects.filter(user__username="instructor", action_flag=ADDITION)
    assert {entry.object_id for entry in entries} == {str(row.pk) for row in imported().values()}
    assert {entry.get_change_message() for entry in entries} == {"Imported from Anki."}


def test_a_deck_of_which_nothing_can_be_made_is_told_with_the_reason(author_page: Client, loaded: Pack) -> None:
    content = latest([Row("odd", BASIC, ("What rings?", "[sound:bell.mp3]"))])
    page = author_page.post(ADDRESS, sent(loaded, content), follow=True).text
    assert "1 card skipped: there is no answer to read on its back." in page
    assert not imported()


def test_a_draft_is_opened_edited_and_put_to_use(author_page: Client, loaded: Pack) -> None:
    author_page.post(ADDRESS, sent(loaded))
    draft = imported()["anki:bell:0"]
    address = reverse("admin:bank_question_change", args=[draft.pk])
    page = author_page.get(address)
    assert page.context["adminform"].form["stem"].value() == "What is rung in fog?"
    assert page.context["adminform"].form["accepted_texts"].value() == "The bell"
    fields = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0, "version": 1, "kind": "typed_text"}
    fields |= {"stem": "What did a keeper ring by hand in thick fog?", "accepted_texts": "the bell"}
    refused = author_page.post(address, fields)
    assert list(refused.context["adminform"].form.errors) == ["fact"]
    author_page.post(address, fields | {"fact": Fact.objects.get(key="fog-bell").pk})
    draft.refresh_from_db()
    assert (draft.status, draft.fact and draft.fact.key) == (Status.PUBLISHED, "fog-bell")


def test_a_draft_without_a_fact_is_not_put_to_use_from_the_list(author_page: Client, loaded: Pack) -> None:
    author_page.post(ADDRESS, sent(loaded))
    posted = {"action": "publish", "_selected_action": [imported()["anki:bell:0"].pk]}
    page = author_page.post(LIST, posted, follow=True).text
    assert "stays out of use: choose the fact that it asks in its form first." in page
    assert imported()["anki:bell:0"].status == Status.DRAFT


@pytest.mark.parametrize(("origin", "count"), [("imported", 3), ("written", 0), ("", None)])
def test_the_list_tells_imported_questions_apart(author_page: Client, loaded: Pack, origin: str, count: int | None) -> None:
    author_page.post(ADDRESS, sent(loaded))
    listed = author_page.get(LIST, {"origin": origin} if origin else {}).context["cl"].result_count
    assert listed == (Question.objects.count() if count is None else count)


BAD = {
    "no archive": (b"Front;Back", Fault.NOT_A_ZIP),
    "cut off": (oldest()[:-40], Fault.DAMAGED),
    "to come": (latest(schema=19), Fault.NEWER),
    "without cards": (oldest([Row("bell", BASIC, ("a", "b"), cards=())]), Fault.NO_CARDS),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_a_file_is_told_and_what_was_chosen_is_kept(author_page: Client, loaded: Pack, name: str) -> None:
    content, fault = BAD[name]
    posted = sent(loaded, content)
    response = author_page.post(ADDRESS, posted)
    assert (response.status_code, response.context["form"].errors) == (200, {"deck": [fault.value]})
    assert escape(fault.value) in response.text
    assert "Nothing was imported." in response.text
    assert f'<option value="{posted["topic"]}" selected>' in response.text
    assert f'<option value="{posted["pack"]}" selected>' in response.text
    assert not imported()


def test_a_file_that_is_too_large_is_told(author_page: Client, loaded: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_PACKED", 100)
    errors = author_page.post(ADDRESS, sent(loaded)).context["form"].errors
    assert errors == {"deck": [Fault.TOO_LARGE.value]}


def test_all_that_is_missing_is_told_at_once(author_page: Client, loaded: Pack) -> None:
    assert set(author_page.post(ADDRESS, {}).context["form"].errors) == {"pack", "topic", "deck"}


def test_a_topic_of_another_pack_is_refused(author_page: Client, loaded: Pack) -> None:
    other, _, _ = load(rebuild(lighthouse(), key="another", title="Another handbook"))
    errors = author_page.post(ADDRESS, sent(loaded) | {"pack": other.pk}).context["form"].errors
    assert errors == {"topic": ["This topic is in another pack. Choose one of “Another handbook”."]}
    assert not imported()


def test_the_page_is_for_those_who_may_add_questions(client: Client, learner: User, sign_in: SignIn, loaded: Pack) -> None:
    for browser in (client, sign_in(learner)):
        for response in (browser.get(ADDRESS), browser.post(ADDRESS, sent(loaded))):
            assert response.headers["Location"] == f"/admin/login/?next={ADDRESS}"
    assert not imported()


def test_the_page_answers_no_other_method(author_page: Client, loaded: Pack) -> None:
    assert author_page.put(ADDRESS).status_code == 405
    assert author_page.head(ADDRESS).status_code == 200


def test_a_form_without_its_token_imports_nothing(author_page: Client, loaded: Pack) -> None:
    author_page.handler.enforce_csrf_checks = True
    assert author_page.post(ADDRESS, sent(loaded)).status_code == 403
    assert not imported()
