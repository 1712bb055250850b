"""A real HTTP server that behaves as it is told: well, slowly, badly, or as an enemy would."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Behaviour = Callable[[BaseHTTPRequestHandler], None]


def answers(content: object, status: int = 200, **headers: str) -> Behaviour:
    """JSON, as a good server sends it."""
    return sends(json.dumps(content).encode(), status, "application/json", None, **headers)


def sends(
    body: bytes, status: int = 200, kind: str = "text/html", declared: int | None = None, **headers: str
) -> Behaviour:
    """Any bytes; ``declared`` is a Content-Length that may lie (then the connection is cut)."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body) if declared is None else declared))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = declared is not None

    return behave


def waits(seconds: float, then: Behaviour) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        then(handler)

    return behave


def drips(byte: bytes = b" ", every: float = 0.05, times: int = 200) -> Behaviour:
    """An answer that never ends: each byte comes in time, the whole never does."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        for _ in range(times):
            handler.wfile.write(byte)
            handler.wfile.flush()
            time.sleep(every)

    return behave


def holds(gone: threading.Event, first: bytes = b"", seconds: float = 20.0) -> Behaviour:
    """``first`` (an answer begun, with its headers), then nothing: the server works on. ``gone`` is set as soon as the
    client closes its connection."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        if first:
            handler.wfile.write(first)
            handler.wfile.flush()
        handler.connection.settimeout(seconds)
        try:
            if not handler.connection.recv(1):
                gone.set()
        except TimeoutError:
            pass
        except OSError:
            gone.set()
        handler.close_connection = True

    return behave


def floods(megabytes: int) -> Behaviour:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(megabytes * 2**20))
        handler.end_headers()
        for _ in range(megabytes):
            handler.wfile.write(b"x" * 2**20)

    return behave


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """Closes the connection without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


@dataclass
class HttpDouble:
    """``behaviours`` are played in order, one a request; the last one stays."""

    behaviours: list[Behaviour]
    requests: list[Request] = field(default_factory=list)
    url: str = ""

    def next(self) -> Behaviour:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


@contextmanager
def http_server(*behaviours: Behaviour) -> Iterator[HttpDouble]:
    """A server on a free port of the loopback, for the time of the block."""
    double = HttpDouble(list(behaviours))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            double.requests.append(Request(self.command, self.path, dict(self.headers), body))
            try:
                double.next()(self)
            except OSError:  # the client left
                self.close_connection = True

        do_GET = do_POST = _serve

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    double.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
