"""The journal: append-only (the database refuses UPDATE and DELETE), one hash chain a commune."""

from __future__ import annotations

from django.db import models

from .chain import Line


class Entry(models.Model):
    """A line of the journal. Never holds the content of a prompt, of an answer or of a document.

    Shared model: ``chain`` is the commune's slug, or "installation" for what belongs to none."""

    chain = models.CharField(max_length=60)
    commune = models.ForeignKey("town.Commune", null=True, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveBigIntegerField()
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "sequence"]
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="one_line_a_rank")]

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence} {self.action}"

    def as_line(self) -> Line:
        return Line(
            self.sequence,
            self.at,
            self.actor,
            self.action,
            self.subject,
            self.data,
            self.previous,
            self.digest,
        )
