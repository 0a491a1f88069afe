"""`make test` runs what this machine can, and says what it cannot."""

import shutil
import subprocess
from pathlib import Path
from typing import IO

import pytest

from tests import run

ANKI = ["requirements/install", "anki"]


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command lines of the pytest processes that would have run."""
    started: list[list[str]] = []

    def note(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        if command != ANKI:
            started.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", note)
    for name in ("REQUIRE_ANKI", "REQUIRE_BROWSER", "REQUIRE_POSTGRES"):
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


@pytest.mark.parametrize("is_required", [True, False])
def test_without_the_real_anki_its_tests_are_skipped_unless_they_are_required(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], is_required: bool
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda command, **_options: subprocess.CompletedProcess(command, int(command == ANKI)))
    if is_required:
        monkeypatch.setenv("REQUIRE_ANKI", "1")
        with pytest.raises(SystemExit, match=r"^REQUIRE_ANKI is set"):
            run.main()
    else:
        run.main()
        assert "skipped: the tests with the real Anki" in capsys.readouterr().out


class Browser:
    """The process of the browser tests, which prints and ends at once."""

    code = 0
    ended = False

    def __init__(self, command: list[str], *, stdout: IO[str], **_options: object) -> None:
        self.returncode = Browser.code
        assert Path("tests/e2e").as_posix() in command
        stdout.write("seen in a browser")

    def wait(self) -> int:
        return self.returncode

    def terminate(self) -> None:
        Browser.ended = True


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> type[Browser]:
    """A machine with Chromium."""
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "Popen", Browser)
    monkeypatch.setattr(Browser, "code", 0)
    monkeypatch.setattr(Browser, "ended", False)
    return Browser


def test_the_browser_tests_run_beside_the_others_and_are_shown_behind_them(
    commands: list[list[str]], browser: type[Browser], capsys: pytest.CaptureFixture[str]
) -> None:
    run.main()
    assert len(commands) == 1
    printed = capsys.readouterr().out
    assert printed.index("the suite: SQLite") < printed.index("seen in a browser")


def test_a_failure_in_the_browser_is_a_failure(
    commands: list[list[str]], browser: type[Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Browser, "code", 4)
    with pytest.raises(SystemExit, match="4"):
        run.main()


def test_the_first_run_that_fails_ends_it_all(
    commands: list[list[str]], browser: type[Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        if command == ANKI:
            return subprocess.CompletedProcess(command, 0)
        commands.append(command)
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(SystemExit, match="3"):
        run.main()
    assert len(commands) == 1
    assert browser.ended
