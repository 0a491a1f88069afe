"""`make bench`: how fast the app is, beside bare Django views, on each database that this machine can run."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.run import find_postgres, run_postgres

ROOT = Path(__file__).parent.parent


def main() -> None:
    os.chdir(ROOT)
    measure("SQLite", DATABASE_URL="")
    programs = find_postgres()
    if programs is None:
        print("skipped: PostgreSQL, whose programs (initdb, pg_ctl) are not found")
        return
    with run_postgres(programs) as address:
        measure("PostgreSQL", DATABASE_URL=address)


def measure(name: str, **environment: str) -> None:
    """Measure on one database, new and soon thrown away, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="kfor-quiz-bench-") as folder:
        settings = {"DJANGO_SETTINGS_MODULE": "bench.settings", "KFOR_VAR": folder, **environment}
        command = [sys.executable, "manage.py", "measure", name, *sys.argv[1:]]
        done = subprocess.run(command, env={**os.environ, **settings}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
