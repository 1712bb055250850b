"""The one text server of this machine, seen from the processes that use it: found, started, stopped.

The server holds a lock (``text-engine.lock``) as long as it lives and writes where it is and its key in
``text-engine.json``, readable by its owner alone. Both are in the data folder.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import httpx

from .protocols import EngineError

START_SECONDS = 180.0
ALREADY_SERVED = 3
"""Exit status of a server that found another one elected."""

_children: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, slots=True)
class Found:
    """A server as it describes itself."""

    url: str
    key: str
    pid: int
    model: str
    context_tokens: int


def state_path(folder: Path) -> Path:
    return folder / "text-engine.json"


def find(folder: Path) -> Found | None:
    """The server that says it is there; it may have died without a word."""
    try:
        return Found(**json.loads(state_path(folder).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def announce(folder: Path, found: Found) -> None:
    """Called by the server once it answers."""
    beside = state_path(folder).with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        json.dump(asdict(found), stream)
    beside.replace(state_path(folder))


def elect(folder: Path) -> IO[str] | None:
    """The lock, held until it is closed; None when another process holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "text-engine.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def ensure(model: Path, folder: Path, *, context_tokens: int, idle_seconds: float) -> Found:
    """The server of this machine, with this model, answering; started if need be. Raises EngineError."""
    started: subprocess.Popen[bytes] | None = None
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = find(folder)
        if found and found.model == str(model) and found.context_tokens == context_tokens and _answers(found):
            return found
        if found and started is None:
            stop(folder)  # another model, or one that does not answer any more
        if started is None or started.poll() == ALREADY_SERVED:
            # The elected one may be on its way out: ask again until someone answers.
            time.sleep(0.5 if started else 0)
            started = _start(model, folder, context_tokens, idle_seconds)
        elif started.poll() is not None:
            raise EngineError(_last_words(folder), retry=True)
        time.sleep(0.1)
    raise EngineError(
        f"Le moteur de texte embarqué n’a pas démarré en {round(START_SECONDS)} secondes. "
        "La machine est peut-être surchargée : réessayez.",
        retry=True,
    )


def stop(folder: Path, patience: float = 10.0) -> bool:
    """End the server of this machine; True when one was running. It is asked first, then killed."""
    found = find(folder)
    if found:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if not _held(folder):
                break
            # Its pid may belong to someone else once it is dead: the lock says that it is not.
            with suppress(ProcessLookupError):
                os.kill(found.pid, sign)
            _wait_until_free(folder, patience)
    if not _held(folder):
        state_path(folder).unlink(missing_ok=True)
    for child in list(_children):
        if child.poll() is not None:
            _children.remove(child)
    return found is not None


def _start(model: Path, folder: Path, context_tokens: int, idle_seconds: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "beffroi.engines.text_server", "--model", str(model), "--folder", str(folder)]
    command += ["--context", str(context_tokens), "--idle", str(idle_seconds)]
    folder.mkdir(parents=True, exist_ok=True)
    package = str(Path(__file__).resolve().parents[2])
    environment = os.environ | {
        # Threads that spin while others need the cores make everyone ten times slower.
        "OMP_WAIT_POLICY": "passive",
        "PYTHONPATH": os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")])),
    }
    with os.fdopen(os.open(_log_path(folder), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
        # In a session of its own: Ctrl-C in a terminal ends the one who asks, not the server others use.
        child = subprocess.Popen(  # noqa: S603 - our interpreter and our own module
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
        )
    _children.append(child)
    return child


def _answers(found: Found) -> bool:
    """Somebody listens; one who is too busy to say so in time counts."""
    try:
        with httpx.Client(trust_env=False, timeout=5.0) as client:
            return client.get(f"{found.url}/health").status_code == 200
    except httpx.ReadTimeout:
        return True
    except httpx.HTTPError:
        return False


def _held(folder: Path) -> bool:
    lock = elect(folder)
    if lock is None:
        return True
    lock.close()
    return False


def _wait_until_free(folder: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while _held(folder) and time.monotonic() < deadline:
        time.sleep(0.05)


def _log_path(folder: Path) -> Path:
    return folder / "text-engine.log"


def _last_words(folder: Path) -> str:
    """What the server said before it left: its last line, which is a French sentence."""
    with suppress(OSError):
        lines = _log_path(folder).read_text(errors="replace").strip().splitlines()
        if lines and lines[-1].endswith((".", "»")):
            return lines[-1]
    return f"Le moteur de texte embarqué s’est arrêté en démarrant. Voyez « {_log_path(folder)} »."
