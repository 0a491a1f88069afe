"""Run everything this machine can: on PostgreSQL, then on SQLite, and beside them in a browser.

Each run is a pytest of its own, and the first that fails ends it all.

Arguments go to the runs on PostgreSQL and SQLite. REQUIRE_ANKI=1, REQUIRE_BROWSER=1 and REQUIRE_POSTGRES=1 make a missing program
an error.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOBODY = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")
# Nothing need last. Each test is rolled back, and statistics of a table that is empty between tests mislead the planner within one.
FOR_TESTS = ("fsync=off", "autovacuum=off")
# What needs no database: once is enough, and the run on SQLite has it.
PURE = ("tests/engine", "tests/formats", "tests/content", "tests/anki", "tests/look")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    os.chdir(ROOT)
    install_anki()
    with browser_tests_beside():
        programs = find_postgres()
        if programs:
            with run_postgres(programs, *FOR_TESTS) as address:
                run_pytest("PostgreSQL", *(f"--ignore={folder}" for folder in PURE), *sys.argv[1:], DATABASE_URL=address)
        elif os.environ.get("REQUIRE_POSTGRES") == "1":
            sys.exit("REQUIRE_POSTGRES is set, and PostgreSQL's programs (initdb, pg_ctl) are not found.")
        else:
            say("skipped: the suite on PostgreSQL, whose programs (initdb, pg_ctl) are not found")
        run_pytest("SQLite", *sys.argv[1:])


def install_anki() -> None:
    """The real Anki, in its own environment. Its tests skip themselves where it is not there."""
    if subprocess.run(["requirements/install", "anki"], check=False).returncode == 0:
        return
    if os.environ.get("REQUIRE_ANKI") == "1":
        sys.exit("REQUIRE_ANKI is set, and the real Anki cannot be installed; pip says why above.")
    say("skipped: the tests with the real Anki, which cannot be installed here (it needs glibc 2.35 and a wheel for this platform)")


@contextlib.contextmanager
def browser_tests_beside() -> Iterator[None]:
    """Run the browser tests in a process of their own while the block runs, and show what they say behind it."""
    if not any(map(shutil.which, CHROMIUM)):
        if os.environ.get("REQUIRE_BROWSER") == "1":
            sys.exit("REQUIRE_BROWSER is set, and Chromium is not found.")
        say("skipped: the browser tests, for Chromium is not found")
        yield
        return
    # Playwright runs an event loop in the test's thread; Django would refuse its database there.
    environment = {**os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    command = pytest_command("--override-ini=addopts=-ra --strict-markers --import-mode=importlib", "tests/e2e")
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield
            say("the suite: Chromium")
            process.wait()
        finally:
            process.terminate()
            process.wait()
            output.seek(0)
            print(output.read(), flush=True)  # noqa: T201
    if process.returncode:
        sys.exit(process.returncode)


def pytest_command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-q", *arguments]


def run_pytest(where: str, *arguments: str, **environment: str) -> None:
    say(f"the suite: {where}")
    done = subprocess.run(pytest_command(*arguments), env={**os.environ, **environment}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def find_postgres() -> Path | None:
    """The folder of PostgreSQL's programs: from PATH, else the newest of Debian's."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    candidates = [Path(found).resolve()] if found else debian[::-1]
    return next((path.parent for path in candidates if (path.parent / "pg_ctl").exists()), None)


@contextlib.contextmanager
def run_postgres(programs: Path, *options: str) -> Iterator[str]:
    """A cluster that lives as long as the block, on a unix socket alone, with these options. Yields its address."""
    prefix = NOBODY if os.geteuid() == 0 else ()
    with tempfile.TemporaryDirectory(prefix="kfor-quiz-pg-") as name:
        folder = Path(name)
        if prefix:
            shutil.chown(folder, "nobody", "nogroup")
        data = str(folder / "data")

        def run(program: str, *arguments: str) -> None:
            subprocess.run([*prefix, programs / program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=folder)

        run("initdb", "-D", data, "-U", "quiz", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = ["listen_addresses=''", f"unix_socket_directories={folder}", *options]
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", " ".join(f"-c {one}" for one in settings), "start")
        try:
            yield f"postgres://quiz@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def say(line: str) -> None:
    print(f"\n{line}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
