"""`make test` runs what this machine can, and says what it cannot."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import run


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command lines of the pytest processes that would have run."""
    started: list[list[str]] = []

    def note(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", note)
    for name in ("REQUIRE_BROWSER", "REQUIRE_POSTGRES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(run, "find_postgres", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr("sys.argv", ["run.py"])
    return started


def test_without_programs_the_suite_runs_on_sqlite_and_says_what_is_skipped(
    commands: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    run.main()
    assert len(commands) == 1
    printed = capsys.readouterr().out
    assert "skipped: the suite on PostgreSQL" in printed
    assert "skipped: the browser tests" in printed


@pytest.mark.parametrize("name", ["REQUIRE_BROWSER", "REQUIRE_POSTGRES"])
def test_what_is_required_and_missing_is_an_error(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(SystemExit, match=f"^{name} is set, and .* not found"):
        run.main()
    assert not commands


def test_the_browser_has_a_process_of_its_own(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    run.main()
    assert [Path("tests/e2e").as_posix() in command for command in commands] == [True, False]


def test_the_first_run_that_fails_ends_it_all(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(SystemExit, match="3"):
        run.main()
    assert len(commands) == 1
