"""The policies travel with every response."""

import contextlib
import re

import pytest
from django.test import Client

from kfor_quiz.accounts.models import User

pytestmark = pytest.mark.django_db

INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


@pytest.fixture
def browser(administrator: User) -> Client:
    browser = Client()
    browser.force_login(administrator)
    return browser


@pytest.mark.parametrize(
    "address", ["/accounts/profile/", "/admin/", "/admin/accounts/user/", "/nowhere/", "/healthz", "/static/css/app.css"]
)
def test_policies_are_sent_with(browser: Client, address: str) -> None:
    with contextlib.closing(browser.get(address)) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", ["/accounts/profile/", "/accounts/login/", "/admin/", "/admin/accounts/user/add/", "/nowhere/"])
def test_nothing_is_inline_in(browser: Client, address: str) -> None:
    assert not INLINE.findall(browser.get(address).text)
