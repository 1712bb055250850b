"""The gate: an approval by a named reader, without which nothing leaves (see migrations/0003_gate.py)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned

from .text import Minutes


class Approval(CommuneOwned):
    """A named person approved this very text. Append-only: the database refuses to change or delete it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the approved content."""
    content = models.JSONField()
    """The approved text, to show what changed since."""

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.by}, {self.at:%d/%m/%Y}"


class Delivery(CommuneOwned):
    """An approved text sent to people. The database refuses it for a text that is not approved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="deliveries")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    recipients = models.JSONField(default=list)
    formats = models.JSONField(default=list)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.subject

    @property
    def reference(self) -> str:
        return f"delivery:{self.pk}"
