"""Sending requests over connections that stay open, as fast as they are answered, and timing each."""

import socket
import statistics
import threading
import time
from dataclasses import dataclass

OK = b"HTTP/1.1 200"
LONGEST_WAIT_S = 30


@dataclass(frozen=True)
class Outcome:
    """One round of one view: requests a second, and how long one took, in milliseconds."""

    rate: float
    p50: float
    p95: float
    p99: float


class Connection:
    """One client's connection to the server; it reads no more of a reply than whether it is one, and where it ends."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=LONGEST_WAIT_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> float:
        """Send it and read the whole reply. Return the seconds it took; raise ConnectionError for any reply but a 200."""
        started = time.perf_counter()
        self.socket.sendall(request)
        head, _blank, body = self._read_until(b"\r\n\r\n").partition(b"\r\n\r\n")
        if not head.startswith(OK):
            raise ConnectionError(f"{request.split(b' HTTP')[0].decode()}: {head.splitlines()[0].decode()}")
        missing = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0]) - len(body)
        while missing > 0:
            missing -= len(self._receive())
        return time.perf_counter() - started

    def _read_until(self, mark: bytes) -> bytes:
        read = b""
        while mark not in read:
            read += self._receive()
        return read

    def _receive(self) -> bytes:
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("the server closed the connection")
        return part


def run_round(port: int, clients: list[list[bytes]]) -> Outcome:
    """Let every client send its requests one after the other, all clients at once."""
    times: list[float] = []
    faults: list[Exception] = []

    def work(requests: list[bytes]) -> None:
        try:
            connection = Connection(port)
            times.extend([connection.ask(request) for request in requests])
        except Exception as fault:  # noqa: BLE001 - told by the thread that waits
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(requests,)) for requests in clients]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    if faults:
        raise faults[0]
    cuts = statistics.quantiles((1000 * one for one in times), n=100)
    return Outcome(len(times) / seconds, cuts[49], cuts[94], cuts[98])


def median_of(outcomes: list[Outcome]) -> Outcome:
    """The median of each figure."""
    return Outcome(*(statistics.median(getattr(one, name) for one in outcomes) for name in ("rate", "p50", "p95", "p99")))
