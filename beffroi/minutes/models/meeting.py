from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse

from beffroi.minutes.domain.seats import is_member_by_function
from beffroi.minutes.domain.sitting.events import ItemKind
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

    @property
    def pv_adopted_on(self) -> date | None:
        """The day the council adopted its procès-verbal, by the steps that it went through, or as it was said of its
        recording alone."""
        sitting, recording = getattr(self, "sitting", None), getattr(self, "recording", None)
        step = sitting.pv_steps.filter(step="adopted").first() if sitting else None
        day: date | None = step.on if step else getattr(recording, "pv_adopted_on", None)
        return day

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
    born = models.DateField("date de naissance", null=True, blank=True)
    """Settles a tie in an election (L2122-7); only then is it asked for."""
    deputy_of = models.CharField("suppléant de", max_length=160, blank=True)
    member = models.BooleanField("membre de l’assemblée", null=True)
    """Whether this person has a seat; None: as the function tells (``domain/seats.py``). Agents and guests of the list
    have none: they are known by name, and never counted."""
    in_office_from = models.DateField("en exercice depuis le", null=True, blank=True)
    in_office_until = models.DateField("en exercice jusqu’au", null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.as_member().full_name

    @property
    def sits(self) -> bool:
        """Whether this is a member of the assembly, by what a person said of it, else by the function."""
        return is_member_by_function(self.role) if self.member is None else self.member

    def as_member(self) -> Member:
        return Member(self.last_name, self.first_name, self.role, self.group, tuple(self.aliases))


class ItemDetail(models.TextChoices):
    """How much of a debate the procès-verbal tells, chosen item by item (L2121-15 asks for its tenor)."""

    VERBATIM = "verbatim", "mot à mot"
    POSITIONS = "positions", "positions"
    DECISION = "decision", "décision seule"


ITEM_KIND_NAMES = {
    ItemKind.DELIBERATION: "délibération",
    ItemKind.PREVIOUS_MINUTES: "adoption du procès-verbal précédent",
    ItemKind.ACKNOWLEDGEMENT: "prise d’acte",
    ItemKind.DELEGATED: "décisions prises par délégation",
    ItemKind.INFORMATION: "information",
    ItemKind.QUESTION: "question",
    ItemKind.WISH: "vœu",
}


class AgendaItem(CommuneOwned):
    """``reference``: the commune's own number ("23-03/011"). What a council's item is besides is in the last fields."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=400)
    presenter = models.CharField(max_length=160, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    kind = models.CharField(
        "nature",
        max_length=20,
        choices=[(k.value, v) for k, v in ITEM_KIND_NAMES.items()],
        default=ItemKind.DELIBERATION,
    )
    appointment = models.BooleanField("nomination ou présentation (scrutin secret)", default=False)
    secret_imposed = models.BooleanField("scrutin secret imposé par un texte", default=False)
    financial_account = models.BooleanField("compte administratif ou financier unique", default=False)
    no_discussion = models.BooleanField("personne n’a pris la parole sur ce point", default=False)
    detail = models.CharField(
        "détail des débats", max_length=10, choices=ItemDetail.choices, default=ItemDetail.POSITIONS
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_item_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
