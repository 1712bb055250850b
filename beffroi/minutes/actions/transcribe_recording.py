"""Sound becomes words: cut at silences, each window recognised through the gateway and kept as soon as done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from django.db import transaction
from django.utils import timezone

from beffroi.charter import gateway
from beffroi.documents import audio
from beffroi.minutes import ai_uses
from beffroi.minutes.domain import vocabulary, windows
from beffroi.minutes.models import Meeting, Recording, Window
from beffroi.work.jobs import JobRun, WorkError

from .local_file import local_copy


def transcribe_recording(meeting: Meeting, run: JobRun) -> None:
    """Recognise every window that is not yet done. Raises EngineError, Refused, WorkError, Cancelled."""
    recording = meeting.recording
    if recording.is_transcript or meeting.utterances.exists():
        return
    with local_copy(recording) as path:
        if not recording.windows.exists():
            _plan(recording, path, run)
        todo = list(recording.windows.filter(done_at=None))
        total = recording.windows.count()
        run.progress("Écoute et transcription", total - len(todo), total)
        hints = vocabulary.hints(meeting.members(), meeting.agenda())
        for window, samples in _sounds(path, todo):
            _recognise(window, samples, hints, run)
            total_done = recording.windows.exclude(done_at=None).count()
            run.progress("Écoute et transcription", total_done, total)
    if not any(window.segments for window in recording.windows.all()):
        raise WorkError(
            "Aucune parole n’a été entendue dans cet enregistrement. Écoutez-le : le micro était peut-être coupé. "
            "La réunion est gardée ; vous pouvez déposer un autre fichier ou une transcription.",
            retry=False,
        )


def _plan(recording: Recording, path: Path, run: JobRun) -> None:
    run.progress("Recherche des paroles dans l’enregistrement")
    regions = gateway.detect_speech(
        ai_uses.DETECT_SPEECH, audio.stream(path), actor=run.user, subject=recording.meeting.subject
    )
    with transaction.atomic():
        for index, planned in enumerate(windows.plan(regions)):
            Window(recording=recording, index=index, start=planned.start, end=planned.end).save()


def _recognise(window: Window, samples: gateway.Samples, hints: Sequence[str], run: JobRun) -> None:
    heard = gateway.transcribe(ai_uses.TRANSCRIBE, samples, actor=run.user, subject=run.job.subject, vocabulary=hints)
    window.segments = [
        [
            segment.start + window.start,
            segment.end + window.start,
            segment.text,
            [[w.start + window.start, w.end + window.start, w.text, round(w.probability, 3)] for w in segment.words],
        ]
        for segment in heard
    ]
    window.done_at = timezone.now()
    window.save(update_fields=["segments", "done_at"])


def _sounds(path: Path, todo: Sequence[Window]) -> Iterator[tuple[Window, gateway.Samples]]:
    """The sound of each window, in one pass from the first one to do; never more than a window in memory."""
    if not todo:
        return
    origin = todo[0].start
    held = np.zeros(0, dtype=np.float32)
    held_from = 0
    blocks = audio.stream(path, start=origin)
    for window in todo:
        first = round((window.start - origin) * gateway.SAMPLE_RATE)
        last = round((window.end - origin) * gateway.SAMPLE_RATE)
        while held_from + len(held) < last and (block := next(blocks, None)) is not None:
            skip = min(max(first - held_from, 0), len(held))
            held = np.concatenate([held[skip:], block])
            held_from += skip
        yield window, held[max(first - held_from, 0) : last - held_from]
