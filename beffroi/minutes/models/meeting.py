from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from beffroi.minutes.domain.types import Item, MeetingKind, Member, Template
from beffroi.town.scope import CommuneOwned

KIND_NAMES = {
    MeetingKind.COUNCIL: "Conseil municipal",
    MeetingKind.COMMITTEE: "Commission",
    MeetingKind.TEAM: "Réunion de service",
    MeetingKind.PUBLIC: "Réunion publique",
}
TEMPLATE_NAMES = {
    Template.COUNCIL: "Procès-verbal de conseil",
    Template.TEAM: "Compte rendu de réunion",
    Template.PUBLIC: "Compte rendu de réunion publique",
    Template.DECISIONS: "Relevé de décisions",
}


class Meeting(CommuneOwned):
    """A sitting or any other meeting whose minutes are to be written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("nature", max_length=12, choices=[(k.value, v) for k, v in KIND_NAMES.items()])
    template = models.CharField("modèle", max_length=12, choices=[(k.value, v) for k, v in TEMPLATE_NAMES.items()])
    title = models.CharField("titre", max_length=200)
    starts_at = models.DateTimeField("date et heure", null=True, blank=True)
    place = models.CharField("lieu", max_length=200, blank=True)
    speakers_expected = models.PositiveIntegerField("nombre de personnes qui parlent", null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    step_seconds = models.JSONField(default=dict)
    """Seconds spent in each step of the machine's work, by name, and inside engines ("engines")."""

    class Meta:
        ordering = ["-starts_at", "-created_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("minutes:meeting", args=[self.pk])

    @property
    def is_council(self) -> bool:
        return self.kind == MeetingKind.COUNCIL

    @property
    def document_name(self) -> str:
        """The legal word for what is written: a council has a procès-verbal, other meetings a compte rendu."""
        return "procès-verbal" if self.is_council else "compte rendu"

    @property
    def subject(self) -> str:
        """How jobs, messages and the journal name this meeting."""
        return f"meeting:{self.pk}"

    def members(self) -> list[Member]:
        return [participant.as_member() for participant in self.participants.all()]

    def agenda(self) -> list[Item]:
        return [Item(item.number, item.title, item.presenter) for item in self.items.all()]


class Participant(CommuneOwned):
    """A person of the roster."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    position = models.PositiveIntegerField()
    last_name = models.CharField("nom", max_length=80)
    first_name = models.CharField("prénom", max_length=80, blank=True)
    role = models.CharField("fonction", max_length=120, blank=True)
    group = models.CharField("groupe", max_length=80, blank=True)
    aliases = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.as_member().full_name

    def as_member(self) -> Member:
        return Member(self.last_name, self.first_name, self.role, self.group, tuple(self.aliases))


class AgendaItem(CommuneOwned):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=400)
    presenter = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_item_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
