"""A council's sitting: how its commune works, what happened in it, and what in it disagrees."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from beffroi.minutes.domain.sitting.events import Entry, Origin, Source
from beffroi.town.scope import CommuneOwned

from .meeting import Meeting, Participant


class LegalRegime(models.TextChoices):
    """Which rules hold; those that were not verified for a regime are said to be, and block nothing."""

    GENERAL = "general", "Commune (régime général)"
    EPCI = "epci", "Intercommunalité ou syndicat"
    ALSACE_MOSELLE = "alsace_moselle", "Commune d’Alsace-Moselle"
    OTHER = "other", "Autre (CCAS, outre-mer, Paris, Lyon, Marseille…)"


class PublicationMode(models.TextChoices):
    """CGCT L2131-1: under 3,500 inhabitants the council chooses; electronic otherwise."""

    ELECTRONIC = "electronic", "en ligne"
    POSTING = "posting", "affichage"
    PAPER = "paper", "papier, à la mairie"


def a_secret() -> str:
    return secrets.token_urlsafe(24)


def template_path(council: CouncilSettings, file_name: str) -> str:
    """Nothing of the person's file name reaches the disk but its ending."""
    ending = "odt" if file_name.lower().endswith(".odt") else "docx"
    return f"{council.commune.slug}/modeles/acte-{secrets.token_hex(4)}.{ending}"


class CouncilSettings(CommuneOwned):
    """What a commune says once about its council."""

    regime = models.CharField(
        "régime juridique", max_length=16, choices=LegalRegime.choices, default=LegalRegime.GENERAL
    )
    population = models.PositiveIntegerField("population municipale", null=True, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    department = models.CharField("département", max_length=60, blank=True)
    council_name = models.CharField("nom de l’assemblée", max_length=120, blank=True)
    """Empty: that of the regime ("conseil municipal", "conseil communautaire")."""
    numbering = models.CharField("numérotation des délibérations", max_length=60, default="{année}-{rang:03d}")
    publication_mode = models.CharField(
        "publication des actes", max_length=10, choices=PublicationMode.choices, default=PublicationMode.ELECTRONIC
    )
    syndicate = models.BooleanField("syndicat de communes", default=False)
    has_website = models.BooleanField("la collectivité a un site internet", default=True)
    court = models.CharField("tribunal administratif compétent", max_length=80, blank=True)
    contact = models.CharField("contact pour les droits des personnes", max_length=200, blank=True)
    public_audio = models.BooleanField("mettre le son des séances à la disposition du public", default=False)
    archive_exemption = models.TextField("dispense d’autorisation des archives pour effacer le son", blank=True)
    reminders_to = models.TextField("adresses qui reçoivent les rappels", blank=True)
    docx_template = models.FileField("modèle Word de la commune", upload_to=template_path, max_length=300, blank=True)
    odt_template = models.FileField(
        "modèle OpenDocument de la commune", upload_to=template_path, max_length=300, blank=True
    )
    calendar_token = models.CharField(max_length=64, default=a_secret, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune"], name="one_council_a_commune")]

    def __str__(self) -> str:
        return f"{self.commune} ({self.get_regime_display()})"

    @property
    def department_code(self) -> str:
        """Three characters as the prefecture's protocol writes them ("070", "02A", "974"), from the INSEE code; empty
        where it is not known."""
        code = self.commune.insee_code.upper()
        if len(code) != 5:
            return ""
        return code[:3] if code.startswith("97") else f"0{code[:2]}"


class Sitting(CommuneOwned):
    """What a council's meeting has besides any meeting."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="sitting")
    regime = models.CharField("régime juridique", max_length=16, choices=LegalRegime.choices)
    in_office = models.PositiveIntegerField("membres en exercice", null=True, blank=True)
    mayor = models.ForeignKey(
        Participant,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="maire ou président",
    )
    convened_on = models.DateField("convocation envoyée le", null=True, blank=True)
    explanatory_note = models.BooleanField("note de synthèse jointe", null=True, blank=True)
    """None while nobody said whether it went with the convocation."""
    classified_installation = models.BooleanField("délibération sur une installation classée", default=False)
    first_sitting = models.BooleanField("première séance après un renouvellement général", default=False)
    urgent = models.BooleanField("urgence", default=False)
    urgency_reason = models.CharField("motif de l’urgence", max_length=300, blank=True)
    second_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="seconds",
        verbose_name="seconde convocation, faute de quorum, de la séance du",
    )  # fmt: skip
    previous_held_on = models.DateField(
        "date de la séance précédente, si elle n’est pas dans Beffroi", null=True, blank=True
    )
    """Whose procès-verbal this sitting adopts, where it was written elsewhere."""
    public_slug = models.CharField(max_length=80, blank=True)
    """Permanent address of the public page within the commune, given at the first publication."""
    public_audio = models.BooleanField("son à la disposition du public", default=False)
    soft_tone = models.BooleanField("un son doux, plutôt qu’un silence, à la place des passages masqués", null=True)
    """None or False: a silence. Nullable so that SQLite adds the column without remaking the table, which triggers
    name."""
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["meeting__starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "public_slug"], condition=~models.Q(public_slug=""), name="one_address_a_sitting"
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def subject(self) -> str:
        return self.meeting.subject


class SittingEvent(CommuneOwned):
    """Something that happened in the sitting, as it was said or entered. Never changed once there: a mistaken one is
    withdrawn and another is entered, so that what was first said stays readable."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="events")
    position = models.FloatField()
    """Its place in the order of the sitting."""
    kind = models.CharField(max_length=20)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField(null=True, blank=True)
    item_number = models.PositiveIntegerField(null=True, blank=True)
    origin = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Origin])
    utterances = models.JSONField(default=list)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.kind

    def as_entry(self) -> Entry:
        """Raises ValueError for a payload that no version of the program wrote."""
        from beffroi.minutes.domain.sitting.codec import from_payload

        source = Source(Origin(self.origin), tuple(self.utterances), self.words, str(self.by) if self.by else "")
        at = timezone.localtime(self.at) if self.at else None
        return Entry(self.pk, from_payload(self.kind, self.payload), at, self.item_number, source)


class SittingFlag(CommuneOwned):
    """A disagreement of the ledger. A blocking one stops the list, the deliberations and the procès-verbal until what
    was entered is mended, or a named person says why it stands."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="flags")
    code = models.CharField(max_length=60)
    message = models.TextField()
    article = models.CharField(max_length=60, blank=True)
    item_number = models.PositiveIntegerField(null=True)
    figures: Any = models.JSONField(default=list)
    """[{"label", "value", "entry", "how", "where"}, ...]: both sides, and where each comes from."""
    entries = models.JSONField(default=list)
    blocking = models.BooleanField(default=True)
    answer = models.CharField(max_length=10, choices=[("stands", "maintenu"), ("gone", "résolu")], blank=True)
    """Empty while it is open."""
    reason = models.TextField(blank=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["item_number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(answer="stands")
                | models.Q(cleared_by__isnull=False, cleared_at__isnull=False) & ~models.Q(reason=""),
                name="a_contradiction_stands_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.message[:60]

    @property
    def is_open(self) -> bool:
        return not self.answer
