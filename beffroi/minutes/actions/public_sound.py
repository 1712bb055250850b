"""The sound that the public hears: a copy without what is masked, made in the background, never the original.

The copy is named after what it must not hold. When a decision or a word changes, that name changes too: the former copy
is then served to nobody, and another is made. It goes with the recording; the text stays."""

from __future__ import annotations

import hashlib
import json
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, Max

from beffroi.audit.journal import record
from beffroi.documents import masked_sound
from beffroi.documents.errors import DocumentError
from beffroi.minutes.models import Meeting, Sitting, SittingEvent
from beffroi.town.scope import scope
from beffroi.work import jobs
from beffroi.work.jobs import JobRun, WorkError

from . import keep
from .local_file import local_copy
from .public_copies import PUBLIC_SOUND_JOB, folder_of, remove_copies
from .public_mask import mask_of, what_blocks
from .rights import is_reader

JOB = PUBLIC_SOUND_JOB
LOOK_EVERY = 60.0
"""Seconds of sound after which it is asked whether what must be masked changed."""
READER_ONLY = "Seul un relecteur de la commune ouvre le son au public."


@dataclass(frozen=True, slots=True)
class PublicSound:
    """The copy that the public may hear now: its name in the storage, size in bytes, length in seconds of the
    recording, what to call it as a type."""

    name: str
    size: int
    duration: float
    content_type: str = masked_sound.CONTENT_TYPE


def ready(meeting: Meeting) -> PublicSound | None:
    """The copy to serve, or None: not opened to the public, something undecided, or still being made."""
    if why_not(meeting):
        return None
    name = _name(meeting)
    if not default_storage.exists(name):
        return None
    return PublicSound(name, default_storage.size(name), meeting.recording.duration)


def why_not(meeting: Meeting) -> str:
    """Why the public does not hear this sitting, in French; "" where it may."""
    sitting, recording = _sitting(meeting), getattr(meeting, "recording", None)
    if recording is None or not recording.can_be_heard:
        return "Il n’y a pas de son, ou il a été effacé."
    if sitting is None or not sitting.public_audio:
        return "Le son n’est pas ouvert au public."
    if keep.adopted_on(recording) is None:
        return "Le procès-verbal n’est pas encore arrêté : avant, le public n’a que la liste des délibérations."
    if blocks := what_blocks(meeting):
        return f"Une décision manque : {', '.join(blocks)}."
    if _told(str(meeting.pk), _stamp(meeting)).nowhere:
        return "Un passage à masquer n’a pas d’heure dans l’enregistrement : le son ne peut pas être ouvert."
    return ""


def ask(meeting: Meeting) -> PublicSound | None:
    """The copy to serve; where it should exist and does not, it is being made from now on."""
    found = ready(meeting)
    if found is None:
        refresh(meeting)
    return found


@transaction.atomic
def switch(meeting: Meeting, *, on: bool, soft_tone: bool, user: Any) -> None:
    """Open the sound to the public, or close it. Raises PermissionDenied."""
    if not is_reader(user, meeting.commune):
        raise PermissionDenied(READER_ONLY)
    sitting = Sitting.objects.select_for_update().get(meeting=meeting)
    sitting.public_audio, sitting.soft_tone = on, soft_tone
    sitting.save(update_fields=["public_audio", "soft_tone"])
    record("public_sound_opened" if on else "public_sound_closed", actor=user, subject=meeting.subject)
    meeting.refresh_from_db()
    refresh(meeting, user)


def refresh(meeting: Meeting, user: Any = None) -> None:
    """After a decision: copies that no longer hold go, and the right one is made."""
    sitting = _sitting(meeting)
    if sitting is None:
        return
    meeting.refresh_from_db()
    wanted = "" if why_not(meeting) else _name(meeting)
    transaction.on_commit(lambda: _tidy(meeting))
    if wanted and not default_storage.exists(wanted):
        jobs.start(JOB, subject=meeting.subject, user=user, meeting=str(meeting.pk))


def _tidy(meeting: Meeting) -> None:
    """What holds is asked again: this may run after another decision."""
    with scope(meeting.commune):
        meeting = Meeting.objects.get(pk=meeting.pk)
        remove_copies(meeting, but="" if why_not(meeting) else _name(meeting))


def make(run: JobRun) -> dict[str, Any]:
    """Write the copy that holds now, again and again until nothing changed meanwhile. Raises WorkError, Cancelled."""
    meeting = Meeting.objects.get(pk=run.arguments["meeting"])
    while not why_not(meeting):
        name = _name(meeting)
        if default_storage.exists(name):
            return {"meeting": str(meeting.pk)}
        with suppress(_Changed):
            _write(meeting, name, run)
        meeting = Meeting.objects.get(pk=meeting.pk)
    remove_copies(meeting)
    return {"meeting": str(meeting.pk), "notes": [why_not(meeting)]}


class _Changed(Exception):
    """What must be masked changed while the copy was being made."""


def _write(meeting: Meeting, name: str, run: JobRun) -> None:
    sitting, total = _sitting(meeting), meeting.recording.duration
    silences = mask_of(meeting).intervals()
    looked = 0.0

    def heard(seconds: float) -> None:
        nonlocal looked
        if seconds - looked < LOOK_EVERY:
            return
        looked = seconds
        run.progress("Copie du son pour le public", seconds, max(total, seconds))
        if _name(Meeting.objects.get(pk=meeting.pk)) != name:
            raise _Changed

    with tempfile.TemporaryDirectory() as folder, local_copy(meeting.recording) as source:
        target = Path(folder) / f"public.{masked_sound.ENDING}"
        tone = bool(sitting and sitting.soft_tone)
        try:
            masked_sound.write_masked(source, target, silences, tone=tone, heard=heard)
        except DocumentError as error:
            raise WorkError(str(error), retry=False) from error
        with target.open("rb") as content:
            default_storage.save(name, File(content))
    remove_copies(meeting, but=name)
    record("public_sound_made", subject=meeting.subject, silences=len(silences))


def _sitting(meeting: Meeting) -> Sitting | None:
    found: Sitting | None = Sitting.objects.filter(meeting=meeting).first()
    return found


def _name(meeting: Meeting) -> str:
    return f"{folder_of(meeting)}/{_told(str(meeting.pk), _stamp(meeting)).fingerprint[:40]}.{masked_sound.ENDING}"


@dataclass(frozen=True, slots=True)
class _Told:
    """``fingerprint`` of the recording, what is silenced in it, and how; ``nowhere``: something cannot be placed."""

    fingerprint: str
    nowhere: bool


@lru_cache(maxsize=512)
def _told(pk: str, stamp: str) -> _Told:
    """``stamp`` is there for the memory: what was read holds as long as it does."""
    meeting = Meeting.objects.get(pk=pk)
    mask, sitting = mask_of(meeting), _sitting(meeting)
    silences = [(round(start, 3), round(end, 3)) for start, end in mask.intervals()]
    told = [meeting.recording.sha256, silences, bool(sitting and sitting.soft_tone), masked_sound.BIT_RATE]
    return _Told(hashlib.sha256(json.dumps(told).encode()).hexdigest(), mask.hides_everything)


def _stamp(meeting: Meeting) -> str:
    """What the mask depends on, asked in a few short queries: words are read again only when it changes."""
    rows = meeting.redactions.values_list(
        "pk", "state", "reason", "voice__key", "first_utterance", "last_utterance", "start", "end", "terms"
    )
    said = meeting.utterances.aggregate(Count("pk"), Max("corrected_at"), Max("pk"))
    doors = SittingEvent.objects.filter(sitting__meeting=meeting, kind__in=["doors_closed", "doors_opened"])
    told = [
        list(rows),
        list(said.values()),
        list(doors.values_list("pk", "withdrawn_at", "position")),
        list(meeting.participants.values_list("first_name", "last_name")),
        list(Sitting.objects.filter(meeting=meeting).values_list("soft_tone", flat=True)),
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()
