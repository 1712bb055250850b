"""The procès-verbal, from project to published; who comments it; its mentions; the reminders of its dates."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned

from .acts import IssuedDocument
from .council import Sitting
from .text import Sentence


class PvStep(models.TextChoices):
    """Five distinct states (L2121-15). The first is the absence of any line; "proofread", the approval of the text."""

    DRAFT = "draft", "projet"
    PROOFREAD = "proofread", "relu"
    ADOPTED = "adopted", "arrêté"
    SIGNED = "signed", "signé"
    PUBLISHED = "published", "publié"


class PvStepDone(CommuneOwned):
    """A step that the procès-verbal went through. Append-only, one line a step."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="pv_steps")
    step = models.CharField(max_length=10, choices=PvStep.choices)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    document = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")
    adopted_in = models.ForeignKey(Sitting, null=True, on_delete=models.PROTECT, related_name="adopts")
    details: Any = models.JSONField(default=dict)
    """Corrections asked at the adoption, names of those who signed..."""

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sitting", "step"], name="one_line_a_step")]

    def __str__(self) -> str:
        return self.get_step_display()


class MentionAnswer(CommuneOwned):
    """What a person says of a mention that the sitting does not give: its text, or "néant"."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="mentions")
    key = models.CharField(max_length=40)
    nothing = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sitting", "key"], name="one_answer_a_mention")]

    def __str__(self) -> str:
        return self.key


class CommentInvitation(CommuneOwned):
    """A person without an account (secretary, mayor, leader of a group) reads the project by a signed link."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField("nom", max_length=120)
    role = models.CharField("qualité", max_length=120, blank=True)
    email = models.EmailField("courriel", blank=True)
    expires_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Comment(CommuneOwned):
    invitation = models.ForeignKey(CommentInvitation, on_delete=models.CASCADE, related_name="comments")
    sentence = models.ForeignKey(Sentence, null=True, on_delete=models.SET_NULL, related_name="comments")
    quoted = models.TextField(blank=True)
    """The sentence as it stood when it was commented."""
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=[("taken", "pris en compte"), ("left", "non retenu")], blank=True)
    answer_text = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Reminder(CommuneOwned):
    """A deadline that was told by e-mail, so that it is told once."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="reminders")
    key = models.CharField(max_length=40)
    due = models.DateField()
    days_before = models.IntegerField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "key", "due", "days_before"], name="one_reminder_a_deadline")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.due}"
