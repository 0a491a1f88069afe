"""Start the web server on this machine."""

import errno
import os
import socket
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

SERVER = (
    *("-m", "granian", "--interface", "wsgi", "--blocking-threads", "1", "--no-ws"),
    *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning"),
)


def count_cores() -> int:
    """The cores that this process may use, or those of the machine where the system does not tell."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_port(text: str) -> int:
    """Raise CommandError with one sentence unless the text is a port; argparse would add its usage."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"{text!r} is not a port. A port is a number from 1 to 65535.")
    return int(text)


def check_port(host: str, port: int) -> None:
    """Raise CommandError with one sentence unless a server can listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} is in use. Stop what uses it, or choose another: PORT={port + 1} make run"
                ) from error
            raise CommandError(f"Cannot listen on {host}, port {port}: {error.strerror}.") from error


class Command(BaseCommand):
    help = "Prepare the app, then serve it until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="8000, or what PORT says")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], read_port(str(options["port"]))
        check_port(host, port)
        call_command("prepare", stdout=self.stdout)
        self.stdout.write(f"The app is at http://{host}:{port}/ (Ctrl-C stops it)")
        self.stdout.flush()
        place = ("--workers", str(count_cores()), "--host", host, "--port", str(port))
        command = [sys.executable, *SERVER, *place, "kfor_quiz.wsgi:application"]
        os.execv(sys.executable, command)  # noqa: S606 - this process becomes the server, so that it gets the signals
