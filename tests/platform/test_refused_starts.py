"""What cannot start says so in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings


def run_manage(var: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KFOR_", "DATABASE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**kept, "KFOR_MODE": "local", "KFOR_VAR": str(var), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("port", ["abc", "0", "99999"])
def test_a_port_that_is_none_is_refused_in_one_sentence(tmp_path: Path, port: str) -> None:
    run = run_manage(tmp_path, "serve", PORT=port)

    assert run.returncode != 0
    assert run.stderr == f"CommandError: '{port}' is not a port. A port is a number from 1 to 65535.\n"


def test_a_damaged_database_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "kfor-quiz.sqlite3").write_bytes(b"this is no database " * 500)

    run = run_manage(tmp_path, "prepare")

    assert run.returncode != 0
    assert run.stderr.count("\n") == 1
    assert "database file is damaged" in run.stderr


@pytest.mark.parametrize("command", ["check_bank", "export_questions", "rebuild"])
def test_a_database_without_tables_asks_to_be_set_up(tmp_path: Path, command: str) -> None:
    run = run_manage(tmp_path, command)

    assert run.returncode != 0
    assert run.stderr == "The database does not have the tables of this version of the app. Run `make setup` first.\n"


def test_a_database_that_does_not_answer_is_told_in_one_sentence(tmp_path: Path) -> None:
    run = run_manage(tmp_path, "check_bank", DATABASE_URL=f"postgres://quiz@/postgres?host={tmp_path}")

    assert run.returncode != 0
    assert run.stderr == "The database does not answer. Please try again in a moment.\n"
