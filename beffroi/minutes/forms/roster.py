"""The people of a sitting, who of them sits, and what the rules may need of each."""

from __future__ import annotations

from typing import Any

from django import forms

from beffroi.documents.errors import DocumentError
from beffroi.minutes.actions.read_papers import read_roster_file
from beffroi.minutes.domain.seats import is_member_by_function
from beffroi.minutes.domain.types import Member
from beffroi.minutes.models import Meeting, Participant

from .fields import DAY, SMALL, area


class RosterForm(forms.Form):
    """The members of the council: a CSV file, or lines typed or pasted."""

    roster_file = forms.FileField(
        label="Liste (fichier CSV)", required=False, help_text="Colonnes : nom ; prenom ; fonction ; groupe ; alias."
    )
    roster_text = area(
        "ou : une personne par ligne",
        12,
        "« Dubois ; Claire ; maire ». La fonction « maire » ou « président » dit qui signe ; « directrice générale des "
        "services » ou « secrétaire de mairie », qui ne siège pas et n’est compté nulle part.",
    )
    members: list[Member] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("roster_file"), (cleaned.get("roster_text") or "").strip()
        try:
            if file:
                if file.size > SMALL:
                    raise forms.ValidationError("Ce fichier dépasse 5 Mo.")
                self.members = read_roster_file(file.read(), file.name)
            elif text:
                self.members = read_roster_file(as_csv(text).encode(), "liste.csv")
        except DocumentError as error:
            self.add_error("roster_file" if file else "roster_text", str(error))
        if not self.members and not self.errors:
            raise forms.ValidationError("Choisissez un fichier ou écrivez au moins un nom.")
        return cleaned


def as_csv(text: str) -> str:
    """Lines of names as the reader of rosters takes them."""
    first = text.splitlines()[0].lower()
    return text if first.startswith("nom") else f"nom;prenom;fonction;groupe;alias\n{text}"


SEAT = {"": None, "yes": True, "no": False}


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """One person of the list. Left to the function, the seat follows it when it is corrected."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Participant = self.instance
        usual = "oui" if is_member_by_function(person.role) else "non"
        self.fields["seat"] = forms.ChoiceField(
            label="Siège-t-il dans l’assemblée ?",
            required=False,
            choices=[
                ("", f"Selon sa fonction : {usual}"),
                ("yes", "Oui, c’est un membre de l’assemblée"),
                ("no", "Non : agent, invité… Il n’est pas compté"),
            ],
        )
        self.initial["seat"] = next(key for key, value in SEAT.items() if value is person.member)
        self.order_fields(["role", "seat"])

    def save(self, commit: bool = True) -> Any:
        self.instance.member = SEAT[self.cleaned_data["seat"]]
        return super().save(commit)


def people_forms(meeting: Meeting, data: Any) -> Any:
    """What the ledger may need of each: whether they sit, deputies, dates of birth for a tie, a seat that began or
    ended in mid-term. Made at each call: a form of the model made once would ask for people before any commune is in
    scope."""
    made: Any = forms.modelformset_factory(
        Participant,
        form=PersonForm,
        fields=("role", "group", "deputy_of", "born", "in_office_from", "in_office_until"),
        extra=0,
        widgets={"born": DAY, "in_office_from": DAY, "in_office_until": DAY},
    )
    return made(data, queryset=meeting.participants.all())
