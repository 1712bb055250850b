from __future__ import annotations

from django.conf import settings
from django.db import models

from beffroi.minutes.domain import types
from beffroi.town.scope import CommuneOwned

from .meeting import Meeting, Participant


class Voice(CommuneOwned):
    """A voice of the meeting: named by what was said, or by the reader, or "Intervenant 3"."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="voices")
    key = models.CharField(max_length=60)
    """What the engine or the transcript called it ("0", "LOCUTEUR_01")."""
    number = models.PositiveIntegerField()
    participant = models.ForeignKey(Participant, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=160, blank=True)
    how = models.CharField(max_length=40, blank=True)
    certainty = models.FloatField(default=0)
    sources = models.JSONField(default=list)
    """Indexes of the utterances that named it."""
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="one_voice_a_key")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.name or f"Intervenant {self.number}"


class Utterance(CommuneOwned):
    """What one voice says in one go: as heard, and as corrected by a person."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="utterances")
    index = models.PositiveIntegerField()
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="utterances")
    start = models.FloatField(null=True)
    end = models.FloatField(null=True)
    heard = models.TextField()
    text = models.TextField()
    words = models.JSONField(default=list)
    """[[start, end, text, probability], ...]; follows ``text`` when it is corrected."""
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["meeting", "index"], name="one_utterance_a_rank")]

    def __str__(self) -> str:
        return self.text[:60]

    def as_value(self) -> types.Utterance:
        return types.Utterance(
            index=self.index,
            text=self.text,
            voice=self.voice.key if self.voice else "",
            speaker=self.voice.label if self.voice else "",
            start=self.start,
            end=self.end,
            words=tuple(types.SpokenWord(*word) for word in self.words),
        )
