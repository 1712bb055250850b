from __future__ import annotations

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned

from .text import Minutes


class ReadingPlace(CommuneOwned):
    """Where a reader is in a text at this moment, so that two readers see each other. Overwritten as the reader
    moves and removed a minute after: it says nothing of how long a person took."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="places")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sentence_id = models.PositiveBigIntegerField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["minutes", "user"], name="one_place_a_reader")]

    def __str__(self) -> str:
        return f"{self.user} ({self.sentence_id})"


class KnownCorrection(CommuneOwned):
    """Words that the machine mishears in this commune, and what is meant: offered again at the next meetings."""

    heard = models.CharField(max_length=120)
    meant = models.CharField(max_length=120)
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["heard"]
        constraints = [models.UniqueConstraint(fields=["commune", "heard"], name="one_meaning_a_mishearing")]

    def __str__(self) -> str:
        return f"{self.heard} → {self.meant}"
