"""What suspends the end of a recording, and what allows it: access requests, disputes, the visa of the archives."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.models import DeletionPermit, KeepHold, Recording
from beffroi.work.jobs import WorkError

from .rights import is_reader

READER_ONLY = "Seul un relecteur de la commune suspend ou autorise l’effacement d’un enregistrement."
REASONS = ("access", "dispute")


@transaction.atomic
def suspend(recording: Recording, *, reason: str, note: str = "", user: Any) -> KeepHold:
    """The sound stays until this is lifted. ``reason``: "access" or "dispute". Raises PermissionDenied, WorkError where
    the sound is already gone."""
    _require_reader(user, recording)
    recording = Recording.objects.select_for_update().get(pk=recording.pk)
    if recording.removed_at is not None:
        raise WorkError("Ce son est déjà effacé : il ne peut plus être gardé.", retry=False)
    if reason not in REASONS:
        raise WorkError("Choisissez une demande d’accès ou un contentieux.", retry=False)
    hold = KeepHold(recording=recording, reason=reason, note=" ".join(note.split())[:300], by=user)
    hold.save()
    record("deletion_suspended", actor=user, subject=recording.meeting.subject, reason=reason, hold=hold.pk)
    return hold


@transaction.atomic
def lift(hold: KeepHold, *, user: Any) -> None:
    """It is over; lifted twice, it is lifted once."""
    _require_reader(user, hold.recording)
    hold = KeepHold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is not None:
        return
    hold.lifted_by, hold.lifted_at = user, timezone.now()
    hold.save(update_fields=["lifted_by", "lifted_at"])
    record("deletion_resumed", actor=user, subject=hold.recording.meeting.subject, hold=hold.pk)


@transaction.atomic
def permit(recording: Recording, *, reference: str, granted_on: date, user: Any) -> DeletionPermit:
    """The visa of the archives was received; a second entry corrects the first. Raises PermissionDenied, WorkError."""
    _require_reader(user, recording)
    reference = " ".join(reference.split())
    if not reference:
        raise WorkError("Indiquez la référence du visa.", retry=False)
    if granted_on > timezone.localdate():
        raise WorkError("Cette date est à venir : indiquez celle qui figure sur le visa.", retry=False)
    found, _ = DeletionPermit.objects.update_or_create(
        recording=recording,
        defaults={"reference": reference[:200], "granted_on": granted_on, "by": user},
    )
    record("deletion_permitted", actor=user, subject=recording.meeting.subject, on=granted_on.isoformat())
    return found


def _require_reader(user: Any, recording: Recording) -> None:
    if not is_reader(user, recording.commune):
        raise PermissionDenied(READER_ONLY)
