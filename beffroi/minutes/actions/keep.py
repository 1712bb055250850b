"""How long sound is kept, enforced: gone when its date has come, never before its rule allows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.models import KeepRule, Meeting, MinutesState, Recording
from beffroi.town.scope import scope
from beffroi.work.jobs import WorkError

DAYS_AFTER_APPROVAL = 30


def adopt_pv(meeting: Meeting, *, adopted_on: date, user: Any) -> None:
    """The council adopted this procès-verbal: the sound may now go (at the end of that day).

    Raises WorkError (French) for a day that is to come, or before the sitting itself."""
    if adopted_on > timezone.localdate():
        raise WorkError("Cette date est à venir. Indiquez le jour où le conseil l’a adopté.")
    if _before_the_sitting(meeting, adopted_on):
        raise WorkError("Cette date précède la séance : un procès-verbal est adopté à une séance suivante.")
    recording = meeting.recording
    recording.pv_adopted_on = adopted_on
    recording.keep_until = timezone.make_aware(datetime.combine(adopted_on + timedelta(days=1), time.min))
    recording.save(update_fields=["pv_adopted_on", "keep_until"])
    record("pv_adopted", actor=user, subject=meeting.subject, on=adopted_on.isoformat())


def start_keeping(meeting: Meeting) -> None:
    """Called at approval: for a meeting that is not a council, the days start to run."""
    recording = getattr(meeting, "recording", None)
    if recording and recording.keep_rule == KeepRule.DAYS_AFTER_APPROVAL and recording.keep_until is None:
        recording.keep_until = timezone.now() + timedelta(days=DAYS_AFTER_APPROVAL)
        recording.save(update_fields=["keep_until"])


def _before_the_sitting(meeting: Meeting, day: date) -> bool:
    return meeting.starts_at is not None and day < timezone.localdate(meeting.starts_at)


def may_go(recording: Recording) -> bool:
    """A council's sound waits for the adoption of its procès-verbal, whatever its date says and whatever the clock
    of the machine; any sound waits for an approved text."""
    if recording.keep_until is None or recording.keep_until > timezone.now():
        return False
    minutes = getattr(recording.meeting, "minutes", None)
    if minutes is None or minutes.state != MinutesState.APPROVED:
        return False
    if recording.keep_rule != KeepRule.UNTIL_PV_ADOPTED and not recording.meeting.is_council:
        return True
    adopted = recording.pv_adopted_on
    return adopted is not None and not _before_the_sitting(recording.meeting, adopted)


def remove_expired() -> int:
    """Remove the sound of every commune whose time has come. Returns how many were removed."""
    due = Recording.unscoped.filter(removed_at=None, keep_until__lt=timezone.now()).select_related("commune")
    count = 0
    for found in due:
        with scope(found.commune), transaction.atomic():
            # Held while it goes: two workers remove it once.
            recording = Recording.objects.select_for_update().get(pk=found.pk)
            if recording.removed_at is None and may_go(recording):
                _remove(recording)
                count += 1
    return count


def _remove(recording: Recording) -> None:
    # The file first: if what follows is undone, the next round finds the sound still due and does it all again;
    # the other way round, a crash would leave it on the disk for good, with nobody knowing.
    if recording.file.name:
        default_storage.delete(recording.file.name)
    recording.file = ""
    recording.waveform = []
    recording.removed_at = timezone.now()
    recording.save()
    record("recording_removed", subject=recording.meeting.subject, rule=recording.keep_rule)
