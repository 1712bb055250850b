from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned


class EngineSheet(CommuneOwned):
    """What the commune knows of a model or a tool, and whether it is approved. ``host`` empty: on our machines."""

    model = models.CharField("modèle ou outil", max_length=120)
    host = models.CharField("hébergeur", max_length=200, blank=True)
    approved = models.BooleanField("approuvé", default=False)
    qualification = models.CharField("qualification", max_length=80, blank=True)
    in_eu = models.BooleanField("dans l’Union européenne", null=True)
    licence = models.CharField("licence", max_length=120, blank=True)
    open_licence = models.BooleanField("licence libre", null=True)
    size_billions = models.FloatField("taille (milliards de paramètres)", null=True)
    smallest_for = models.JSONField(default=list)
    """Codes of the uses for which it was measured as the smallest that suffices."""
    measured = models.CharField("mesure qui le montre", max_length=300, blank=True)
    watt_hours_1000 = models.FloatField("énergie, Wh pour 1 000 jetons", null=True)
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["model", "host"]
        constraints = [models.UniqueConstraint(fields=["commune", "model", "host"], name="one_sheet_an_engine")]

    def __str__(self) -> str:
        return f"{self.model} ({self.host})" if self.host else self.model


class PrivacyStudy(models.TextChoices):
    NOT_YET = "", "pas encore"
    ATTACHED = "attached", "jointe"
    UNNECESSARY = "unnecessary", "jugée inutile"


def study_path(assessment: Assessment, file_name: str) -> str:
    """Nothing of the person's file name reaches the disk but its ending."""
    ending = "".join(each for each in file_name.rpartition(".")[2].lower() if each.isalnum())[:5] or "bin"
    return f"{assessment.commune.slug}/charte/etude-{secrets.token_hex(8)}.{ending}"


class Assessment(CommuneOwned):
    """What was weighed before a use began (clauses 13, 14, 15). The latest of a use holds; once signed by anybody it
    is not changed any more: a new one is begun."""

    use = models.CharField("usage", max_length=80)
    need = models.TextField("besoin", blank=True)
    alternative = models.TextField("solution sans IA envisagée", blank=True)
    benefits = models.TextField("ce qui est attendu", blank=True)
    risks = models.TextField("risques et parades", blank=True)
    privacy = models.CharField("étude d’impact", max_length=12, choices=PrivacyStudy.choices, blank=True)
    privacy_reason = models.TextField("pourquoi elle est inutile, ou où elle se trouve", blank=True)
    privacy_file = models.FileField(upload_to=study_path, max_length=300, blank=True)
    privacy_name = models.CharField(max_length=200, blank=True)
    """The file's name, as the person who attached it knows it."""
    privacy_sha256 = models.CharField(max_length=64, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["use", "-created_at", "-pk"]

    def __str__(self) -> str:
        return f"évaluation de {self.use}"


class SignatureRole(models.TextChoices):
    REFERENT = "referent", "référent IA"
    DPO = "dpo", "délégué à la protection des données"
    SERVICE = "service", "service utilisateur"
    ELECTED = "elected", "élu"
    MAYOR = "mayor", "maire"


class Signature(CommuneOwned):
    """Somebody signed an assessment, as it was (``digest``). The database refuses to change or remove it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=10, choices=SignatureRole.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("nom", max_length=120)
    at = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64)
    """SHA-256 of what was signed."""

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["assessment", "role"], name="one_signature_a_role")]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}"


class SupplierAnswer(CommuneOwned):
    """What a supplier answered to one of the commune's questions (clause 19)."""

    supplier = models.CharField("fournisseur", max_length=120)
    host = models.CharField("hébergeur", max_length=200, blank=True)
    question = models.CharField(max_length=60)
    """A key of ``charter.clauses.supplier_answers.QUESTIONS``."""
    answer = models.TextField("réponse")
    on = models.DateField("reçue le")

    class Meta:
        ordering = ["supplier", "question", "-on"]

    def __str__(self) -> str:
        return f"{self.supplier} : {self.question}"


class PairedTest(CommuneOwned):
    """The same request with two names: the result of one run for a use (clause 22). Names themselves are not kept."""

    use = models.CharField("usage", max_length=80)
    model = models.CharField("modèle", max_length=120)
    pairs = models.PositiveIntegerField("paires essayées")
    different = models.PositiveIntegerField("réponses qui changent")
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.use} : {self.different} sur {self.pairs}"
