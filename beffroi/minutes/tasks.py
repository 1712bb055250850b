"""The room's long work and housekeeping, registered by name."""

from __future__ import annotations

from typing import Any

from beffroi.work import jobs, worker

from .actions import keep, process


@jobs.register(process.JOB)
def process_meeting(run: jobs.JobRun) -> dict[str, Any]:
    return process.process(run)


@worker.every_round
def remove_expired_sound() -> None:
    keep.remove_expired()
