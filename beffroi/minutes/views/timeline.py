"""The steps of a meeting, from its announcement to the sent text: what is done, what is now, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi.minutes.models import Meeting, MinutesState
from beffroi.work.models import Job, JobState


@dataclass(frozen=True, slots=True)
class Step:
    """``state``: "done", "now", "block" or "later"; ``template`` draws its inside."""

    name: str
    title: str
    state: str

    @property
    def template(self) -> str:
        return f"minutes/steps/{self.name}.html"


def timeline(meeting: Meeting, recording: Any, text: Any, job: Job | None, reader: bool) -> list[Step]:
    approved = text is not None and text.state == MinutesState.APPROVED
    sent = text is not None and text.deliveries.exists()
    return [
        Step("agenda", "Réunion annoncée", "done"),
        Step("recording", "Enregistrement", "done" if recording else "now"),
        Step("work", "Préparation par la machine", _work(recording, text, job)),
        Step("reading", "Relecture", "later" if text is None else "done" if approved else "now"),
        Step("approval", "Approbation", "done" if approved else "now" if _ready(text) else "later"),
        Step("sending", "Envoi et documents", "done" if sent else "now" if approved else "later"),
    ]


def _work(recording: Any, text: Any, job: Job | None) -> str:
    if text is not None and not (job and job.is_live):
        return "done"
    if recording is None:
        return "later"
    return "block" if job and job.state in {JobState.FAILED, JobState.CANCELLED} else "now"


def _ready(text: Any) -> bool:
    return text is not None and not text.flags.filter(answer="").exists()
