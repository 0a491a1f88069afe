"""The server as `manage.py serve` starts it, for as long as a block lasts."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from kfor_quiz.operations.management.commands.serve import SERVER, count_cores

START_S = 30


@contextlib.contextmanager
def run_server() -> Iterator[int]:
    """Yields the port, once the server answers; ends the server, and it alone, with the block."""
    port = find_port()
    place = ("--workers", str(count_cores()), "--host", "127.0.0.1", "--port", str(port))
    server = subprocess.Popen([sys.executable, *SERVER, *place, "kfor_quiz.wsgi:application"], env=os.environ)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=START_S)


def find_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Raise TimeoutError where nothing answers for too long."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(f"the server does not answer on port {port}")
