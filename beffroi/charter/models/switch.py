from __future__ import annotations

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned


class SwitchTurn(CommuneOwned):
    """Each time that all AI was turned off, or on again, in the commune: the last one holds. Never changed."""

    off = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField("raison", max_length=300)
    entry = models.OneToOneField("audit.Entry", null=True, on_delete=models.PROTECT, related_name="+")
    """The line of the journal that tells it: the database takes no turn without one."""

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"IA {'arrêtée' if self.off else 'remise en marche'} : {self.reason}"
