"""What the recording is worth before it is listened to: its length, silences, clipping, inverted channels."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from beffroi.documents import preflight
from beffroi.documents.errors import DocumentError
from beffroi.minutes.models import Meeting
from beffroi.work.jobs import JobRun, WorkError

from .local_file import local_copy


def examine_recording(meeting: Meeting, run: JobRun) -> None:
    """Fill in the recording's preflight, duration and waveform. Raises WorkError for sound that cannot serve."""
    recording = meeting.recording
    if recording.is_transcript or recording.preflight:
        return
    run.progress("Examen de l’enregistrement")
    with local_copy(recording) as path:
        try:
            found = preflight.examine(path)
        except DocumentError as error:
            raise WorkError(str(error), retry=False)
    refused = [problem for problem in found.problems if problem.severity == "refuse"]
    if refused:
        raise WorkError(" ".join(problem.message for problem in refused), retry=False)
    recording.duration = found.duration
    recording.waveform = list(found.waveform)
    recording.preflight = _kept(found)
    recording.save(update_fields=["duration", "waveform", "preflight"])


def _kept(found: preflight.Preflight) -> dict[str, Any]:
    kept = asdict(found)
    kept.pop("waveform")
    return kept
