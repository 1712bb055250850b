"""The journal: append-only (the database refuses UPDATE and DELETE), one hash chain a commune."""

from __future__ import annotations

from django.db import models

from . import chain as chains

REFUSED = "access_refused"


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
    purged = models.BooleanField(default=False)
    """Emptied at the end of its retention: its hash stays, and a later line says so (see ``retention``)."""

    class Meta:
        ordering = ["chain", "sequence"]
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="one_line_a_rank")]
        indexes = [
            models.Index(
                fields=["chain", "actor", "subject", "at"], condition=models.Q(action=REFUSED), name="refused_accesses"
            )
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence} {self.action}"


class PublicKey(models.Model):
    """A key that signs checkpoints: its public half. Append-only. Shared model.

    ``endorsed_by`` and ``endorsement``: the key before it, and its signature of this one's PEM, so that whoever trusts
    the first key trusts those that followed."""

    key = models.CharField(max_length=16, unique=True)
    pem = models.TextField()
    created_at = models.DateTimeField()
    endorsed_by = models.CharField(max_length=16, blank=True)
    endorsement = models.CharField(max_length=128, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.key


class Checkpoint(models.Model):
    """A signed checkpoint of a chain. Append-only. Shared model, as the chain is.

    ``timestamp``: an RFC 3161 token over the signature, where the installation asks an authority for one."""

    chain = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    sequence = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.CharField(max_length=32)
    key = models.CharField(max_length=16)
    before = models.CharField(max_length=128, blank=True)
    signature = models.CharField(max_length=128)
    timestamp = models.BinaryField(null=True)

    class Meta:
        ordering = ["chain", "number"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="one_checkpoint_a_rank")]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"

    def as_value(self) -> chains.Checkpoint:
        return chains.Checkpoint(
            self.chain, self.number, self.sequence, self.digest, self.at, self.key, self.before, self.signature
        )
