from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from beffroi.town.scope import CommuneOwned

from .meeting import Meeting


class KeepRule(models.TextChoices):
    UNTIL_PV_ADOPTED = "until_pv_adopted", "jusqu’à l’adoption du procès-verbal"
    DAYS_AFTER_APPROVAL = "days_after_approval", "30 jours après l’approbation du compte rendu"


def recording_path(recording: Recording, file_name: str) -> str:
    """Nothing of the person's file name reaches the disk but its ending."""
    ending = "".join(c for c in file_name.rpartition(".")[2].lower() if c.isalnum())[:5] or "bin"
    return f"{recording.commune.slug}/{recording.meeting_id}/{recording.pk}.{ending}"


class Recording(CommuneOwned):
    """The sound of a meeting, or the transcript that stands for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="recording")
    file = models.FileField(upload_to=recording_path, max_length=300, blank=True)
    original_name = models.CharField(max_length=255)
    is_transcript = models.BooleanField(default=False)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    duration = models.FloatField(default=0)
    """Seconds of sound."""
    preflight = models.JSONField(default=dict)
    """What was found on arrival: {"problems": [{"code", "severity", "message"}], "silence_ratio", ...}."""
    waveform = models.JSONField(default=list)
    """Peaks from 0 to 100, evenly spaced over the duration."""
    keep_rule = models.CharField(max_length=20, choices=KeepRule.choices)
    keep_until = models.DateTimeField(null=True)
    """When the sound goes, once it is known (None: the rule's event has not happened yet)."""
    pv_adopted_on = models.DateField(null=True)
    """Read through ``Meeting.pv_adopted_on``: the steps of the procès-verbal come first."""
    received_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.original_name

    @property
    def can_be_heard(self) -> bool:
        return bool(self.file) and not self.is_transcript and self.removed_at is None


class Window(CommuneOwned):
    """A stretch of sound to recognise in one call, and its words once done: what a killed worker leaves."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="windows")
    index = models.PositiveIntegerField()
    start = models.FloatField()
    end = models.FloatField()
    done_at = models.DateTimeField(null=True)
    segments: Any = models.JSONField(default=list)
    """[[start, end, text, [[start, end, text, probability], ...]], ...] in seconds of the recording."""

    class Meta:
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["recording", "index"], name="one_window_a_rank")]

    def __str__(self) -> str:
        return f"{self.start:.1f}-{self.end:.1f} s"
