"""`manage.py make_demo` makes a demo once, and says who can sign in."""

import io

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from pytest_django import Settings

from kfor_quiz.accounts.models import User
from kfor_quiz.bank.models import Pack
from kfor_quiz.demo.management.commands import make_demo
from kfor_quiz.demo.services.people import PASSWORD
from tests.demo.conftest import stored
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were to run: the database is prepared already."""
    called: list[str] = []
    monkeypatch.setattr(make_demo, "call_command", lambda name, **_options: called.append(name))
    return called


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("make_demo", *arguments, stdout=out)
    return out.getvalue()


def test_it_prints_who_can_sign_in_and_how(pack: Pack, prepared: list[str]) -> None:
    printed = run("--people", "7", "--days", "5")
    assert prepared == ["prepare"]
    assert f"password: {PASSWORD}" in printed
    named = [line.split()[0] for line in printed.splitlines() if line.startswith("sim-")]
    assert len(named) == 7 + 4 + 3 + 1
    assert all(authenticate(RequestFactory().post("/"), username=name, password=PASSWORD) for name in named)


def test_a_second_time_says_so_and_prints_the_accounts_again(pack: Pack, prepared: list[str]) -> None:
    run("--people", "1", "--days", "1")
    before = stored()
    printed = run()
    assert printed.startswith("The demo is there already")
    assert "sim-diligent" in printed
    assert stored() == before
    assert prepared == ["prepare"]


def test_real_people_are_left_alone_in_one_sentence(pack: Pack, prepared: list[str]) -> None:
    UserFactory.create()
    before = stored()
    with pytest.raises(CommandError, match=r"^This database holds real people\. .* nothing was changed\.$"):
        run()
    assert stored() == before
    assert not prepared


def test_it_is_for_one_machine_only(pack: Pack, settings: Settings) -> None:
    settings.LOCAL = False
    with pytest.raises(CommandError, match="KFOR_MODE=local"):
        run()
    assert not User.objects.exists()


@pytest.mark.parametrize("size", [("--people", "0"), ("--days", "0")])
def test_nobody_and_no_day_are_refused(pack: Pack, size: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match="at least"):
        run(*size)
