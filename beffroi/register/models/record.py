from __future__ import annotations

from django.conf import settings
from django.db import models

from beffroi.town.scope import CommuneOwned

from .imports import Import


class Record(CommuneOwned):
    """A use of AI as the commune describes it. A use declared by the code has a row once something is written about
    it; before, the register shows it all the same.

    ``published`` is the very content that residents read, set by a reader; what is typed afterwards waits."""

    slug = models.SlugField("adresse", max_length=80)
    """Never changes: it is the end of a permanent address."""
    code = models.CharField("usage déclaré", max_length=80, blank=True)
    values = models.JSONField(default=dict)
    """What was typed: field of ``domain/fields.py`` -> text."""
    extra = models.JSONField(default=dict)
    """{standard: {key: value}}: what a file said that has no field here, given back to that format."""
    source = models.CharField("format d’origine", max_length=20, blank=True)
    source_id = models.CharField("identifiant d’origine", max_length=500, blank=True)
    published = models.JSONField(null=True)
    published_at = models.DateTimeField("publiée le", null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    removed = models.BooleanField("retirée du registre", default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["commune", "slug"], name="one_register_record_an_address"),
            models.UniqueConstraint(
                fields=["commune", "code"], condition=~models.Q(code=""), name="one_register_record_a_use"
            ),
            models.CheckConstraint(
                condition=models.Q(published__isnull=True)
                | models.Q(published_at__isnull=False, published_by__isnull=False, removed=False),
                name="published_register_record_has_its_publisher",
            ),
        ]

    def __str__(self) -> str:
        return str(self.values.get("name") or self.slug)

    @property
    def subject(self) -> str:
        return f"register:{self.slug}"


class ChangeKind(models.TextChoices):
    CREATED = "created", "fiche ouverte"
    EDITED = "edited", "fiche modifiée"
    IMPORTED = "imported", "fiche importée"
    PUBLISHED = "published", "fiche publiée"
    WITHDRAWN = "withdrawn", "publication retirée"
    RESTORED = "restored", "état antérieur repris"
    REMOVED = "removed", "fiche retirée du registre"


class Change(CommuneOwned):
    """One change of a record, with its content before and after. The database refuses to change or remove it."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    """{"values": ..., "extra": ..., "removed": ...} of the record."""
    from_import = models.ForeignKey(Import, null=True, on_delete=models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="one_register_change_a_number")]

    def __str__(self) -> str:
        return f"{self.record} {self.number}"
