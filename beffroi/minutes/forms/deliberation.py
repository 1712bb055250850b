"""A deliberation, from its text to the receipt of the prefecture."""

from __future__ import annotations

from typing import Any

from django import forms

from beffroi.minutes.actions.deliberations import ITEM_FIELDS
from beffroi.minutes.domain.law.matters import MATTERS, SUBJECTS, check_matter
from beffroi.minutes.models import ItemDetail
from beffroi.minutes.models.meeting import ITEM_KIND_NAMES

from .fields import DAY, SMALL, area


def matters() -> list[Any]:
    """The nomenclature, by subject."""
    groups: list[Any] = [("", "Choisir une matière")]
    for rank, (name, *_) in SUBJECTS.items():
        own = [(code, f"{code} {label}") for code, label in MATTERS.items() if code.startswith(f"{rank}.")]
        groups.append((f"{rank}. {name}", own))
    return groups


class DeliberationForm(forms.Form):
    """A deliberation with what its item is."""

    OF_ITEM = ITEM_FIELDS
    object = forms.CharField(label="Objet", max_length=499)
    number = forms.CharField(
        label="Numéro", required=False, max_length=40, help_text="Laissez vide : il est donné à la validation."
    )
    report = area(
        "Rapport sur lequel elle se fonde", 2, "Le procès-verbal le cite. Écrivez « néant » s’il n’y en a pas."
    )
    visas = area("Visas", 4, "Un par ligne, sans « Vu ».")
    considerants = area("Considérants", 4, "Un par ligne, sans « Considérant ».")
    articles = area("Ce que le conseil décide", 6, "Un article par ligne.")
    debate = area("Débat en bref", 3)
    matter_code = forms.ChoiceField(label="Matière", required=False, help_text="Nomenclature de la préfecture.")
    plain_summary = area(
        "En clair", 3, "Deux ou trois phrases simples pour les habitants, montrées quand une personne les a relues."
    )
    kind = forms.ChoiceField(label="Nature du point", choices=[(k.value, v) for k, v in ITEM_KIND_NAMES.items()])
    presenter = forms.CharField(label="Rapporteur", required=False, max_length=160)
    detail = forms.ChoiceField(label="Détail des débats au procès-verbal", choices=ItemDetail.choices)
    no_discussion = forms.BooleanField(label="Personne n’a pris la parole sur ce point", required=False)
    appointment = forms.BooleanField(label="C’est une nomination ou une présentation (scrutin secret)", required=False)
    secret_imposed = forms.BooleanField(label="Un texte impose le scrutin secret", required=False)
    financial_account = forms.BooleanField(
        label="C’est le vote d’un compte administratif ou financier unique",
        required=False,
        help_text="Proposé d’après le titre. Le conseil élit alors son président, et le maire se retire au vote.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter_code"].choices = matters()  # type: ignore[attr-defined]

    def clean_matter_code(self) -> str:
        code = str(self.cleaned_data["matter_code"])
        if code and (wrong := check_matter(code)):
            raise forms.ValidationError(wrong)
        return code

    def texts(self) -> dict[str, str]:
        cleaned = dict(self.cleaned_data)
        cleaned["matter_name"] = MATTERS.get(cleaned["matter_code"], "")
        return {name: value for name, value in cleaned.items() if name not in self.OF_ITEM}

    def nature(self) -> dict[str, Any]:
        """What the item is."""
        return {name: self.cleaned_data[name] for name in self.OF_ITEM}


class MatterForm(forms.Form):
    """The matière alone, for an act that is already validated."""

    matter_code = forms.ChoiceField(label="Matière", help_text="Nomenclature de la préfecture.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter_code"].choices = matters()  # type: ignore[attr-defined]


class ReceiptForm(forms.Form):
    """The prefecture's receipt: its file, or its date read on paper."""

    receipt_file = forms.FileField(label="Accusé de réception (fichier XML)", required=False)
    received_on = forms.DateField(label="ou : reçu le", required=False, widget=DAY)
    identifier = forms.CharField(label="Numéro de l’accusé", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("receipt_file") and not cleaned.get("received_on"):
            raise forms.ValidationError("Choisissez le fichier de l’accusé, ou indiquez sa date.")
        if cleaned.get("receipt_file") and cleaned["receipt_file"].size > SMALL:
            raise forms.ValidationError("Ce fichier est trop gros pour un accusé de réception.")
        return cleaned
