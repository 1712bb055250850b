from __future__ import annotations

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned


class Service(CommuneOwned):
    """A service of the town hall and its people: for budgets, keys and figures that are never by person."""

    name = models.CharField("nom", max_length=120)
    people: models.ManyToManyField = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["commune", "name"], name="one_service_a_name")]

    def __str__(self) -> str:
        return self.name


class Objection(CommuneOwned):
    """Somebody chose not to use AI (clause 12): nothing asks them why, and nothing is made of it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    use = models.CharField("usage", max_length=80, blank=True)
    """Empty: every use."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune", "user", "use"], name="one_objection_a_use")]

    def __str__(self) -> str:
        return self.use or "tous les usages"


class PublicPerson(CommuneOwned):
    """An elected member or a public officer of the commune, who may be named to a model as such."""

    name = models.CharField("nom", max_length=120)
    function = models.CharField("fonction", max_length=120, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["commune", "name"], name="one_public_person_a_name")]

    def __str__(self) -> str:
        return f"{self.name}, {self.function}" if self.function else self.name
