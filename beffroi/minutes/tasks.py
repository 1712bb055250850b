"""The room's long work and housekeeping, registered by name. What they run is imported when they run: the web
process registers them without loading what only a worker needs."""

from __future__ import annotations

from typing import Any

from beffroi.work import jobs, worker


@jobs.register("minutes.process")
def process_meeting(run: jobs.JobRun) -> dict[str, Any]:
    from .actions import process

    return process.process(run)


@jobs.register("minutes.redraft")
def redraft_item(run: jobs.JobRun) -> dict[str, Any]:
    from .actions import redraft_job

    return redraft_job.run(run)


@jobs.register("minutes.public_sound")
def make_public_sound(run: jobs.JobRun) -> dict[str, Any]:
    from .actions import public_sound

    return public_sound.make(run)


@worker.every_round
def remove_expired_sound() -> None:
    from .actions import keep

    keep.remove_expired()


@worker.every_round
def tell_deadlines() -> None:
    from .actions import calendar

    calendar.remind()
