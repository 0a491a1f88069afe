import pytest
from django.db import OperationalError
from django.test import Client


def test_a_live_process_says_so_without_a_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "alive\n")


@pytest.mark.django_db
def test_it_is_ready_when_the_database_is_migrated(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (200, "ready\n")


@pytest.mark.django_db
def test_it_is_not_ready_before_the_database_is_migrated(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kfor_quiz.operations.views.count_missing_migrations", lambda: 3)
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (503, "The database needs 3 migrations.\n")


def test_it_is_not_ready_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise OperationalError("connection refused")

    monkeypatch.setattr("kfor_quiz.operations.views.count_missing_migrations", fail)
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (503, "The database does not answer.\n")
    assert "no-store" in response.headers["Cache-Control"]
