"""Communes, the people who work for them, and the role that each has there."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class Kind(models.TextChoices):
    COMMUNE = "commune", "Commune"
    EPCI = "epci", "Intercommunalité"
    SYNDICATE = "syndicate", "Syndicat"


class Commune(models.Model):
    """A tenant. Shared model: it is what the others belong to."""

    name = models.CharField("nom", max_length=120)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.COMMUNE)
    insee_code = models.CharField("code INSEE", max_length=5, blank=True)
    is_default = models.BooleanField(default=False)
    ai_mention_on_final = models.BooleanField("mention d’une aide de l’IA sur les documents définitifs", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_commune"
            )
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who signs in. Shared model: the same agent may work for several communes."""

    email = models.EmailField("courriel", blank=True)

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Role(models.TextChoices):
    AGENT = "agent", "Agent"
    READER = "reader", "Relecteur"
    ADMIN = "admin", "Administrateur"


class Membership(models.Model):
    """What a person may do in a commune."""

    commune = models.ForeignKey(Commune, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.AGENT)
    title = models.CharField("fonction", max_length=80, blank=True)

    RANK: ClassVar[dict[str, int]] = {Role.AGENT: 1, Role.READER: 2, Role.ADMIN: 3}

    class Meta:
        ordering = ["commune__name"]
        constraints = [models.UniqueConstraint(fields=["commune", "user"], name="one_role_a_commune")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()}, {self.commune})"

    def at_least(self, role: str) -> bool:
        return self.RANK[self.role] >= self.RANK[role]


SHARED_MODELS: dict[str, str] = {
    "town.Commune": "c’est ce à quoi le reste appartient",
    "town.User": "une personne peut travailler pour plusieurs communes ; ses droits sont dans Membership",
    "town.Membership": "dit à quelles communes une personne appartient ; lu avant que la portée soit connue",
}
"""Models that have no commune of their own, with the reason (each room adds its own in ``shared.py``)."""


def membership_of(user: Any, commune: Commune) -> Membership | None:
    if not user.is_authenticated:
        return None
    return Membership.objects.filter(user=user, commune=commune).first()
