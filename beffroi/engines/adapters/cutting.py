"""Ending an exchange from outside: its connection is shut down, whatever it was waiting for."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

POLL_SECONDS = 0.1
_CONNECTED = ("connect_tcp.complete", "start_tls.complete", "connect_unix_socket.complete")


class Cut:
    """``with Cut(cancelled, seconds) as cut``: while it lasts, a thread asks ``cancelled`` and looks at the time.

    ``trace`` is given to httpx, which tells it of each connection (its own: none is taken from a pool)."""

    def __init__(self, cancelled: Callable[[], bool], seconds: float) -> None:
        self.cancelled = self.late = False
        self._asked, self._until = cancelled, time.monotonic() + seconds
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._thread = threading.Thread(target=self._watch, name="beffroi-cut", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    @property
    def done(self) -> bool:
        return self.cancelled or self.late

    def trace(self, name: str, info: Mapping[str, Any]) -> None:
        if name.endswith(_CONNECTED):
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
                if self.done:
                    self._shut()

    def _watch(self) -> None:
        while not self._over.wait(POLL_SECONDS):
            self.cancelled = self._asked()
            self.late = time.monotonic() > self._until
            if self.done:
                with self._lock:
                    self._shut()
                return

    def _shut(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                # Of the plain socket, under TLS too: whoever reads from it wakes up at once.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
