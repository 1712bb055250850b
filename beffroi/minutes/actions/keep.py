"""How long sound is kept, enforced: gone when its date has come, never before its rule allows.

A council's sound waits for the adoption of its procès-verbal; then for the end of every access request and dispute;
then for the authorisation of the archives, or the exemption that the commune entered. Public archives are eliminated by
agreement between who produced them and the administration of archives (code du patrimoine, L212-2; for personal data
L212-3: both wordings read on the site of the Conseil constitutionnel), on a visa asked beforehand (R212-14: cited by
departmental archives, wording not verified). A recording is communicable to anyone while it is kept, once the
procès-verbal is adopted (CADA, avis 20232512 and 20165705)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.models import (
    CouncilSettings,
    DeletionPermit,
    KeepHold,
    KeepRule,
    Meeting,
    MinutesState,
    PvStep,
    Recording,
    Sitting,
)
from beffroi.town.scope import scope
from beffroi.work import jobs
from beffroi.work.jobs import WorkError

from .public_copies import PUBLIC_SOUND_JOB, remove_copies

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
    recording.keep_until = _end_of(adopted_on)
    recording.save(update_fields=["pv_adopted_on", "keep_until"])
    record("pv_adopted", actor=user, subject=meeting.subject, on=adopted_on.isoformat())
    if Sitting.objects.filter(meeting=meeting, public_audio=True).exists():
        # Opened beforehand, the sound waited for this.
        jobs.start(PUBLIC_SOUND_JOB, subject=meeting.subject, user=user, meeting=str(meeting.pk))


def start_keeping(meeting: Meeting) -> None:
    """Called at approval: for a meeting that is not a council, the days start to run."""
    recording = getattr(meeting, "recording", None)
    if recording and recording.keep_rule == KeepRule.DAYS_AFTER_APPROVAL and recording.keep_until is None:
        recording.keep_until = timezone.now() + timedelta(days=DAYS_AFTER_APPROVAL)
        recording.save(update_fields=["keep_until"])


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _before_the_sitting(meeting: Meeting, day: date) -> bool:
    return meeting.starts_at is not None and day < timezone.localdate(meeting.starts_at)


# --- why it stays, when it goes -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Keeping:
    """Why a sound is still there. ``awaited``: what must happen before it goes, in French, in order; ``goes_at``: when
    it goes, where nothing but time is awaited; ``rule``: why it is kept, in French."""

    rule: str
    awaited: list[str] = field(default_factory=list)
    goes_at: datetime | None = None

    @property
    def may_go(self) -> bool:
        return not self.awaited and self.goes_at is not None and self.goes_at <= timezone.now()


def keeping(recording: Recording) -> Keeping:
    """What is awaited before this sound goes, whatever its own date says and whatever the clock of the machine."""
    council = is_of_a_council(recording)
    rule = (
        "Le son est gardé jusqu’à l’adoption du procès-verbal, jamais moins."
        if council
        else "Le son est gardé 30 jours après l’approbation du compte rendu."
    )
    awaited = [*_text_awaited(recording), *([*_adoption_awaited(recording)] if council else []), *_holds(recording)]
    if council and not _may_be_eliminated(recording):
        awaited.append("l’autorisation des archives (visa d’élimination), ou la dispense dont la commune bénéficie")
    return Keeping(rule, awaited, None if awaited else due_at(recording))


def may_go(recording: Recording) -> bool:
    return keeping(recording).may_go


def is_of_a_council(recording: Recording) -> bool:
    return recording.keep_rule == KeepRule.UNTIL_PV_ADOPTED or recording.meeting.is_council


def adopted_on(recording: Recording) -> date | None:
    """The day the procès-verbal was adopted; None: not yet, or a day that cannot be."""
    day = recording.meeting.pv_adopted_on
    return None if day is None or _before_the_sitting(recording.meeting, day) else day


def due_at(recording: Recording) -> datetime | None:
    """When its own rule lets it go; None: not known yet."""
    if not is_of_a_council(recording):
        return recording.keep_until
    day = adopted_on(recording)
    if day is None:
        return None
    dates = [_end_of(day), recording.keep_until]
    return max(each for each in dates if each is not None)


def _text_awaited(recording: Recording) -> list[str]:
    minutes = getattr(recording.meeting, "minutes", None)
    if minutes is not None and minutes.state == MinutesState.APPROVED:
        return []
    return [f"l’approbation du {recording.meeting.document_name}"]


def _adoption_awaited(recording: Recording) -> list[str]:
    return [] if adopted_on(recording) else ["l’adoption du procès-verbal par le conseil"]


def _holds(recording: Recording) -> list[str]:
    names = {"access": "la fin d’une demande d’accès", "dispute": "la fin d’un contentieux"}
    return [names[hold.reason] for hold in KeepHold.objects.filter(recording=recording, lifted_at=None)]


def _may_be_eliminated(recording: Recording) -> bool:
    permit = DeletionPermit.objects.filter(recording=recording).first()
    if permit is not None and permit.granted_on <= timezone.localdate():
        return True
    settings = CouncilSettings.objects.first()
    return settings is not None and bool(settings.archive_exemption.strip())


# --- it goes ------------------------------------------------------------------------------------------------


def remove_expired() -> int:
    """Remove the sound of every commune whose time has come. Returns how many were removed."""
    adopted = Q(meeting__sitting__pv_steps__step=PvStep.ADOPTED) | Q(pv_adopted_on__isnull=False)
    due = Recording.unscoped.filter(removed_at=None).filter(Q(keep_until__lt=timezone.now()) | adopted)
    count = 0
    for found in due.select_related("commune").distinct():
        with scope(found.commune), transaction.atomic():
            # Held while it goes: two workers remove it once.
            recording = Recording.objects.select_for_update().get(pk=found.pk)
            if recording.removed_at is None and may_go(recording):
                _remove(recording)
                count += 1
    return count


def _remove(recording: Recording) -> None:
    # The files first: if what follows is undone, the next round finds the sound still due and does it all again;
    # the other way round, a crash would leave it on the disk for good, with nobody knowing.
    remove_copies(recording.meeting)
    if recording.file.name:
        default_storage.delete(recording.file.name)
    recording.file = ""
    recording.waveform = []
    recording.removed_at = timezone.now()
    recording.save()
    record("recording_removed", subject=recording.meeting.subject, rule=recording.keep_rule)
