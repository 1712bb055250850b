from __future__ import annotations

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned


class ImportState(models.TextChoices):
    PREVIEW = "preview", "à confirmer"
    DONE = "done", "fait"
    UNDONE = "undone", "annulé"


class Import(CommuneOwned):
    """A file that was read, row by row, and what became of it. Nothing enters the register before it is confirmed."""

    standard = models.CharField("format", max_length=20)
    filename = models.CharField("fichier", max_length=200)
    rows = models.JSONField(default=list)
    """``domain.planning.Planned`` as dictionaries; the refused ones are there with their reason."""
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.PREVIEW)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.filename
