"""The project's own promises: layers, locks, commands."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parents[2]
OUR_COMMANDS = sorted((name, app) for name, app in get_commands().items() if app.startswith("kfor_quiz."))
MOST_LINES = 350
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def read_pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text()))


def test_upper_rooms_import_lower_rooms_and_never_the_other_way() -> None:
    done = subprocess.run([Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_file_is_longer_than_can_be_kept_in_mind() -> None:
    files = [path for folder in ("kfor_quiz", "bench", "tests") for path in (ROOT / folder).rglob("*.py")]
    long = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n")
        for path in files
        if "migrations" not in path.parts
    }
    assert [path for path, lines in long.items() if lines > MOST_LINES] == []


def test_both_locks_agree() -> None:
    assert read_pins("base").items() <= read_pins("dev").items()


@pytest.mark.parametrize("name", ["base.txt", "dev.txt", "anki.txt", "html/package-lock.json"])
def test_no_lock_names_a_package_index(name: str) -> None:
    lock = (ROOT / "requirements" / name).read_text()
    assert "index-url" not in lock
    assert "resolved" not in lock
    assert "file:" not in lock


def test_anki_is_a_test_dependency_in_an_environment_of_its_own() -> None:
    """It is AGPL, and this app is not."""
    assert "anki" in read_pins("anki")
    assert "anki" not in read_pins("dev")
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "kfor_quiz").rglob("*.py")]
    assert not [source for source in sources if re.search(r"^\s*(from|import) anki\b", source, re.MULTILINE)]


def test_the_validator_is_locked_with_checksums() -> None:
    packages = json.loads((ROOT / "requirements" / "html" / "package-lock.json").read_text())["packages"]
    assert all("integrity" in package for path, package in packages.items() if path)


@pytest.mark.parametrize(("name", "app"), OUR_COMMANDS)
def test_every_command_says_what_it_is_for(name: str, app: str) -> None:
    assert load_command_class(app, name).help
