"""Long work (Job), what leaves the house (OutboxMessage), and files that arrive in pieces (Upload)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned


class JobState(models.TextChoices):
    QUEUED = "queued", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "terminé"
    FAILED = "failed", "arrêté sur une erreur"
    CANCELLED = "cancelled", "annulé"


class Job(CommuneOwned):
    """A piece of long work: what it does, how far it is, and who holds it until when (``lease_until``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, db_index=True)
    """What it works on, e.g. "meeting:<uuid>"."""
    arguments = models.JSONField(default=dict)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED, db_index=True)
    step = models.CharField(max_length=120, blank=True)
    """What is being done, in French, as shown to the person who waits."""
    done = models.FloatField(default=0)
    total = models.FloatField(default=0)
    seconds_left = models.FloatField(null=True)
    error = models.TextField(blank=True)
    """French: what happened, what was kept, what to do."""
    can_retry = models.BooleanField(default=True)
    result = models.JSONField(default=dict)
    attempt = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "subject"],
                condition=models.Q(state__in=["queued", "running"]),
                name="one_live_job_a_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject} ({self.state})"

    @property
    def is_live(self) -> bool:
        return self.state in {JobState.QUEUED, JobState.RUNNING}

    @property
    def percent(self) -> int:
        return int(100 * min(self.done / self.total, 1)) if self.total else 0


class OutboxState(models.TextChoices):
    PENDING = "pending", "à envoyer"
    SENDING = "sending", "envoi en cours"
    SENT = "sent", "envoyé"
    FAILED = "failed", "refusé"
    UNCERTAIN = "uncertain", "incertain"


class OutboxMessage(CommuneOwned):
    """One e-mail to one person, sent at most once.

    It is marked ``sending`` and committed before the server is spoken to. After a crash it is ``uncertain``:
    it may have left, so that it is never sent again by the machine alone; a person decides."""

    key = models.CharField(max_length=200, unique=True)
    """What makes it the same message: asking twice for the same key sends once."""
    subject_ref = models.CharField(max_length=80, db_index=True)
    recipient = models.EmailField()
    subject = models.CharField(max_length=250)
    body = models.TextField()
    attachments = models.JSONField(default=list)
    """[[file name, storage path, media type], ...]"""
    message_id = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=OutboxState.choices, default=OutboxState.PENDING)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.recipient} ({self.state})"


class Upload(CommuneOwned):
    """A file that arrives in pieces, and can be taken up again where it stopped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80, blank=True)
    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.received}/{self.size})"
