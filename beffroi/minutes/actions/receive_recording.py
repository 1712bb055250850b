"""A recording, or a transcript, arrives: it is checked, stored, and how long it is kept is fixed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from beffroi.audit.journal import record
from beffroi.documents import audio
from beffroi.documents.errors import DocumentError
from beffroi.documents.readers.transcript import read_transcript
from beffroi.documents.transcript import TranscriptLine
from beffroi.minutes.models import KeepRule, Meeting, Minutes, Recording, Utterance, Voice
from beffroi.minutes.models.recording import recording_path
from beffroi.work import disk, jobs
from beffroi.work.jobs import WorkError

TRANSCRIPT_ENDINGS = {".txt", ".srt", ".vtt", ".docx"}
TRANSCRIPT_BYTES = 20 * 2**20


def receive_recording(meeting: Meeting, path: Path, original_name: str, *, user: Any) -> Recording:
    """Store the file of ``path`` as the meeting's recording; nothing is kept of one that cannot be used.

    Raises WorkError (French): not sound, without sound, too long, too large, unreadable, disk full."""
    if Minutes.objects.filter(meeting=meeting).exists():
        raise WorkError(
            "Cette réunion a déjà un texte : son enregistrement ne se remplace plus. Créez une autre réunion.",
            retry=False,
        )
    if jobs.live(meeting.subject):
        raise WorkError(
            "Le travail sur l’enregistrement précédent est en cours : arrêtez-le, puis déposez le nouveau.", retry=False
        )
    ending = Path(original_name).suffix.lower()
    if _size(path) == 0:
        raise WorkError("Ce fichier est vide. Choisissez l’enregistrement ou le texte de la réunion.", retry=False)
    lines = _transcript(path, original_name) if ending in TRANSCRIPT_ENDINGS else None
    duration = _duration(lines) if lines is not None else _probe(path)
    recording = Recording(
        meeting=meeting,
        original_name=original_name[-255:],
        is_transcript=lines is not None,
        size=_size(path),
        sha256=fingerprint(path),
        duration=duration,
        keep_rule=keep_rule(meeting),
        commune=meeting.commune,
    )
    with _stored(recording, path):
        _keep(recording, lines or [], user)
    return recording


@contextmanager
def _stored(recording: Recording, path: Path) -> Iterator[None]:
    """The file is copied to the storage, and goes again when the block fails. Raises WorkError: disk full or closed."""
    name = recording_path(recording, recording.original_name)
    try:
        with _opened(path) as source:
            recording.file.name = name = default_storage.save(name, source)
        yield
    except BaseException as error:
        with suppress(OSError):
            default_storage.delete(name)
        if trouble := disk.trouble(error):
            raise WorkError(
                f"{trouble} : l’enregistrement n’a pas été rangé ; rien d’autre n’est perdu. {disk.what_to_do(error)}"
            ) from error
        raise


class _Arrived(File):  # type: ignore[type-arg]
    """A file that the storage may take as it is, without a second copy."""

    def temporary_file_path(self) -> str:
        return str(self.name)


@contextmanager
def _opened(path: Path) -> Iterator[File]:  # type: ignore[type-arg]
    """What arrived in pieces is linked, not copied: four gigabytes are not written twice. Any other file is a
    person's own, and is copied."""
    link = path.with_suffix(".stored")
    if path.is_relative_to(settings.UPLOADS_DIR) and _linked(path, link):
        try:
            with link.open("rb") as source:
                yield _Arrived(source, str(link))
        finally:
            link.unlink(missing_ok=True)
        return
    with path.open("rb") as source:
        yield File(source)


def _linked(path: Path, link: Path) -> bool:
    try:
        link.unlink(missing_ok=True)
        link.hardlink_to(path)
    except OSError:  # a file system that has no links
        return False
    return True


def keep_rule(meeting: Meeting) -> KeepRule:
    """A council's sound is kept until its procès-verbal is adopted, never less."""
    return KeepRule.UNTIL_PV_ADOPTED if meeting.is_council else KeepRule.DAYS_AFTER_APPROVAL


@transaction.atomic
def _keep(recording: Recording, lines: Sequence[TranscriptLine], user: Any) -> None:
    meeting = recording.meeting
    forget_recording(meeting)
    recording.save()
    for rank, line in enumerate(lines):
        _keep_line(meeting, rank, line)
    record(
        "recording_received",
        actor=user,
        subject=meeting.subject,
        bytes=recording.size,
        seconds=round(recording.duration),
    )


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


def _size(path: Path) -> int:
    try:
        with path.open("rb"):
            return path.stat().st_size
    except OSError:
        raise WorkError(
            f"« {path.name} » n’a pas pu être ouvert : vérifiez que c’est un fichier et que vous pouvez le lire.",
            retry=False,
        )


def _duration(lines: list[TranscriptLine]) -> float:
    return max((line.end or 0 for line in lines), default=0)


def _probe(path: Path) -> float:
    try:
        return audio.probe(path).duration_s or 0
    except DocumentError as error:
        raise WorkError(str(error), retry=False)


def fingerprint(path: Path) -> str:
    """SHA-256 of the file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
