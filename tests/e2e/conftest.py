"""A browser, a server with the KFOR content, and people who are signed in."""

import contextlib
import io
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from kfor_quiz.accounts.models import User
from tests.e2e.quiz import Quizzing
from tests.factories import UserFactory

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 20_000  # for what is done or expected; a slow machine takes its time, and what fails is to be said all the same

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER is set, and Chromium is not found.")
        pytest.skip("Chromium is not found.")
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def loaded() -> Iterator[sqlite3.Connection]:
    """A database in memory, for the first test to keep what it loads; the others copy it, a hundred times as fast as loading."""
    with contextlib.closing(sqlite3.connect(":memory:", check_same_thread=False)) as kept:
        yield kept


@pytest.fixture
def server(live_server: LiveServer, loaded: sqlite3.Connection) -> str:
    """The address of a server on which the KFOR pack is loaded. Browser tests run on SQLite."""
    connection.ensure_connection()
    if loaded.execute("SELECT 1 FROM sqlite_master").fetchone():
        loaded.backup(connection.connection)
    else:
        call_command("load_content", stdout=io.StringIO())
        connection.connection.backup(loaded)
    return live_server.url


@pytest.fixture
def new_context(browser: Browser, server: str) -> Iterator[NewContext]:
    """Opens browsers of their own, closed when the test ends."""
    contexts: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=server, **{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def signed_in(new_context: NewContext, server: str) -> Callable[..., tuple[Page, User]]:
    """A page of a learner who is signed in already."""

    def open_page(user: User | None = None, **options: Any) -> tuple[Page, User]:
        learner = user or UserFactory.create()
        client = Client()
        client.force_login(learner)
        context = new_context(**options)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": server}
        context.add_cookies([cookie])  # type: ignore[list-item]
        return context.new_page(), learner

    return open_page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def quizzing() -> Quizzing:
    return Quizzing()
