"""Start long work by its registered name, run it with progress, cancellation, a lease and resumption.

A job's function must be resumable: it is called again from the start after its worker was killed, and skips
what it finds already done. It receives a ``JobRun``.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, close_old_connections, transaction
from django.utils import timezone
from django_tasks import task

from beffroi.town.scope import scope

from .models import Job, JobState

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
HEARTBEAT = 15.0
LOST = timedelta(minutes=2)
MAX_ATTEMPTS = 5

JobFunction = Callable[["JobRun"], dict[str, Any] | None]
Told = Callable[[str, float, float, float | None], None]
_registered: dict[str, JobFunction] = {}


class Cancelled(Exception):
    """The person asked to stop; what was done is kept."""


class WorkError(Exception):
    """Long work could not go on. The message is French, for the person who waits; ``retry``: may help."""

    def __init__(self, message: str, *, retry: bool = True) -> None:
        super().__init__(message)
        self.retry = retry


def register(name: str) -> Callable[[JobFunction], JobFunction]:
    def keep(function: JobFunction) -> JobFunction:
        _registered[name] = function
        return function

    return keep


def start(name: str, *, subject: str, user: Any = None, **arguments: Any) -> Job:
    """Queue the job for the commune in scope; the same job already live on ``subject`` is returned instead.

    Raises KeyError for an unregistered name."""
    if name not in _registered:
        raise KeyError(name)
    live = Job.objects.filter(name=name, subject=subject, state__in=[JobState.QUEUED, JobState.RUNNING])
    if found := live.first():
        return found
    try:
        with transaction.atomic():
            job = Job(name=name, subject=subject, arguments=arguments, started_by=user)
            job.save()
    except IntegrityError:
        return live.get()
    _enqueue(job.pk)
    job.refresh_from_db()
    return job


def cancel(job: Job) -> None:
    """Ask a live job to stop at its next step; one still queued stops at once."""
    Job.unscoped.filter(pk=job.pk, state__in=[JobState.QUEUED, JobState.RUNNING]).update(cancel_asked=True)
    Job.unscoped.filter(pk=job.pk, state=JobState.QUEUED).update(state=JobState.CANCELLED, finished_at=timezone.now())


def retry(job: Job) -> Job:
    """Queue again a job that failed or was cancelled; it goes on from what is kept."""
    return start(job.name, subject=job.subject, user=job.started_by, **job.arguments)


def recover() -> int:
    """Queue again the jobs whose worker died: its lease ran out, or it fell before taking it. Returns how many."""
    now = timezone.now()
    for job in Job.unscoped.filter(state=JobState.QUEUED, queued_at__lt=now - LOST):
        _enqueue(job.pk)
    dead = Job.unscoped.filter(state=JobState.RUNNING, lease_until__lt=now)
    count = 0
    for job in dead:
        if job.attempt >= MAX_ATTEMPTS:
            dead.filter(pk=job.pk).update(
                state=JobState.FAILED,
                finished_at=now,
                error="Le travail s’est interrompu plusieurs fois sans pouvoir finir. Ce qui était fait est "
                "gardé. Vérifiez la mémoire et le disque de la machine, puis relancez.",
            )
            continue
        # The condition on the lease makes two recovering workers queue it once.
        if dead.filter(pk=job.pk).update(state=JobState.QUEUED, worker="", lease_until=None):
            _enqueue(job.pk)
            count += 1
    return count


def _enqueue(pk: Any) -> None:
    """In the caller's transaction, so that the job and its place in the queue exist together. Queued twice, it
    runs once: the second finds it taken."""
    Job.unscoped.filter(pk=pk).update(queued_at=timezone.now())
    run_job.enqueue(str(pk))


@task()
def run_job(job_id: str) -> None:
    """A worker's way in."""
    run_now(job_id)


def run_now(job_id: str, told: Told | None = None) -> None:
    """Run one queued job in this process; does nothing when it is no longer queued (cancelled, or taken by
    another worker). ``told(step, done, total, seconds left)`` hears of its progress."""
    worker = f"{socket.gethostname()}:{os.getpid()}"
    taken = Job.unscoped.filter(pk=job_id, state=JobState.QUEUED).update(
        state=JobState.RUNNING, worker=worker, lease_until=timezone.now() + LEASE, error=""
    )
    if not taken:
        return
    job = Job.unscoped.select_related("commune", "started_by").get(pk=job_id)
    job.attempt += 1
    job.started_at = job.started_at or timezone.now()
    job.save(update_fields=["attempt", "started_at"])
    with scope(job.commune), _Heartbeat(job):
        _run(job, told)


def _run(job: Job, told: Told | None) -> None:
    run = JobRun(job, told)
    try:
        result = _registered[job.name](run)
    except Cancelled:
        _finish(job, JobState.CANCELLED)
    except Exception as error:
        explained = hasattr(error, "retry")
        if not explained:
            logger.exception("Job %s failed", job)
        message = (
            str(error)
            if explained
            else "Une erreur imprévue a arrêté le travail. Ce qui était fait est gardé : vous pouvez relancer. "
            "Si cela recommence, transmettez le journal technique à la personne qui s’occupe de l’informatique."
        )
        _finish(job, JobState.FAILED, error=message, can_retry=getattr(error, "retry", True))
    else:
        _finish(job, JobState.DONE, result=result or {}, seconds_left=0)


def _finish(job: Job, state: str, **fields: Any) -> None:
    Job.unscoped.filter(pk=job.pk).update(state=state, finished_at=timezone.now(), lease_until=None, **fields)


class JobRun:
    """What a running job's function is given: its arguments, and how to tell its progress."""

    def __init__(self, job: Job, told: Told | None = None) -> None:
        self.job = job
        self.arguments: dict[str, Any] = job.arguments
        self.user = job.started_by
        self._told = told
        self._clock = timezone.now()
        self._first_done: float | None = None

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
        if Job.unscoped.filter(pk=self.job.pk, cancel_asked=True).exists():
            raise Cancelled

    def _seconds_left(self, done: float, total: float) -> float | None:
        gained = done - (self._first_done or 0)
        if not total or gained <= 0:
            return None
        return (timezone.now() - self._clock).total_seconds() * (total - done) / gained


class _Heartbeat:
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
                Job.unscoped.filter(pk=self.pk, state=JobState.RUNNING).update(lease_until=timezone.now() + LEASE)
            except Exception:
                logger.warning("Heartbeat of %s missed", self.pk, exc_info=True)
        from django.db import connection

        connection.close()
