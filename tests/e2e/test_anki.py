"""Anki in the browser: an instructor brings in a deck, a learner takes one along."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from kfor_quiz.accounts.models import User
from kfor_quiz.formats.anki import read_deck
from tests.e2e.test_pages import complaints
from tests.factories import AdministratorFactory
from tests.formats.anki.built import latest

SignedIn = Callable[..., tuple[Page, User]]
IMPORT = "/admin/bank/question/import-anki/"


def deck(content: bytes) -> FilePayload:
    return {"name": "deck.apkg", "mimeType": "application/apkg", "buffer": content}


@pytest.mark.parametrize("width", [320, 1280])
def test_a_deck_is_brought_in_after_a_wrong_file(signed_in: SignedIn, width: int) -> None:
    page, _ = signed_in(AdministratorFactory.create(), viewport={"width": width, "height": 800})
    page.goto("/admin/bank/question/")
    page.get_by_role("link", name="Import from Anki").click()
    page.get_by_label("Topic").select_option(index=2)
    page.get_by_label("Anki package").set_input_files(deck(b"Front;Back"))
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_label("Anki package")).to_have_accessible_description(re.compile("This is not an Anki package"))
    assert complaints(page) == []
    page.get_by_label("Anki package").set_input_files(deck(latest()))
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("3 new drafts.")).to_be_visible()
    expect(page.get_by_role("link", name="The keeper lit the _____.")).to_be_visible()


def test_a_learner_takes_the_deck_along(signed_in: SignedIn) -> None:
    page, _ = signed_in()
    page.goto("/briefing/")
    with page.expect_download() as taken:
        page.evaluate("location.href = '/briefing/kfor/anki/'")
    assert taken.value.suggested_filename == "kfor.apkg"
    assert len(read_deck(taken.value.path().read_bytes()).notes) > 100
