"""The acts of a council and the files that were issued: a file once issued never changes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned

from .council import PublicationMode, Sitting
from .meeting import AgendaItem


class Deliberation(CommuneOwned):
    """A deliberation, usually drafted beforehand; the sitting adds presence, debate in brief and vote."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="deliberation")
    number = models.CharField("numéro", max_length=40, blank=True)
    object = models.CharField("objet", max_length=499)
    report = models.CharField("rapport sur lequel elle se fonde", max_length=300, blank=True)
    visas = models.TextField("visas", blank=True)
    """One a line, without « Vu »."""
    considerants = models.TextField("considérants", blank=True)
    articles = models.TextField("dispositif", blank=True)
    """One article a paragraph."""
    debate = models.TextField("débat en bref", blank=True)
    nature = models.CharField("nature de l’acte", max_length=2, default="DE")
    matter_code = models.CharField("code matière", max_length=12, blank=True)
    matter_name = models.CharField("libellé de la matière", max_length=200, blank=True)
    plain_summary = models.TextField("en clair", blank=True)
    plain_read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """Who read the plain-language summary; empty: it is not shown to the public."""
    plain_read_at = models.DateTimeField(null=True)
    validated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    validated_at = models.DateTimeField(null=True)
    annexes = models.JSONField("annexes", null=True)
    """Keys of the files that go with it to the prefecture, in order (None: none). Nullable so that SQLite adds the
    column without remaking the table, which triggers name."""
    validated_content = models.JSONField(default=dict)
    """The act as it was validated: its text, presence and vote."""

    class Meta:
        ordering = ["item__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "number"], condition=~models.Q(number=""), name="one_deliberation_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.object}".strip()

    @property
    def is_validated(self) -> bool:
        return self.validated_at is not None


class DocumentKind(models.TextChoices):
    CONVOCATION = "convocation", "Convocation"
    ATTENDANCE = "attendance", "Feuille de présence"
    NOTICE = "notice", "Affichette : séance enregistrée"
    DELIBERATION = "deliberation", "Délibération"
    LIST = "list", "Liste des délibérations"
    REGISTER = "register", "Registre des délibérations"
    TRANSMISSION = "transmission", "Dossier pour la préfecture"
    PV_READ = "pv_read", "Procès-verbal relu"
    PV_ADOPTED = "pv_adopted", "Procès-verbal arrêté"
    PV_SIGNED = "pv_signed", "Procès-verbal signé"
    DELIBERATION_SIGNED = "deliberation_signed", "Délibération signée"
    PV_PUBLIC = "pv_public", "Procès-verbal, version publique"
    DELIBERATION_PUBLIC = "deliberation_public", "Délibération, version publique"
    ANNEX = "annex", "Annexe"
    RECEIPT = "receipt", "Accusé de réception de la préfecture"


NEEDS_LEDGER = (
    DocumentKind.DELIBERATION,
    DocumentKind.LIST,
    DocumentKind.REGISTER,
    DocumentKind.TRANSMISSION,
    DocumentKind.PV_ADOPTED,
)
"""Issued only while no blocking disagreement is open (the database holds it too)."""


def issued_path(document: IssuedDocument, file_name: str) -> str:
    ending = "".join(c for c in file_name.rpartition(".")[2].lower() if c.isalnum())[:5] or "bin"
    return f"{document.commune.slug}/{document.sitting.meeting_id}/actes/{document.pk}.{ending}"


class IssuedDocument(CommuneOwned):
    """A file that was issued or received, sealed by its hash. Append-only in the database itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="documents")
    deliberation = models.ForeignKey(Deliberation, null=True, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    file = models.FileField(upload_to=issued_path, max_length=300)
    name = models.CharField(max_length=200)
    """The file's name, as people receive it."""
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    details = models.JSONField(default=dict)
    """What else is known of it: recipients of a convocation, identifier and date of a receipt..."""

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.name


class Publication(CommuneOwned):
    """A document put at the public's disposal: date, author, mode (R2131-1). Append-only: what ends it is another
    line with ``ends``."""

    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="publications")
    mode = models.CharField(max_length=10, choices=PublicationMode.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ends = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.document} ({self.get_mode_display()})"


class Transmission(CommuneOwned):
    """A deliberation sent to the prefecture, then the receipt that came back. Append-only."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="transmissions")
    sent_at = models.DateTimeField(null=True)
    received_on = models.DateField(null=True)
    """Date of reception given by the receipt."""
    identifier = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey(IssuedDocument, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.identifier or "transmission"
