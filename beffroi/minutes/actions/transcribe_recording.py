"""Sound becomes words: cut at silences, each window recognised through the gateway and kept as soon as done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from beffroi.charter import gateway
from beffroi.documents import audio
from beffroi.documents.preflight import spoken
from beffroi.minutes import ai_uses
from beffroi.minutes.domain import made_up, vocabulary, windows
from beffroi.minutes.domain.types import SpokenWord
from beffroi.minutes.models import KnownCorrection, Meeting, Recording, Window
from beffroi.work.jobs import JobRun, WorkError

from .local_file import local_copy

MOST_CORRECTIONS = 10


def transcribe_recording(meeting: Meeting, run: JobRun) -> None:
    """Recognise every window that is not yet done. Raises WorkError, Cancelled."""
    recording = meeting.recording
    if recording.is_transcript or meeting.utterances.exists():
        return
    with local_copy(recording) as path:
        if not recording.windows.exists():
            _plan(recording, path, run)
        todo = list(recording.windows.filter(done_at=None))
        total = recording.windows.count()
        run.progress("Écoute et transcription", total - len(todo), total)
        hints = [*vocabulary.hints(meeting.members(), meeting.agenda()), *_meant_before()]
        sounds = audio.spans(path, [(window.start, window.end) for window in todo])
        for window, samples in zip(todo, sounds, strict=True):
            _recognise(window, samples, hints, run)
            total_done = recording.windows.exclude(done_at=None).count()
            run.progress("Écoute et transcription", total_done, total)
    if not any(window.segments for window in recording.windows.all()):
        raise WorkError(
            "Aucune parole n’a été entendue dans cet enregistrement. Écoutez-le : le micro était peut-être coupé. "
            "La réunion est gardée ; vous pouvez déposer un autre fichier ou une transcription.",
            retry=False,
        )


def _meant_before() -> list[str]:
    """What readers of this commune had to correct the most: names and words that the recogniser does not know."""
    return list(
        KnownCorrection.objects.order_by("-times", "-last_at").values_list("meant", flat=True)[:MOST_CORRECTIONS]
    )


def _plan(recording: Recording, path: Path, run: JobRun) -> None:
    run.progress("Recherche des paroles dans l’enregistrement")
    try:
        regions = gateway.detect_speech(
            ai_uses.DETECT_SPEECH, audio.stream(path), actor=run.user, subject=recording.meeting.subject
        )
    except (gateway.EngineError, gateway.Refused) as error:
        raise WorkError(f"{error} L’enregistrement est gardé : relancez ensuite le travail.") from error
    with transaction.atomic():
        for index, (start, end) in enumerate(windows.cut(regions)):
            Window(recording=recording, index=index, start=start, end=end).save()


def _stopped(window: Window, error: Exception) -> WorkError:
    """What is kept is said, and the way to try again is always open: a setting or a model is mended elsewhere."""
    if not window.recording.windows.exclude(done_at=None).exists():
        return WorkError(f"{error} L’enregistrement est gardé : relancez ensuite le travail.")
    return WorkError(
        f"{error} Les {spoken(window.start)} déjà transcrites sont gardées : relancé, le travail reprend là."
    )


def _recognise(window: Window, samples: gateway.Samples, hints: Sequence[str], run: JobRun) -> None:
    try:
        heard = gateway.transcribe(
            ai_uses.TRANSCRIBE,
            samples,
            actor=run.user,
            subject=run.job.subject,
            vocabulary=hints,
            cancelled=run.is_over,
        )
    except (gateway.EngineError, gateway.Refused) as error:
        run.check()
        raise _stopped(window, error) from error
    said = made_up.kept([made_up.Heard(_words(segment)) for segment in heard if segment.words])
    window.segments = [_row(each, window.start) for each in said]
    window.done_at = timezone.now()
    window.save(update_fields=["segments", "done_at"])


def _words(segment: gateway.Segment) -> tuple[SpokenWord, ...]:
    return tuple(SpokenWord(w.start, w.end, w.text, w.probability) for w in segment.words)


def _row(heard: made_up.Heard, origin: float) -> list[object]:
    """As a Window keeps it: times in seconds of the recording."""
    words = [[w.start + origin, w.end + origin, w.text, round(w.probability, 3)] for w in heard.words]
    return [heard.start + origin, heard.end + origin, heard.text, words]
