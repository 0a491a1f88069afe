"""`make run`: prepare what has changed, then become the server."""

import io
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from pytest_django import Settings

from kfor_quiz.operations.services import prepare_database, prepare_static_files


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command lines that were started instead of a server; nothing is prepared."""
    commands: list[list[str]] = []
    monkeypatch.setattr("kfor_quiz.operations.management.commands.serve.call_command", lambda *_args, **_options: None)
    monkeypatch.setattr(os, "execv", lambda _program, command: commands.append(command))
    return commands


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture
def free_port(busy_port: int) -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_address_is_printed_and_the_process_becomes_the_server(started: list[list[str]], free_port: int) -> None:
    output = io.StringIO()
    call_command("serve", port=free_port, stdout=output)
    assert f"http://127.0.0.1:{free_port}/" in output.getvalue()
    (command,) = started
    assert command[:3] == [sys.executable, "-m", "granian"]
    assert f"--port {free_port} kfor_quiz.wsgi:application" in " ".join(command)


@pytest.mark.parametrize("cores", [{3}, {0, 1, 5, 7}])
def test_there_are_as_many_workers_as_cores_it_may_use(
    started: list[list[str]], free_port: int, monkeypatch: pytest.MonkeyPatch, cores: set[int]
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: cores, raising=False)
    call_command("serve", port=free_port, stdout=io.StringIO())
    assert f"--workers {len(cores)} " in " ".join(started[0])


def test_where_the_system_does_not_tell_all_cores_count(
    started: list[list[str]], free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    call_command("serve", port=free_port, stdout=io.StringIO())
    assert "--workers 6 " in " ".join(started[0])


def test_the_port_may_come_from_the_environment(started: list[list[str]], free_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(free_port))
    call_command("serve", stdout=io.StringIO())
    assert str(free_port) in started[0]


def test_a_port_in_use_is_one_sentence_before_anything_is_done(started: list[list[str]], busy_port: int) -> None:
    with pytest.raises(CommandError, match=f"^Port {busy_port} is in use.") as caught:
        call_command("serve", port=busy_port)
    assert "\n" not in str(caught.value)
    assert not started


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "80.0"])
def test_what_is_no_port_is_refused(started: list[list[str]], monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(CommandError, match="is not a port"):
        call_command("serve")
    assert not started


def test_an_address_of_another_machine_is_refused(started: list[list[str]]) -> None:
    with pytest.raises(CommandError, match=r"Cannot listen on 192\.0\.2\.1"):
        call_command("serve", host="192.0.2.1", port=8000)
    assert not started


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_left_alone() -> None:
    assert not prepare_database()


def test_static_files_are_collected_when_one_has_changed_and_only_then(settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "app.css").write_text("p {}")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], tmp_path / "static"
    assert prepare_static_files()
    assert not prepare_static_files()
    (source / "app.css").write_text("p { color: red }")
    assert prepare_static_files()
    assert (tmp_path / "static" / "app.css").read_text() == "p { color: red }"


def test_a_busy_database_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> bool:
        raise OperationalError("database is locked")

    monkeypatch.setattr("kfor_quiz.operations.management.commands.prepare.prepare_database", fail)
    with pytest.raises(CommandError, match=r"^The database is busy\."):
        call_command("prepare")
