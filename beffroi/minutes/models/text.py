from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from beffroi.minutes.domain.types import ONE_BY_ONE, FlagKind, SentenceKind
from beffroi.town.scope import CommuneOwned

from .meeting import Meeting


class MinutesState(models.TextChoices):
    TO_READ = "to_read", "à relire"
    APPROVED = "approved", "approuvé"
    AMENDED = "amended", "modifié depuis l’approbation"


class Minutes(CommuneOwned):
    """The text of a meeting. The database refuses "approved" without an approval and with open flags."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    state = models.CharField(max_length=10, choices=MinutesState.choices, default=MinutesState.TO_READ)
    drafted_at = models.DateTimeField()
    engines = models.JSONField(default=list)
    """Names of the models that took part, for the documents' metadata."""
    facts = models.JSONField(default=list)
    approved_digest = models.CharField(max_length=64, blank=True)
    reading_seconds = models.FloatField(default=0)
    """Time spent on this meeting by all its readers together; never kept by person."""

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"{self.meeting} ({self.get_state_display()})"

    @property
    def is_approved(self) -> bool:
        return self.state == MinutesState.APPROVED

    @property
    def open_count(self) -> int:
        """Points that nobody has answered yet."""
        return self.flags.filter(answer="").count()


class Section(CommuneOwned):
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    item_number = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=400)
    cut = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Origin(models.TextChoices):
    CODE = "code", "composé par le programme à partir des faits"
    MODEL = "model", "formulé par l’IA"
    PERSON = "person", "écrit par une personne"


class Sentence(CommuneOwned):
    """A sentence of the minutes. ``machine_text`` is what the machine proposed, kept whatever is written."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="sentences")
    position = models.FloatField()
    kind = models.CharField(max_length=14, choices=[(k.value, k.value) for k in SentenceKind])
    text = models.TextField(blank=True)
    """Empty: removed by a reader (kept for undo)."""
    machine_text = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    sources = models.JSONField(default=list)
    """Indexes of the utterances it rests on."""
    stale = models.BooleanField(default=False)
    """A source was corrected since: to be looked at again."""
    version = models.PositiveIntegerField(default=1)
    """Grows at each change: two readers never overwrite each other unseen."""
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["section__position", "position"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def by_hand(self) -> bool:
        return self.edited_by_id is not None


class FlagAnswer(models.TextChoices):
    RIGHT = "right", "C’est juste"
    CORRECTED = "corrected", "Corrigé"
    CANNOT_TELL = "cannot_tell", "Impossible à dire"
    OBSOLETE = "obsolete", "Sans objet"


class Flag(CommuneOwned):
    """Something that a named reader must look at before the text is approved."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="flags")
    sentence = models.ForeignKey(Sentence, null=True, on_delete=models.CASCADE, related_name="flags")
    section = models.ForeignKey(Section, null=True, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in FlagKind])
    message = models.TextField()
    written = models.CharField(max_length=300, blank=True)
    heard = models.CharField(max_length=500, blank=True)
    arithmetic = models.CharField(max_length=300, blank=True)
    blocking = models.BooleanField(default=True)
    sources = models.JSONField(default=list)
    answer = models.CharField(max_length=12, choices=FlagAnswer.choices, blank=True)
    """Empty while the flag is open."""
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["section__position", "sentence__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="")
                | models.Q(answer="obsolete")
                | models.Q(cleared_by__isnull=False, cleared_at__isnull=False),
                name="a_flag_is_cleared_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.message[:60]

    @property
    def is_open(self) -> bool:
        return not self.answer

    @property
    def one_by_one(self) -> bool:
        return self.kind in ONE_BY_ONE


class Change(CommuneOwned):
    """An edit, so that it can be shown and undone. Who edits is kept; how fast is not."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=24)
    """"sentence", "utterance", "voice", "flag", "added", "redraft"."""
    label = models.CharField(max_length=200)
    """What was done, in French, as shown on the undo button."""
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
