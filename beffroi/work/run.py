"""A job while it runs: what its function is given, the lease that says its worker lives, how it is told to stop."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import close_old_connections, connection
from django.utils import timezone

from .models import Job, JobState

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
HEARTBEAT = 15.0
LOOK_SECONDS = 2.0

Told = Callable[[str, float, float, float | None], None]
stopping = threading.Event()
"""Set when this process is told to end."""
# Not the process number alone: a container that starts again often has the same one.
_TOKEN = secrets.token_hex(4)


class Cancelled(Exception):
    """The person asked to stop; what was done is kept."""


class Interrupted(Exception):
    """The worker was told to stop: the job goes back to the queue, and on from what is kept."""


class TakenOver(Exception):
    """This worker was silent for too long (a machine asleep): another one has its job, which it must not touch."""


class WorkError(Exception):
    """Long work could not go on. The message is French, for the person who waits; ``retry``: may help."""

    def __init__(self, message: str, *, retry: bool = True) -> None:
        super().__init__(message)
        self.retry = retry


def me() -> str:
    """This process, as the holder of a job."""
    return f"{socket.gethostname()[:50]}:{os.getpid()}:{_TOKEN}"


def is_dead(worker: str) -> bool:
    """Whether this holder was a process of this very machine that is no more."""
    host, _, rest = worker.partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname()[:50] or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def new_lease() -> datetime:
    return timezone.now() + LEASE


class JobRun:
    """What a running job's function is given: its arguments, and how to tell its progress."""

    def __init__(self, job: Job, told: Told | None = None) -> None:
        self.job = job
        self.arguments: dict[str, Any] = job.arguments
        self.user = job.started_by
        self.notes: list[str] = []
        """French sentences about what was done otherwise than asked; the person reads them with the result."""
        self._told = told
        self._clock = timezone.now()
        self._first_done: float | None = None
        self._over, self._home = False, threading.get_ident()
        self._next_look = time.monotonic() + LOOK_SECONDS

    def progress(self, step: str, done: float = 0, total: float = 0) -> None:
        """Tell what is being done (French) and how much. Raises Cancelled when a person asked to stop."""
        if step != self.job.step:
            self._clock, self._first_done = timezone.now(), done
        left = self._seconds_left(done, total)
        self.job.step, self.job.done, self.job.total = step, done, total
        Job.unscoped.filter(pk=self.job.pk).update(step=step, done=done, total=total, seconds_left=left)
        if self._told:
            self._told(step, done, total, left)
        self.check()

    def check(self) -> None:
        """Raises Cancelled, Interrupted, TakenOver."""
        asked = Job.unscoped.filter(pk=self.job.pk).values("cancel_asked", "state", "worker").first()
        if asked is None or (asked["state"], asked["worker"]) != (JobState.RUNNING, me()):
            raise TakenOver
        if asked["cancel_asked"]:
            raise Cancelled
        if stopping.is_set():
            raise Interrupted

    def is_over(self) -> bool:
        """Whether ``check`` would raise; looked at every two seconds at most, from any thread: what lasts in the middle
        of a step asks it, ends early, and lets ``check`` say why."""
        if not self._over and time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + LOOK_SECONDS
            try:
                self.check()
            except (Cancelled, Interrupted, TakenOver):
                self._over = True
            finally:
                if threading.get_ident() != self._home:
                    connection.close()
        return self._over

    def _seconds_left(self, done: float, total: float) -> float | None:
        gained = done - (self._first_done or 0)
        if not total or gained <= 0:
            return None
        return (timezone.now() - self._clock).total_seconds() * (total - done) / gained


class Heartbeat:
    """Renews the lease while the job runs, from a thread, so that a slow step is not taken for a death."""

    def __init__(self, job: Job) -> None:
        self.pk = job.pk
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *exc: object) -> None:
        self.stop.set()
        self.thread.join(timeout=5)

    def _beat(self) -> None:
        while not self.stop.wait(HEARTBEAT):
            close_old_connections()
            try:
                held = Job.unscoped.filter(pk=self.pk, state=JobState.RUNNING, worker=me())
                held.update(lease_until=new_lease())
            except Exception:
                logger.warning("Heartbeat of %s missed", self.pk, exc_info=True)
        connection.close()
