"""What the public must not hear nor read, decided by a person; and what suspends the end of a recording."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned

from .meeting import Meeting
from .recording import Recording
from .transcript import Voice


class RedactionReason(models.TextChoices):
    """Huis clos closes the room (L2121-18); the others are what the code of relations with the public protects
    (CRPA L311-6) or the objection of a person of the public."""

    CLOSED_DOORS = "closed_doors", "huis clos"
    PRIVATE_LIFE = "private_life", "vie privée"
    HEALTH = "health", "santé"
    AGENT = "agent", "situation d’un agent"
    OBJECTION = "objection", "opposition d’une personne du public"
    OTHER = "other", "autre secret protégé"


class RedactionState(models.TextChoices):
    CANDIDATE = "candidate", "à décider"
    ACCEPTED = "accepted", "masqué"
    REFUSED = "refused", "laissé"


class Redaction(CommuneOwned):
    """One decision, applied at once to every public artefact: sound, transcript, published text, open data.

    ``start`` and ``end`` in seconds of the recording; ``first_utterance`` to ``last_utterance`` (indexes, both
    included) the words heard; ``terms`` the expressions masked wherever a public text of the sitting has them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="redactions")
    reason = models.CharField(max_length=14, choices=RedactionReason.choices)
    state = models.CharField(max_length=10, choices=RedactionState.choices, default=RedactionState.CANDIDATE)
    start = models.FloatField(null=True, blank=True)
    end = models.FloatField(null=True, blank=True)
    first_utterance = models.PositiveIntegerField(null=True, blank=True)
    last_utterance = models.PositiveIntegerField(null=True, blank=True)
    voice = models.ForeignKey(Voice, null=True, blank=True, on_delete=models.SET_NULL, related_name="redactions")
    """All that this voice says, wherever in the sitting (a person of the public who objects)."""
    terms = models.JSONField(default=list)
    label = models.CharField(max_length=300, blank=True)
    """What the reader is shown: why this is a candidate."""
    found_by = models.CharField(max_length=8, default="person", choices=[("code", "programme"), ("person", "personne")])
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["first_utterance", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="candidate") | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_redaction_is_decided_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.label or self.get_reason_display()


class KeepHold(CommuneOwned):
    """An access request or a dispute suspends the deletion of a recording until it is lifted."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=10, choices=[("access", "demande d’accès"), ("dispute", "contentieux")])
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_reason_display()


class DeletionPermit(CommuneOwned):
    """The recorded authorisation (archives, code du patrimoine L212-2) without which the sound is not deleted,
    unless the commune entered an exemption."""

    recording = models.OneToOneField(Recording, on_delete=models.CASCADE, related_name="deletion_permit")
    reference = models.CharField("référence du visa d’élimination", max_length=200)
    granted_on = models.DateField("date du visa")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.reference


class SoundAccess(CommuneOwned):
    """Who may open the original recording of a sitting that has something redacted; each opening is journalled."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sound_access")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_access_a_person")]

    def __str__(self) -> str:
        return str(self.user)
