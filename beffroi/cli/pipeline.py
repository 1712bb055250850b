"""The machine's work done in this process, with a progress bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import Explained
from .setup import Bar

if TYPE_CHECKING:
    from beffroi.minutes.models import Meeting


def run_here(meeting: Meeting, user: Any = None) -> None:
    """Run the meeting's job here and now. Raises Explained with the reason when it stops."""
    from beffroi.minutes.actions.process import start_processing
    from beffroi.work import jobs
    from beffroi.work.models import JobState

    bar = Bar()
    job = start_processing(meeting, user)
    jobs.run_now(str(job.pk), bar.show)
    bar.end()
    job.refresh_from_db()
    if job.state != JobState.DONE:
        raise Explained(job.error or "Le travail a été annulé.")
    meeting.refresh_from_db()
