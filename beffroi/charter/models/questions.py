from __future__ import annotations

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned


class Question(CommuneOwned):
    """Somebody in doubt asked the referent (clause 8)."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    use = models.CharField("usage", max_length=80, blank=True)
    clause = models.PositiveSmallIntegerField("article", null=True)
    text = models.TextField("question")
    answer = models.TextField("réponse", blank=True)
    allowed = models.BooleanField(null=True)
    """What the referent answered: yes, no, or neither (None)."""
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.text[:80]


class Precedent(CommuneOwned):
    """An answer of the referent, said for everybody: the case in general words, without anybody's name."""

    question = models.OneToOneField(Question, null=True, on_delete=models.SET_NULL, related_name="precedent")
    use = models.CharField("usage", max_length=80, blank=True)
    clause = models.PositiveSmallIntegerField("article", null=True)
    case = models.TextField("cas")
    answer = models.TextField("réponse")
    allowed = models.BooleanField(null=True)
    version = models.PositiveIntegerField(default=0)
    """Of the charter in force when it was given."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.case[:80]
