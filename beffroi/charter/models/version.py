from __future__ import annotations

from django.conf import settings as django_settings
from django.db import models

from beffroi.town.scope import CommuneOwned


class VersionState(models.TextChoices):
    DRAFT = "draft", "projet"
    VOTED = "voted", "votée"


class CharterVersion(CommuneOwned):
    """The charter as the council voted it, or a project of it. The database refuses to change or remove what was
    voted, and a vote without its number and dates."""

    number = models.PositiveIntegerField(null=True)
    """1, 2, 3... given by the vote, one series a commune."""
    title = models.CharField("titre", max_length=200, default="Charte de l’intelligence artificielle")
    model = models.CharField(max_length=20, blank=True)
    """The starting model it was written from (``charter.starting``), empty for none."""
    settings = models.JSONField(default=dict)
    """{code: {"on": bool, "values": {...}}}."""
    state = models.CharField(max_length=8, choices=VersionState.choices, default=VersionState.DRAFT)
    voted_on = models.DateField("votée le", null=True)
    starts_on = models.DateField("en vigueur le", null=True)
    deliberation = models.CharField("délibération", max_length=120, blank=True)
    created_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-number", "-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["commune", "number"], name="one_charter_a_number"),
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | models.Q(number__isnull=False, voted_on__isnull=False, starts_on__isnull=False),
                name="a_voted_charter_has_its_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}" if self.number else f"{self.title} (projet)"
