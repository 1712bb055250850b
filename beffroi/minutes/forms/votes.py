"""A vote: by show of hands, public, secret, or an election."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from beffroi.minutes.domain.sitting import events as e

from .fields import figure
from .sitting import SittingForm, members_field


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
