from __future__ import annotations

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned

from .people import Service


class DoorKey(CommuneOwned):
    """What lets another tool of the commune through the door: for a service, for declared uses, with somebody who
    answers for it. Of the key itself only the hash is kept. Nobody's typing is: the last day it served, no more."""

    public = models.CharField("identifiant", max_length=10, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    """SHA-256 of the whole key."""
    label = models.CharField("outil", max_length=80)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+", verbose_name="service")
    uses = models.JSONField("usages", default=list)
    """Codes of declared uses, at most one for each thing that a model does."""
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="qui en répond"
    )
    calls_a_minute = models.PositiveIntegerField("demandes par minute", default=30)
    tokens_a_day = models.PositiveIntegerField("jetons par jour", default=200_000)
    at_once = models.PositiveSmallIntegerField("demandes en même temps", default=2)
    expires_on = models.DateField("dernier jour")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    last_used_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["revoked_at", "label", "pk"]

    def __str__(self) -> str:
        return f"{self.label} ({self.public})"


class DoorUsage(CommuneOwned):
    """What a key did in a day, in figures; ``minute`` counts those of the minute under way."""

    key = models.ForeignKey(DoorKey, on_delete=models.CASCADE, related_name="usage")
    day = models.DateField()
    calls = models.PositiveIntegerField(default=0)
    tokens = models.PositiveBigIntegerField(default=0)
    minute = models.PositiveSmallIntegerField(default=0)
    """Of the day: 0 to 1439."""
    in_minute = models.PositiveIntegerField(default=0)
    refused_in_minute = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "day"], name="one_count_a_key_and_day")]

    def __str__(self) -> str:
        return f"{self.key} : {self.calls} demandes le {self.day}"


class DoorSlot(CommuneOwned):
    """A call under way. Its lease ends by itself, so that a process that died does not keep the place."""

    key = models.ForeignKey(DoorKey, on_delete=models.CASCADE, related_name="slots")
    until = models.DateTimeField()
    tokens = models.PositiveBigIntegerField(default=0)
    """Taken from the day's before the call."""

    def __str__(self) -> str:
        return f"{self.key} : en cours"
