"""The machine's work done in this process, with a progress bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import Explained
from .setup import Bar

if TYPE_CHECKING:
    from beffroi.minutes.models import Meeting


def run_here(meeting: Meeting, user: Any = None) -> list[str]:
    """Run the meeting's job here and now; returns what it has to tell. Raises Explained when it stops."""
    from beffroi.minutes.actions.process import process_here
    from beffroi.work.jobs import WorkError
    from beffroi.work.models import JobState

    bar = Bar()
    try:
        job = process_here(meeting, user, bar.show)
    except WorkError as error:
        raise Explained(str(error))
    finally:
        bar.end()
    if job.state != JobState.DONE:
        raise Explained(job.error or "Le travail a été annulé.")
    meeting.refresh_from_db()
    return list(job.result.get("notes", []))
