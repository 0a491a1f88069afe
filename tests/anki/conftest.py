"""What the tests with the real Anki share. Where it is not installed they are skipped, or fail with REQUIRE_ANKI=1."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from tests.anki import process


@pytest.fixture(scope="session")
def run_anki() -> Callable[[str, object], Any]:
    """Run `tests/anki/<script>.py` under the real Anki: `run_anki(script, payload)` gives its answer; both are JSON."""
    if not process.is_installed():
        if os.environ.get("REQUIRE_ANKI") == "1":
            pytest.fail(f"REQUIRE_ANKI is set, and {process.REASON}")
        pytest.skip(process.REASON)
    return process.run_anki
