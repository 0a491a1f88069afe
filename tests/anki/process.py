"""The real Anki, asked in a process of its own: it is AGPL, and neither the app nor its tests import it."""

import json
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LOCK = ROOT / "requirements" / "anki.txt"
ENVIRONMENT = ROOT / ".venv-anki"
MOST_SECONDS = 300
REASON = "the real Anki is not installed: run `requirements/install anki` (it needs glibc 2.35 and a wheel for this platform)"


def is_installed() -> bool:
    """Whether the environment is there as locked: `requirements/install` leaves the lock in it once all is installed."""
    installed = ENVIRONMENT / LOCK.name
    return installed.exists() and installed.read_bytes() == LOCK.read_bytes()


def run_anki(script: str, payload: object) -> Any:
    """What `tests/anki/<script>.py` writes to its output as JSON, given `payload` as JSON on its input.

    Raise CalledProcessError where it fails, its errors being shown, and TimeoutExpired after five minutes.
    """
    done = subprocess.run(
        [ENVIRONMENT / "bin" / "python", "-I", "-X", "utf8", HERE / f"{script}.py"],
        input=json.dumps(payload).encode(),
        stdout=subprocess.PIPE,
        timeout=MOST_SECONDS,
        check=True,
    )
    return json.loads(done.stdout)
