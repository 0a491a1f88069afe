"""A cache write that fails is a fault of the database, never a passed limit."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(settings: Settings) -> str:
    """The name of the table in which this test's cache is."""
    settings.CACHES = {"default": {"BACKEND": "kfor_quiz.operations.cache.HonestDatabaseCache", "LOCATION": "kfor_test_cache"}}
    call_command("createcachetable", verbosity=0)
    return "kfor_test_cache"


@pytest.fixture
def locked(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be put into the cache's table."""
    execute = CursorWrapper._execute  # type: ignore[attr-defined]

    def refuse(self: CursorWrapper, sql: str, *args: Any) -> Any:
        if sql.startswith("INSERT") and table in sql:
            raise OperationalError("database is locked")
        return execute(self, sql, *args)

    monkeypatch.setattr(CursorWrapper, "_execute", refuse)


def test_what_is_kept_is_found_and_added_once(table: str) -> None:
    assert cache.add("lamp", "lit")
    assert not cache.add("lamp", "out")
    cache.set("lamp", "dim")
    assert cache.get("lamp") == "dim"


def test_a_fault_is_raised(locked: None) -> None:
    with pytest.raises(OperationalError, match="is locked"):
        cache.add("lamp", "lit")
    assert connection.is_usable()


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/"])
def test_a_locked_database_is_not_taken_for_a_passed_limit(locked: None, address: str) -> None:
    browser = Client(raise_request_exception=False)
    response = browser.post(address, {"login": "anna", "username": "anna", "password": "x", "password1": "long enough 7"})
    assert response.status_code == 503
    assert "The database is busy." in response.text
