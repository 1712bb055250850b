"""What a clerk enters of a sitting. Each form gives events of ``domain/sitting``: nothing is computed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from beffroi.minutes.domain.event_words import REASONS
from beffroi.minutes.domain.sitting import events as e

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
MEMBER_HELP = "Une personne qui n’est pas sur la liste s’ajoute d’abord à la liste."
Choices = Sequence[tuple[str, str]]


def at_of(starts_at: datetime | None, value: time | None) -> datetime | None:
    """The hour given, on the day of the sitting, or on the next one for a sitting that goes past midnight."""
    if value is None or starts_at is None:
        return None
    local = timezone.localtime(starts_at)
    at = timezone.make_aware(datetime.combine(local.date(), value))
    return at + timedelta(days=1) if at < local - timedelta(hours=6) else at


class SittingForm(forms.Form):
    """``members``: (key, name) of the roster; ``starts_at``: of the sitting."""

    def __init__(self, *args: Any, members: Choices = (), starts_at: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members, self.starts_at = list(members), starts_at
        self.build()

    def build(self) -> None:
        """Fields that depend on the roster."""

    def at(self) -> datetime | None:
        return at_of(self.starts_at, self.cleaned_data.get("time"))

    def events(self) -> Iterator[e.Event]:
        raise NotImplementedError


def member_field(label: str, members: Choices, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "Choisir"), *members], **kwargs)


def members_field(label: str, members: Choices, **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(members), required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )


STATUSES = [("present", "Présent"), ("proxy", "Pouvoir à…"), ("excused", "Excusé"), ("absent", "Absent")]


class PeopleSelect(forms.Select):
    """A list of people that stands beside each of them: drawn at once, not by a template an option."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        marks = {True: mark_safe(" selected"), False: ""}
        rows = ((key, marks[str(key) == chosen], label) for key, label in self.choices)
        drawn = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html(
            "<select{}>{}</select>", drawn, format_html_join("", '<option value="{}"{}>{}</option>', rows)
        )


class OpeningForm(SittingForm):
    """The opening and the roll call on one page: who is there, who gave a pouvoir to whom, who presides."""

    time = forms.TimeField(label="Heure d’ouverture", required=False, widget=TIME)
    in_office = forms.IntegerField(
        label="Membres en exercice",
        min_value=1,
        max_value=300,
        help_text="Le nombre de sièges pourvus à ce jour. Le quorum se compte dessus.",
    )

    def build(self) -> None:
        self.fields["chair"] = member_field("Qui préside ?", self.members)
        self.fields["secretaries"] = members_field("Secrétaire de séance", self.members)
        for key, name in self.members:
            self.fields[f"status:{key}"] = forms.ChoiceField(label=name, choices=STATUSES, widget=forms.RadioSelect)
            others = [(other, label) for other, label in self.members if other != key]
            self.fields[f"holder:{key}"] = forms.ChoiceField(
                label=f"{name} donne pouvoir à", choices=[("", "Choisir"), *others], required=False, widget=PeopleSelect
            )

    def rows(self) -> list[tuple[Any, Any]]:
        """(status, holder) a member, for the page's table."""
        return [(self[f"status:{key}"], self[f"holder:{key}"]) for key, _ in self.members]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for key, name in self.members:
            if cleaned.get(f"status:{key}") == "proxy" and not cleaned.get(f"holder:{key}"):
                self.add_error(f"holder:{key}", f"À qui {name} donne-t-il pouvoir ?")
        return cleaned

    def keys(self, status: str) -> tuple[str, ...]:
        return tuple(key for key, _ in self.members if self.cleaned_data.get(f"status:{key}") == status)

    def events(self) -> Iterator[e.Event]:
        cleaned = self.cleaned_data
        yield e.Opened()
        yield e.ChairTaken(cleaned["chair"])
        yield e.RollCall(self.keys("present"), (*self.keys("proxy"), *self.keys("excused")), self.keys("absent"))
        for key in self.keys("proxy"):
            yield e.ProxyGiven(key, cleaned[f"holder:{key}"])
        if cleaned["secretaries"]:
            yield e.SecretaryNamed(tuple(cleaned["secretaries"]))


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


def figure(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=300)


class BallotForm(SittingForm):
    """A vote as it was said: a figure that nobody said is left empty, and computed where the law allows."""

    title = "Vote"
    ballot = forms.ChoiceField(
        label="Mode de scrutin",
        choices=[("ordinary", "À main levée"), ("public", "Scrutin public"), ("secret", "Scrutin secret")],
    )
    purpose = forms.ChoiceField(
        label="Ce qui est voté",
        choices=[
            ("text", "Le texte lui-même"),
            ("revote", "Le même texte, une seconde fois"),
            ("amendment", "Un amendement"),
            ("addition", "L’ajout du point à l’ordre du jour"),
            ("closed_doors", "Le huis clos"),
            ("urgency", "L’urgence de la convocation"),
            ("waiver", "Le renoncement au scrutin secret"),
            ("other", "Une question de procédure"),
        ],
    )
    label = forms.CharField(label="Quel amendement ?", required=False, max_length=200)
    unanimous = forms.BooleanField(label="À l’unanimité", required=False)
    votes_for = figure("Pour")
    against = figure("Contre")
    abstain = figure("Abstentions")
    blank = figure("Bulletins blancs")
    null = figure("Bulletins nuls")
    not_voting = figure("Ne prennent pas part au vote")
    declared = forms.ChoiceField(
        label="Résultat annoncé",
        required=False,
        choices=[("", "Non annoncé"), ("adopted", "Adopté"), ("rejected", "Rejeté"), ("tied", "Partage des voix")],
    )
    chair_casting = forms.ChoiceField(
        label="En cas de partage, voix du président",
        required=False,
        choices=[("", "Sans objet"), ("for", "Pour"), ("against", "Contre")],
    )

    def build(self) -> None:
        self.fields["against_names"] = members_field("Qui a voté contre ?", self.members)
        self.fields["abstain_names"] = members_field("Qui s’est abstenu ?", self.members)
        self.fields["not_voting_names"] = members_field("Qui n’a pas pris part au vote ?", self.members)

    NAMED = (("against_names", "against", e.Sense.AGAINST), ("abstain_names", "abstain", e.Sense.ABSTAIN),
             ("not_voting_names", "not_voting", e.Sense.NOT_VOTING))  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = [key for name, _, _ in self.NAMED for key in cleaned.get(name, ())]
        if cleaned.get("ballot") == "secret" and named:
            self.add_error("ballot", "Aucun nom n’est attaché à un scrutin secret : retirez les noms cochés.")
        if len(set(named)) < len(named):
            self.add_error(None, "Une même personne est cochée deux fois.")
        said = [cleaned.get(name) for name in ("votes_for", "against", "abstain", "blank", "null", "declared")]
        if not cleaned.get("unanimous") and all(value in (None, "") for value in said) and not named:
            self.add_error(None, "Indiquez au moins une voix, l’unanimité ou le résultat.")
        return cleaned

    def events(self) -> Iterator[e.Event]:
        cleaned = self.cleaned_data
        senses = tuple((key, sense) for name, _, sense in self.NAMED for key in cleaned[name])
        counts = {name: cleaned[name] for name in ("votes_for", "against", "abstain", "blank", "null", "not_voting")}
        for names, slot, _ in self.NAMED:
            # Names alone are a count too: nobody has to add them up.
            if counts[slot] is None and cleaned[names]:
                counts[slot] = len(cleaned[names])
        yield e.BallotHeld(
            ballot=e.BallotKind(cleaned["ballot"]),
            purpose=cleaned["purpose"],
            label=cleaned["label"],
            unanimous=cleaned["unanimous"],
            declared=e.Outcome(cleaned["declared"]) if cleaned["declared"] else None,
            senses=senses,
            chair_casting=e.Sense(cleaned["chair_casting"]) if cleaned["chair_casting"] else None,
            **counts,
        )


SENSES = [("for", "Pour"), ("against", "Contre"), ("abstain", "Abstention"), ("not_voting", "Ne prend pas part")]


class PublicBallotForm(SittingForm):
    """The names and votes of each voter, mandatory for a public ballot (L2121-21). ``members``: who can vote now."""

    title = "Scrutin public"
    declared = BallotForm.base_fields["declared"]
    chair_casting = BallotForm.base_fields["chair_casting"]

    def build(self) -> None:
        for key, name in self.members:
            self.fields[f"sense:{key}"] = forms.ChoiceField(label=name, choices=SENSES, widget=forms.RadioSelect)

    def rows(self) -> list[Any]:
        return [self[f"sense:{key}"] for key, _ in self.members]

    def events(self) -> Iterator[e.Event]:
        senses = tuple((key, e.Sense(self.cleaned_data[f"sense:{key}"])) for key, _ in self.members)
        count = [sense for _, sense in senses].count
        declared, casting = self.cleaned_data["declared"], self.cleaned_data["chair_casting"]
        yield e.BallotHeld(
            ballot=e.BallotKind.PUBLIC,
            votes_for=count(e.Sense.FOR),
            against=count(e.Sense.AGAINST),
            abstain=count(e.Sense.ABSTAIN),
            not_voting=count(e.Sense.NOT_VOTING),
            declared=e.Outcome(declared) if declared else None,
            senses=senses,
            chair_casting=e.Sense(casting) if casting else None,
        )


class ElectionForm(SittingForm):
    """A round of an election. Candidates as they were read out, one a line with its votes."""

    title = "Élection"
    post = forms.CharField(label="Pour quelle fonction ?", max_length=120, initial="Maire")
    round = forms.ChoiceField(label="Tour", choices=[("1", "Premier"), ("2", "Deuxième"), ("3", "Troisième")])
    scores = forms.CharField(
        label="Voix de chaque candidat",
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "Claire Dubois : 14\nPaul Garnier : 5"}),
        help_text="Un candidat ou une liste par ligne, puis deux-points et ses voix.",
    )
    blank = forms.IntegerField(label="Bulletins blancs", min_value=0, max_value=300, initial=0)
    null = forms.IntegerField(label="Bulletins nuls", min_value=0, max_value=300, initial=0)
    not_voting = forms.IntegerField(label="N’ont pas pris part au vote", min_value=0, max_value=300, initial=0)
    envelopes = figure("Enveloppes trouvées dans l’urne")
    declared_majority = figure("Majorité absolue annoncée")
    declared_elected = forms.CharField(label="Élu proclamé", required=False, max_length=120)
    by_list = forms.BooleanField(label="Scrutin de liste", required=False)

    def clean_scores(self) -> tuple[e.Score, ...]:
        found = []
        for line in str(self.cleaned_data["scores"]).splitlines():
            if not line.strip():
                continue
            name, _, votes = line.rpartition(":")
            if not name.strip() or not votes.strip().isdecimal():
                raise forms.ValidationError(
                    f"« {line.strip()} » : écrivez le nom, deux-points, puis le nombre de voix."
                )
            found.append(e.Score(self.key(name), int(votes)))
        if len({score.candidate for score in found}) < len(found):
            raise forms.ValidationError("Un candidat est écrit deux fois.")
        return tuple(found)

    def key(self, name: str) -> str:
        """The key of a member of that very name, or the name itself (a list, somebody from outside)."""
        wanted = " ".join(name.split()).lower()
        own = [key for key, label in self.members if label.lower() == wanted]
        return own[0] if len(own) == 1 else " ".join(name.split())

    def events(self) -> Iterator[e.Event]:
        cleaned = self.cleaned_data
        yield e.ElectionRound(
            post=cleaned["post"],
            round=int(cleaned["round"]),
            scores=cleaned["scores"],
            blank=cleaned["blank"],
            null=cleaned["null"],
            not_voting=cleaned["not_voting"],
            envelopes=cleaned["envelopes"],
            declared_majority=cleaned["declared_majority"],
            declared_elected=self.key(cleaned["declared_elected"]) if cleaned["declared_elected"] else "",
            by_list=cleaned["by_list"],
        )


EVENT_FORMS: dict[str, type[SittingForm]] = {
    "mise-en-discussion": ItemOpenedForm,
    "vote": BallotForm,
    "scrutin-public": PublicBallotForm,
    "election": ElectionForm,
    "prise-d-acte": AcknowledgedForm,
    "depart": LeftForm,
    "arrivee": ArrivedForm,
    "pouvoir": ProxyForm,
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
