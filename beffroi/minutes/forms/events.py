"""Who comes and goes, who takes no part, and the course of the sitting, its votes apart."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms

from beffroi.minutes.domain.event_words import REASONS
from beffroi.minutes.domain.sitting import events as e

from .fields import TIME
from .sitting import SittingForm, member_field, members_field
from .votes import BallotForm, ElectionForm, PublicBallotForm

MEMBER_HELP = "Une personne qui n’est pas sur la liste s’ajoute d’abord à la liste."


class MoveForm(SittingForm):
    """Somebody comes or goes."""

    time = forms.TimeField(label="Heure", required=False, widget=TIME)

    def build(self) -> None:
        self.fields["member"] = member_field("Qui ?", self.members, help_text=MEMBER_HELP)


class ArrivedForm(MoveForm):
    title = "Arrivée"

    def events(self) -> Iterator[e.Event]:
        yield e.Arrived(self.cleaned_data["member"])


class LeftForm(MoveForm):
    title = "Départ"

    def build(self) -> None:
        super().build()
        self.fields["holder"] = member_field("En partant, donne pouvoir à", self.members, required=False)

    def events(self) -> Iterator[e.Event]:
        yield e.Left(self.cleaned_data["member"])
        if holder := self.cleaned_data.get("holder"):
            yield e.ProxyGiven(self.cleaned_data["member"], holder)


class ProxyForm(SittingForm):
    title = "Pouvoir"
    written = forms.BooleanField(label="Le pouvoir est écrit", required=False, initial=True)
    rank = forms.IntegerField(
        label="Pour la combientième séance de suite ?",
        initial=1,
        min_value=1,
        max_value=20,
        help_text="Un pouvoir ne vaut pas plus de trois séances de suite, sauf maladie constatée.",
    )
    illness = forms.BooleanField(label="Maladie dûment constatée", required=False)

    def build(self) -> None:
        self.fields["giver"] = member_field("Qui donne pouvoir ?", self.members)
        self.fields["holder"] = member_field("À qui ?", self.members)
        self.order_fields(["giver", "holder", "written", "rank", "illness"])

    def events(self) -> Iterator[e.Event]:
        cleaned = self.cleaned_data
        yield e.ProxyGiven(cleaned["giver"], cleaned["holder"], cleaned["written"], cleaned["rank"], cleaned["illness"])


class ProxyRevokedForm(SittingForm):
    title = "Pouvoir révoqué"

    def build(self) -> None:
        self.fields["giver"] = member_field("Qui reprend son pouvoir ?", self.members)

    def events(self) -> Iterator[e.Event]:
        yield e.ProxyRevoked(self.cleaned_data["giver"])


class RecusalForm(SittingForm):
    title = "Déport"
    reason = forms.ChoiceField(label="Pourquoi ?", choices=[(key.value, name) for key, name in REASONS.items()])
    leaves_room = forms.BooleanField(label="Quitte la salle", required=False, initial=True)

    def build(self) -> None:
        self.fields["member"] = member_field("Qui ne prend pas part à ce point ?", self.members)
        self.order_fields(["member", "reason", "leaves_room"])

    def events(self) -> Iterator[e.Event]:
        cleaned = self.cleaned_data
        yield e.Recused(cleaned["member"], e.RecusalReason(cleaned["reason"]), cleaned["leaves_room"])


class ChairForm(SittingForm):
    title = "Présidence du point"
    elected = forms.BooleanField(
        label="Le conseil l’a élu président pour ce point", required=False, help_text="Pour le vote d’un compte."
    )

    def build(self) -> None:
        self.fields["member"] = member_field("Qui préside ?", self.members)
        self.order_fields(["member", "elected"])

    def events(self) -> Iterator[e.Event]:
        yield e.ChairTaken(self.cleaned_data["member"], self.cleaned_data["elected"])


class ReasonForm(SittingForm):
    reason = forms.CharField(label="Motif", required=False, max_length=200)


class WithdrawnForm(ReasonForm):
    title = "Point retiré"

    def events(self) -> Iterator[e.Event]:
        yield e.ItemWithdrawn(self.cleaned_data["reason"])


class PostponedForm(ReasonForm):
    title = "Point reporté"

    def events(self) -> Iterator[e.Event]:
        yield e.ItemPostponed(self.cleaned_data["reason"])


class TimedForm(SittingForm):
    """Something that has an hour and nothing else."""

    time = forms.TimeField(label="Heure", required=False, widget=TIME)


class SuspendedForm(TimedForm):
    title = "Suspension de séance"

    def events(self) -> Iterator[e.Event]:
        yield e.Suspended()


class ResumedForm(TimedForm):
    title = "Reprise de la séance"

    def events(self) -> Iterator[e.Event]:
        yield e.Resumed()


class ClosedForm(TimedForm):
    title = "Clôture de la séance"
    time = forms.TimeField(label="Heure de clôture", widget=TIME)

    def events(self) -> Iterator[e.Event]:
        yield e.Closed()


class DoorsClosedForm(TimedForm):
    title = "Huis clos"

    def build(self) -> None:
        self.fields["askers"] = members_field(
            "Demandé par", self.members, help_text="Le maire, ou trois membres au moins. Le conseil vote sans débat."
        )

    def events(self) -> Iterator[e.Event]:
        yield e.DoorsClosed(tuple(self.cleaned_data["askers"]))


class DoorsOpenedForm(TimedForm):
    title = "Fin du huis clos"

    def events(self) -> Iterator[e.Event]:
        yield e.DoorsOpened()


class ItemOpenedForm(TimedForm):
    title = "Mise en discussion"

    def events(self) -> Iterator[e.Event]:
        yield e.ItemOpened()


class AcknowledgedForm(SittingForm):
    title = "Le conseil prend acte"

    def events(self) -> Iterator[e.Event]:
        yield e.Acknowledged()


class BallotAskedForm(SittingForm):
    title = "Scrutin demandé"
    ballot = forms.ChoiceField(
        label="Lequel ?",
        choices=[("public", "Scrutin public (un quart des présents)"), ("secret", "Scrutin secret (un tiers)")],
    )
    count = forms.IntegerField(label="Combien de membres ?", required=False, min_value=1, max_value=300)

    def build(self) -> None:
        self.fields["askers"] = members_field("Qui, si leurs noms sont connus ?", self.members)

    def events(self) -> Iterator[e.Event]:
        cleaned = self.cleaned_data
        yield e.BallotAsked(e.BallotKind(cleaned["ballot"]), tuple(cleaned["askers"]), cleaned["count"])


class SecretWaivedForm(SittingForm):
    title = "Pas de scrutin secret"
    unanimous = forms.BooleanField(label="Décidé à l’unanimité", required=False, initial=True)

    def events(self) -> Iterator[e.Event]:
        yield e.SecretWaived(self.cleaned_data["unanimous"])


class CorrectionForm(SittingForm):
    title = "Rectification demandée au procès-verbal précédent"
    text = forms.CharField(label="Rectification", widget=forms.Textarea(attrs={"rows": 3}))

    def build(self) -> None:
        self.fields["member"] = member_field("Par qui ?", self.members, required=False)

    def events(self) -> Iterator[e.Event]:
        yield e.CorrectionAsked(self.cleaned_data["member"], self.cleaned_data["text"])


EVENT_FORMS: dict[str, type[SittingForm]] = {
    "mise-en-discussion": ItemOpenedForm,
    "vote": BallotForm,
    "scrutin-public": PublicBallotForm,
    "election": ElectionForm,
    "prise-d-acte": AcknowledgedForm,
    "depart": LeftForm,
    "arrivee": ArrivedForm,
    "pouvoir": ProxyForm,
    "pouvoir-revoque": ProxyRevokedForm,
    "deport": RecusalForm,
    "presidence": ChairForm,
    "scrutin-demande": BallotAskedForm,
    "sans-scrutin-secret": SecretWaivedForm,
    "retrait": WithdrawnForm,
    "report": PostponedForm,
    "suspension": SuspendedForm,
    "reprise": ResumedForm,
    "huis-clos": DoorsClosedForm,
    "fin-du-huis-clos": DoorsOpenedForm,
    "rectification": CorrectionForm,
    "cloture": ClosedForm,
}
"""By the word of their address."""
