"""Start long work by its registered name, run it with progress, cancellation, a lease and resumption.

A job's function must be resumable: it is called again from the start after its worker was killed, and skips
what it finds already done. It receives a ``JobRun``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from beffroi.town.scope import scope

from . import disk
from .models import Job, JobState
from .run import Cancelled, Heartbeat, Interrupted, JobRun, TakenOver, Told, WorkError, is_dead, me, new_lease, stopping

__all__ = [
    "Cancelled",
    "JobRun",
    "WorkError",
    "abandon",
    "cancel",
    "live",
    "recover",
    "register",
    "retry",
    "run_here",
    "run_now",
    "start",
    "stop_running",
]

logger = logging.getLogger(__name__)

LOST = timedelta(minutes=2)
MAX_ATTEMPTS = 5

JobFunction = Callable[["JobRun"], dict[str, Any] | None]
_registered: dict[str, JobFunction] = {}
UNFORESEEN = (
    "Une erreur imprévue a arrêté le travail. Ce qui était fait est gardé : vous pouvez relancer. "
    "Si cela recommence, transmettez le journal technique à la personne qui s’occupe de l’informatique."
)


def register(name: str) -> Callable[[JobFunction], JobFunction]:
    def keep(function: JobFunction) -> JobFunction:
        _registered[name] = function
        return function

    return keep


def start(name: str, *, subject: str, user: Any = None, **arguments: Any) -> Job:
    """Queue the job for the commune in scope; the same job already live on ``subject`` is returned instead.

    Raises KeyError for an unregistered name."""
    job, made = _create(name, subject, user, arguments)
    if made:
        _enqueue(job.pk)
        job.refresh_from_db()
    return job


def run_here(name: str, *, subject: str, user: Any = None, told: Told | None = None, **arguments: Any) -> Job:
    """Run the job in this process, past the queue, and return it ended. Stopped from the keyboard, it waits to be
    taken up again. Raises WorkError when another process has it."""
    job, _ = _create(name, subject, user, arguments)
    if job.state == JobState.RUNNING and (
        job.lease_until is None or job.lease_until < timezone.now() or is_dead(job.worker)
    ):
        held = Job.unscoped.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker)
        held.update(state=JobState.QUEUED, worker="", lease_until=None)
    try:
        run_now(str(job.pk), told)
    except BaseException:
        abandon(job)
        raise
    job.refresh_from_db()
    if job.is_live:
        raise WorkError(
            "Un autre programme fait déjà ce travail : attendez qu’il finisse. S’il vient d’être arrêté, "
            "recommencez dans une minute."
        )
    return job


def _create(name: str, subject: str, user: Any, arguments: dict[str, Any]) -> tuple[Job, bool]:
    """The job, and whether it is new."""
    if name not in _registered:
        raise KeyError(name)
    live = Job.objects.filter(name=name, subject=subject, state__in=[JobState.QUEUED, JobState.RUNNING])
    if found := live.first():
        return found, False
    try:
        with transaction.atomic():
            job = Job(name=name, subject=subject, arguments=arguments, started_by=user)
            job.save()
    except IntegrityError:
        return live.get(), False
    return job, True


def live(subject: str) -> bool:
    """Whether some work waits or runs on ``subject``."""
    return Job.objects.filter(subject=subject, state__in=[JobState.QUEUED, JobState.RUNNING]).exists()


def cancel(job: Job) -> None:
    """Ask a live job to stop at its next step; one still queued stops at once."""
    Job.unscoped.filter(pk=job.pk, state__in=[JobState.QUEUED, JobState.RUNNING]).update(cancel_asked=True)
    Job.unscoped.filter(pk=job.pk, state=JobState.QUEUED).update(state=JobState.CANCELLED, finished_at=timezone.now())


def stop_running() -> None:
    """This process is ending: what it runs stops at its next step and goes back to the queue, for another."""
    stopping.set()


def abandon(job: Job) -> None:
    """A person stopped the process that ran ``job`` in their own terminal: it waits to be taken up again."""
    held = Job.unscoped.filter(pk=job.pk, state__in=[JobState.QUEUED, JobState.RUNNING], worker__in=["", me()])
    held.update(state=JobState.CANCELLED, finished_at=timezone.now(), lease_until=None)


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
    taken = Job.unscoped.filter(pk=job_id, state=JobState.QUEUED).update(
        state=JobState.RUNNING, worker=me(), lease_until=new_lease(), error=""
    )
    if not taken:
        return
    job = Job.unscoped.select_related("commune", "started_by").get(pk=job_id)
    job.attempt += 1
    job.started_at = job.started_at or timezone.now()
    job.save(update_fields=["attempt", "started_at"])
    with scope(job.commune), Heartbeat(job):
        _run(job, told)


def _run(job: Job, told: Told | None) -> None:
    run = JobRun(job, told)
    try:
        result = _registered[job.name](run)
    except Cancelled:
        _finish(job, JobState.CANCELLED)
    except Interrupted:
        _hand_back(job)
    except SystemExit:
        _hand_back(job)
        raise
    except TakenOver:
        logger.warning("Job %s is held by another worker: left to it", job)
    except Exception as error:
        _finish(job, JobState.FAILED, error=_explanation(job, error), can_retry=getattr(error, "retry", True))
    else:
        _finish(job, JobState.DONE, result=result or {}, seconds_left=0)


def _explanation(job: Job, error: Exception) -> str:
    if hasattr(error, "retry"):
        return str(error)
    if trouble := disk.trouble(error):
        return f"{trouble} : le travail s’est arrêté. Ce qui était fait est gardé. {disk.what_to_do(error)}"
    logger.error("Job %s failed", job, exc_info=error)
    return UNFORESEEN


def _hand_back(job: Job) -> None:
    """To the queue, at once: a stop that was asked for is not a death, and does not count as a try."""
    with transaction.atomic():
        held = Job.unscoped.filter(pk=job.pk, state=JobState.RUNNING, worker=me())
        if held.update(state=JobState.QUEUED, worker="", lease_until=None, attempt=job.attempt - 1):
            _enqueue(job.pk)


def _finish(job: Job, state: str, **fields: Any) -> None:
    held = Job.unscoped.filter(pk=job.pk, state=JobState.RUNNING, worker=me())
    held.update(state=state, finished_at=timezone.now(), lease_until=None, **fields)
