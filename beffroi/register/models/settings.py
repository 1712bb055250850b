from __future__ import annotations

from django.db import models

from beffroi.town.scope import CommuneOwned


class RegisterSettings(CommuneOwned):
    """Whom residents write to about the register: services, not people."""

    service = models.CharField("service qui répond", max_length=120, blank=True, default="")
    email = models.EmailField("courriel", blank=True, default="")
    phone = models.CharField("téléphone", max_length=40, blank=True, default="")
    address = models.TextField("adresse postale", max_length=400, blank=True, default="")
    dpo = models.CharField("contact du délégué à la protection des données", max_length=200, blank=True, default="")

    responsible = models.CharField("qui répond des usages de l’IA", max_length=200, blank=True, default="")
    contest = models.TextField("comment contester", max_length=2500, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune"], name="one_register_settings_a_commune")]

    def __str__(self) -> str:
        return self.service or self.email

    @property
    def contact(self) -> str:
        """One line for a record that gives no contact of its own."""
        return ", ".join(filter(None, (self.service, self.email, self.phone)))
