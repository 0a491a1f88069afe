"""The real Anki that the tests ask is the one that is locked."""

import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.anki import process


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def test_the_anki_that_answers_is_the_locked_one(run_anki: Callable[[str, object], Any]) -> None:
    locked = re.search(r"^anki==([\d.]+)", process.LOCK.read_text(), re.MULTILINE)
    assert locked
    assert numbers(run_anki("version", {})["version"]) == numbers(locked[1])


def test_anki_is_never_imported_here() -> None:
    assert "anki" not in sys.modules


def test_a_script_that_fails_fails_the_test(run_anki: Callable[[str, object], Any]) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_anki("nowhere", {})
