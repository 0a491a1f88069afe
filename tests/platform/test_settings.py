"""Settings come from the environment, and what is wrong there is said in one sentence."""

import os
import runpy
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from kfor_quiz.environment import KNOWN_VARIABLES

ROOT = Path(__file__).parents[2]
PRODUCTION = {"SECRET_KEY": "secret" * 10, "ALLOWED_HOSTS": "quiz.example, www.quiz.example"}


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    for name in list(os.environ):
        if name.startswith("KFOR_") or name in {"SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "CACHE_URL", "EMAIL_URL"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("KFOR_VAR", str(tmp_path))
    return monkeypatch


def read_settings(environment: pytest.MonkeyPatch, **variables: str) -> dict[str, Any]:
    for name, value in variables.items():
        environment.setenv(name, value)
    return runpy.run_path(str(ROOT / "kfor_quiz" / "settings.py"))


@pytest.mark.parametrize("name", sorted(PRODUCTION))
@pytest.mark.parametrize("value", [None, "", " "])
def test_production_stops_without_its_secrets(clean_environment: pytest.MonkeyPatch, name: str, value: str | None) -> None:
    variables = {**PRODUCTION, name: value}
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is not set"):
        read_settings(clean_environment, **{key: text for key, text in variables.items() if text is not None})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "secret"),
        ("SECRET_KEY", "abcd" * 20),
        ("KFOR_GUEST", "true"),
        ("KFOR_MODE", "lokal"),
        ("KFOR_GUESTS", "maybe"),
        ("KFOR_OPEN_SIGNUP", "2"),
        ("KFOR_TRUSTED_PROXIES", "one"),
        ("KFOR_TRUSTED_PROXIES", "-1"),
        ("KFOR_GUESTS_PER_HOUR", "many"),
        ("KFOR_GUESTS_PER_HOUR", ""),
        ("KFOR_LOG_LEVEL", "LOUD"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://localhost/quiz"),
        ("CACHE_URL", "nonsense://there"),
        ("EMAIL_URL", "nonsense"),
        ("KFOR_EMAIL_FROM", "nonsense"),
        ("KFOR_EMAIL_FROM", "KFOR Quiz <@example.org>"),
    ],
)
def test_a_wrong_variable_is_named(clean_environment: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is "):
        read_settings(clean_environment, **{**PRODUCTION, name: value})


@pytest.mark.parametrize("mode", [PRODUCTION, {"KFOR_MODE": "local"}], ids=["production", "local"])
@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DATABASE_URI", "DATABASE_URL"),
        ("DATABSE_URL", "DATABASE_URL"),
        ("DATABASEURL", "DATABASE_URL"),
        ("database_url", "DATABASE_URL"),
        ("CACHE_UR", "CACHE_URL"),
        ("CACHE_URI", "CACHE_URL"),
        ("EMAIL_URLS", "EMAIL_URL"),
        ("SECRETKEY", "SECRET_KEY"),
        ("ALLOWED_HOST", "ALLOWED_HOSTS"),
    ],
)
def test_a_misspelt_variable_is_named_beside_the_one_that_is_meant(
    clean_environment: pytest.MonkeyPatch, mode: dict[str, str], name: str, meant: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is not a setting of this app, but {meant} is\\. "):
        read_settings(clean_environment, **mode, **{name: "something"})


@pytest.mark.parametrize(
    "name",
    [
        *("PATH", "HOME", "HOSTNAME", "EMAIL", "DATABASE", "DATABASE_HOST", "REDIS_URL", "CACHE_DIR", "XDG_CACHE_HOME"),
        *("DATABASE_URL_TEST", "TEST_DATABASE_URL", "PG_DATABASE_URL", "SECRET_KEY_BASE", "DJANGO_SECRET_KEY"),
        *("S3_SECRET_KEY", "MY_SECRET_KEY", "AWS_SECRET_ACCESS_KEY", "DJANGO_ALLOWED_HOSTS", "EMAIL_HOST"),
    ],
)
def test_a_name_of_another_app_is_let_be(clean_environment: pytest.MonkeyPatch, name: str) -> None:
    clean_environment.setenv(name, os.environ.get(name, "something"))
    assert read_settings(clean_environment, **PRODUCTION)["DATABASE"]["ENGINE"] == "django.db.backends.sqlite3"


MAIL_SERVER = "smtp://mail.example:25"


@pytest.mark.parametrize("sender", ["quiz@example.org", "KFOR Quiz <quiz@example.org>"])
def test_e_mail_comes_from_the_address_that_was_set(clean_environment: pytest.MonkeyPatch, sender: str) -> None:
    settings = read_settings(clean_environment, **PRODUCTION, EMAIL_URL=MAIL_SERVER, KFOR_EMAIL_FROM=sender)
    assert settings["DEFAULT_FROM_EMAIL"] == settings["SERVER_EMAIL"] == sender


@pytest.mark.parametrize("sender", ["", " "])
def test_production_that_sends_e_mail_stops_without_an_address_it_comes_from(
    clean_environment: pytest.MonkeyPatch, sender: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^KFOR_EMAIL_FROM is not set\. With EMAIL_URL, production needs it"):
        read_settings(clean_environment, **PRODUCTION, EMAIL_URL=MAIL_SERVER, KFOR_EMAIL_FROM=sender)


def test_without_a_mail_server_or_on_this_machine_nobody_asks_whom_e_mail_comes_from(
    clean_environment: pytest.MonkeyPatch,
) -> None:
    read_settings(clean_environment, **PRODUCTION)
    read_settings(clean_environment, KFOR_MODE="local", EMAIL_URL=MAIL_SERVER)


def test_production_is_locked_down(clean_environment: pytest.MonkeyPatch) -> None:
    settings = read_settings(clean_environment, **PRODUCTION, KFOR_TRUSTED_PROXIES="1")
    assert settings["ALLOWED_HOSTS"] == ["quiz.example", "www.quiz.example"]
    assert settings["DEBUG"] is False
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_how_many_guests_an_address_makes_is_a_setting(clean_environment: pytest.MonkeyPatch) -> None:
    assert read_settings(clean_environment, **PRODUCTION)["ACCOUNT_RATE_LIMITS"] == {"start_guest": "60/h/ip"}
    few = read_settings(clean_environment, **PRODUCTION, KFOR_GUESTS_PER_HOUR="5")
    assert few["ACCOUNT_RATE_LIMITS"] == {"start_guest": "5/h/ip"}


def test_every_setting_is_explained() -> None:
    explained = (ROOT / "README.md").read_text().partition("## Settings")[2]
    assert [name for name in sorted(KNOWN_VARIABLES) if f"`{name}`" not in explained] == []


def test_no_header_is_trusted_without_a_proxy(clean_environment: pytest.MonkeyPatch) -> None:
    assert read_settings(clean_environment, **PRODUCTION)["SECURE_PROXY_SSL_HEADER"] is None


def test_local_mode_keeps_its_secret(clean_environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = read_settings(clean_environment, KFOR_MODE="local")
    second = read_settings(clean_environment, KFOR_MODE="local")
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) > 50
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
    assert not first["SESSION_COOKIE_SECURE"]
    assert not first["SECURE_HSTS_SECONDS"]


def test_sqlite_is_durable_and_patient(clean_environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    database = read_settings(clean_environment, KFOR_MODE="local")["DATABASES"]["default"]
    assert database["NAME"] == tmp_path / "kfor-quiz.sqlite3"
    assert database["CONN_MAX_AGE"] is None
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 5
    assert "journal_mode = WAL" in database["OPTIONS"]["init_command"]
    assert "synchronous = FULL" in database["OPTIONS"]["init_command"]


def test_a_database_address_means_postgresql_with_a_pool(clean_environment: pytest.MonkeyPatch) -> None:
    address = "postgres://quiz:secret@db.example/quiz?sslmode=require"
    database = read_settings(clean_environment, **PRODUCTION, DATABASE_URL=address)["DATABASES"]["default"]
    assert (database["HOST"], database["OPTIONS"]["sslmode"]) == ("db.example", "require")
    assert database["OPTIONS"]["pool"]
    assert not database.get("CONN_MAX_AGE")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"KFOR_VAR": "/dev/null/there"}, "KFOR_VAR is /dev/null/there. That cannot be a folder: /dev/null is a file."),
        ({"DATABASE_URL": "postgres://quiz:secret@127.0.0.1:9/quiz"}, "The database does not answer."),
        ({}, "database file is damaged"),
    ],
)
def test_trouble_of_the_disk_or_the_database_is_one_line(
    clean_environment: pytest.MonkeyPatch, tmp_path: Path, variables: dict[str, str], sentence: str
) -> None:
    (tmp_path / "kfor-quiz.sqlite3").write_text("This is a text and no database.\n" * 100)
    surroundings = {**os.environ, "KFOR_MODE": "local", "DJANGO_SETTINGS_MODULE": "kfor_quiz.settings", **variables}
    command = [sys.executable, "manage.py", "export_questions"]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("variables", [PRODUCTION, {"KFOR_MODE": "local"}], ids=["production", "local"])
@pytest.mark.parametrize("below", ["", "/there", "/there/below"])
def test_a_file_where_the_folder_of_the_app_should_be_is_named(
    clean_environment: pytest.MonkeyPatch, tmp_path: Path, variables: dict[str, str], below: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match=f"^KFOR_VAR is {tmp_path}/file{below}. That cannot be a folder: .*/file is a"):
        read_settings(clean_environment, **{**variables, "KFOR_VAR": f"{tmp_path}/file{below}"})


def test_a_folder_that_takes_no_files_is_named(clean_environment: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^KFOR_VAR is /proc/there\. The app cannot keep its files there: "):
        read_settings(clean_environment, KFOR_MODE="local", KFOR_VAR="/proc/there")


def test_the_command_line_says_it_in_one_line(clean_environment: pytest.MonkeyPatch) -> None:
    clean_environment.delenv("DJANGO_SETTINGS_MODULE")
    done = subprocess.run([sys.executable, "manage.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY is not set.")
    assert done.stderr.count("\n") == 1
