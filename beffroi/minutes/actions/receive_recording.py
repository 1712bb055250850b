"""A recording, or a transcript, arrives: it is checked, stored, and how long it is kept is fixed."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from beffroi.audit.journal import record
from beffroi.documents import audio
from beffroi.documents.errors import DocumentError
from beffroi.documents.readers.transcript import read_transcript
from beffroi.documents.transcript import TranscriptLine
from beffroi.minutes.models import KeepRule, Meeting, Minutes, Recording, Utterance, Voice
from beffroi.work.jobs import WorkError

TRANSCRIPT_ENDINGS = {".txt", ".srt", ".vtt", ".docx"}
TRANSCRIPT_BYTES = 20 * 2**20


def receive_recording(meeting: Meeting, path: Path, original_name: str, *, user: Any) -> Recording:
    """Store the file of ``path`` as the meeting's recording; nothing is kept of one that cannot be used.

    Raises WorkError (French): not sound, without sound, too long, too large, disk full."""
    if Minutes.objects.filter(meeting=meeting).exists():
        raise WorkError(
            "Cette réunion a déjà un texte : son enregistrement ne se remplace plus. Créez une autre réunion.",
            retry=False,
        )
    ending = Path(original_name).suffix.lower()
    if path.stat().st_size == 0:
        raise WorkError("Ce fichier est vide. Choisissez l’enregistrement ou le texte de la réunion.", retry=False)
    lines = _transcript(path, original_name) if ending in TRANSCRIPT_ENDINGS else None
    duration = _duration(lines) if lines is not None else _probe(path)
    try:
        return _store(meeting, path, original_name, lines, duration, user)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise WorkError(
                "Le disque est plein : l’enregistrement n’a pas été rangé, mais la réunion est gardée. "
                "Libérez de la place, puis déposez-le de nouveau."
            )
        raise


def keep_rule(meeting: Meeting) -> KeepRule:
    """A council's sound is kept until its procès-verbal is adopted, never less."""
    return KeepRule.UNTIL_PV_ADOPTED if meeting.is_council else KeepRule.DAYS_AFTER_APPROVAL


@transaction.atomic
def _store(
    meeting: Meeting, path: Path, name: str, lines: list[TranscriptLine] | None, duration: float, user: Any
) -> Recording:
    forget_recording(meeting)
    recording = Recording(
        meeting=meeting,
        original_name=name[-255:],
        is_transcript=lines is not None,
        size=path.stat().st_size,
        sha256=_sha256(path),
        duration=duration,
        keep_rule=keep_rule(meeting),
        commune=meeting.commune,
    )
    with path.open("rb") as source:
        recording.file.save(name, File(source), save=False)
    recording.save()
    for rank, line in enumerate(lines or []):
        _keep_line(meeting, rank, line)
    record("recording_received", actor=user, subject=meeting.subject, bytes=recording.size, seconds=round(duration))
    return recording


def forget_recording(meeting: Meeting) -> None:
    """The recording being replaced goes, with the words that came from it."""
    old = Recording.objects.filter(meeting=meeting).first()
    if old is None:
        return
    stored = old.file.name
    meeting.utterances.all().delete()
    meeting.voices.all().delete()
    old.delete()
    if stored:
        transaction.on_commit(lambda: default_storage.delete(stored))


def _keep_line(meeting: Meeting, rank: int, line: TranscriptLine) -> None:
    voice = None
    if line.speaker:
        known = meeting.voices.filter(key=line.speaker[:60]).first()
        voice = known or Voice(meeting=meeting, key=line.speaker[:60], number=meeting.voices.count() + 1)
        if known is None:
            voice.save()
    Utterance(
        meeting=meeting,
        index=rank,
        voice=voice,
        start=line.start,
        end=line.end,
        heard=line.text,
        text=line.text,
    ).save()


def _transcript(path: Path, name: str) -> list[TranscriptLine]:
    if path.stat().st_size > TRANSCRIPT_BYTES:
        raise WorkError("Ce texte dépasse 20 Mo : ce n’est pas une transcription. Vérifiez le fichier.", retry=False)
    try:
        lines = read_transcript(path.read_bytes(), name)
    except DocumentError as error:
        raise WorkError(str(error), retry=False)
    if not lines:
        raise WorkError(
            "Aucune parole n’a été trouvée dans ce texte. Écrivez une ligne par prise de parole : « Nom : paroles ».",
            retry=False,
        )
    return lines


def _duration(lines: list[TranscriptLine]) -> float:
    return max((line.end or 0 for line in lines), default=0)


def _probe(path: Path) -> float:
    try:
        return audio.probe(path).duration_s or 0
    except DocumentError as error:
        raise WorkError(str(error), retry=False)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
