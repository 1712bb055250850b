"""``beffroi engine``: the process that holds the text model and serves it on the loopback, for all the others.

One a machine, elected by a lock. It leaves when it has been idle long enough, when it is told to (SIGTERM), or
when the file by which it is found is gone: it never outlives its use.
"""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from .adapters.llama_server import RunningServer, serve
from .protocols import EngineError
from .text_process import ALREADY_SERVED, Found, announce, elect, find, state_path

_MOST_THREADS = 8


def run(model: Path, folder: Path, *, context_tokens: int = 8192, idle_seconds: float = 600.0, threads: int = 0) -> int:
    """Serve ``model`` until told to stop; ``idle_seconds`` 0 is "never idle". Returns a process exit status.

    Raises EngineError when the model does not load."""
    lock = elect(folder)
    if lock is None:
        return ALREADY_SERVED
    with lock:
        _serve(model, folder, context_tokens, idle_seconds, threads or _threads())
    return 0


def _serve(model: Path, folder: Path, context_tokens: int, idle_seconds: float, threads: int) -> None:
    """Load, announce, watch, take the announcement back. The model is let go on return, before the lock is."""
    told = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: told.set())
    key = secrets.token_urlsafe(32)
    server = serve(model, key=key, context_tokens=context_tokens, threads=threads)
    announce(folder, Found(server.url, key, os.getpid(), str(model), context_tokens))
    try:
        _watch(server, folder, told, idle_seconds)
    finally:
        found = find(folder)
        if found and found.pid == os.getpid():
            state_path(folder).unlink(missing_ok=True)


def _watch(server: RunningServer, folder: Path, told: threading.Event, idle_seconds: float) -> None:
    """Returns when there is a reason to leave."""
    last_counters, last_active = "", time.monotonic()
    while not told.wait(min(2.0, idle_seconds / 4 or 2.0)):
        busy, counters = server.activity()
        if busy or counters != last_counters:
            last_counters, last_active = counters, time.monotonic()
        if idle_seconds and time.monotonic() - last_active > idle_seconds:
            return
        found = find(folder)
        if found is None or found.pid != os.getpid():
            return


def _threads() -> int:
    return max(1, min(_MOST_THREADS, len(os.sched_getaffinity(0))))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="beffroi.engines.text_server")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--context", type=int, default=8192)
    parser.add_argument("--idle", type=float, default=600.0)
    parser.add_argument("--threads", type=int, default=0)
    given = parser.parse_args(arguments)
    try:
        return run(
            given.model,
            given.folder,
            context_tokens=given.context,
            idle_seconds=given.idle,
            threads=given.threads,
        )
    except EngineError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    # Before the library is loaded: threads that wait must leave the cores to the others.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
