"""An installation of its own in other processes: what a test starts, kills and looks at.

``python -m tests.work.house ACTION`` in an environment that says where its data is; ``House`` does that for a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
FAKES = {"BEFFROI_SPEECH": "fake", "BEFFROI_DIARIZATION": "fake", "BEFFROI_TEXT": "fake"}
PATIENCE = 60


@dataclass
class House:
    environment: dict[str, str]
    workers: list[subprocess.Popen[str]] = field(default_factory=list)

    def do(self, *arguments: object) -> Any:
        """The JSON that an action prints."""
        done = subprocess.run(self._command(*arguments), **self._how(), timeout=PATIENCE, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def begun(self, *arguments: object) -> subprocess.Popen[str]:
        """An action that runs beside the others."""
        return subprocess.Popen(self._command(*arguments), **self._how())

    def worker(self, **options: object) -> subprocess.Popen[str]:
        arguments = [text for name, value in options.items() for text in (f"--{name}", value)]
        worker = self.begun("work", *arguments)
        self.workers.append(worker)
        return worker

    def waited(self, worker: subprocess.Popen[str], said: str, times: int = 1) -> None:
        """Return once the worker has said it that many times."""
        assert worker.stdout
        for line in worker.stdout:
            times -= line.strip() == said
            if times == 0:
                return
        raise AssertionError(f"The worker ended: {worker.stderr.read() if worker.stderr else ''}")

    def until(self, state: str) -> dict[str, Any]:
        """What there is to see once the job is in that state."""
        seen = self.do("show", state)
        assert seen["state"] == state, seen
        return dict(seen)

    def _command(self, *arguments: object) -> list[str]:
        return [sys.executable, "-m", "tests.work.house", *map(str, arguments)]

    def _how(self) -> dict[str, Any]:
        return {
            "cwd": ROOT,
            "env": self.environment,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "text": True,
        }


@contextmanager
def a_house(var: Path, database: str, **environment: str) -> Iterator[House]:
    """``database``: "sqlite", or the address of a PostgreSQL server's database, beside which one is made."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BEFFROI_", "DJANGO_"))}
    kept |= FAKES | environment | {"BEFFROI_VAR": str(var), "DJANGO_SETTINGS_MODULE": "beffroi.config.settings"}
    name = f"beffroi_house_{uuid4().hex[:12]}"
    if database != "sqlite":
        _on_server(database, f"CREATE DATABASE {name}")
        kept["BEFFROI_DATABASE"] = f"{database.rpartition('/')[0]}/{name}"
    house = House(kept)
    try:
        yield house
    finally:
        for worker in house.workers:
            worker.kill()
            worker.communicate()
        if database != "sqlite":
            _on_server(database, f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(database: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(statement)


# --- in the other process ---------------------------------------------------------------------------------


def deposit(path: str) -> dict[str, Any]:
    """A commune, a clerk with an address, a meeting with this recording, and the work asked for."""
    from django.db import connection

    from beffroi.town import fresh

    fresh.build(connection)
    from beffroi.minutes.actions.create_meeting import create_meeting
    from beffroi.minutes.actions.process import start_processing
    from beffroi.minutes.actions.receive_recording import receive_recording
    from beffroi.town.scope import scope
    from tests.doubles.cast import a_commune, a_person

    commune = a_commune()
    with scope(commune):
        alice = a_person("alice", commune, email="alice@valbrume.fr")
        meeting = create_meeting(user=alice, kind="team", template="team", title="Réunion")
        receive_recording(meeting, Path(path), "seance.wav", user=alice)
        start_processing(meeting, alice)
    return {}


def work(*options: str) -> None:
    """A worker whose recogniser takes its time and says each window that it begins."""
    from beffroi.engines import registry
    from beffroi.engines.adapters.fakes import ScriptedRecognizer
    from beffroi.work import run, worker

    given = dict(zip(options[::2], options[1::2], strict=True))
    lease = float(given.get("--lease", 60))
    run.LEASE, run.HEARTBEAT, worker.RECOVER_EVERY = timedelta(seconds=lease), lease / 4, lease / 4

    class Slow(ScriptedRecognizer):
        def transcribe(self, samples: Any, **options: Any) -> Any:
            print("window", flush=True)
            time.sleep(float(given.get("--slow", 0)))
            return super().transcribe(samples, **options)

    print("ready", flush=True)
    with registry.use(speech=Slow()):
        worker.run(interval=0.1)


def show(state: str = "") -> dict[str, Any]:
    """What is there, once the job is in that state and its messages have left."""
    from beffroi.audit.journal import verify
    from beffroi.audit.models import Entry
    from beffroi.minutes.ai_uses import TRANSCRIBE
    from beffroi.minutes.models import Minutes, Utterance, Window
    from beffroi.work.models import Job, OutboxMessage

    limit = time.monotonic() + PATIENCE / 2
    while state and time.monotonic() < limit:
        waiting = OutboxMessage.unscoped.filter(state__in=["pending", "sending"]).exists()
        if Job.unscoped.latest("created_at").state == state and not waiting:
            break
        time.sleep(0.1)
    job = Job.unscoped.latest("created_at")
    calls = Entry.objects.filter(action="ai_call")
    return {
        "state": str(job.state),
        "attempt": job.attempt,
        "error": job.error,
        "windows": Window.unscoped.count(),
        "done": Window.unscoped.exclude(done_at=None).count(),
        "heard": sum(call.data["use"] == TRANSCRIBE.code for call in calls),
        "utterances": Utterance.unscoped.count(),
        "drafts": Minutes.unscoped.count(),
        "mail": [str(message.state) for message in OutboxMessage.unscoped.all()],
        "journal": verify(),
        "tried": Entry.objects.filter(action="tried").count(),
    }


def journal(name: str, lines: str) -> dict[str, Any]:
    """Write lines to the journal, for the commune and for the installation in turn."""
    from beffroi.audit.journal import record
    from beffroi.town.models import Commune
    from beffroi.town.scope import scope

    commune = Commune.objects.get()
    for rank in range(int(lines)):
        if rank % 4:
            with scope(commune):
                record("tried", actor=name, rank=rank)
        else:
            record("tried", actor=name, rank=rank)
    return {}


def main() -> None:
    import django

    django.setup()
    done = globals()[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(done))


if __name__ == "__main__":
    main()
