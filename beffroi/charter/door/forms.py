"""The form of a new key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from beffroi.charter.models import Service
from beffroi.town.models import User

from .keys import LONGEST_DAYS
from .uses import door_uses, problem


class KeyForm(forms.Form):
    label = forms.CharField(
        label="Outil",
        max_length=80,
        help_text="Celui qui se servira de la clé : « LibreOffice du secrétariat ».",
        error_messages={"required": "Dites quel outil se servira de la clé."},
    )
    service = forms.CharField(
        label="Service", max_length=120, error_messages={"required": "Une clé est donnée à un service."}
    )
    uses = forms.MultipleChoiceField(
        label="Usages",
        widget=forms.CheckboxSelectMultiple,
        help_text="Ce pour quoi la clé est donnée. Tout le reste sera refusé.",
        error_messages={
            "required": "Choisissez au moins un usage : une clé sans usage n’ouvre rien.",
            "invalid_choice": "Cet usage n’est pas déclaré.",
        },
    )
    responsible = forms.ModelChoiceField(
        label="Qui en répond",
        queryset=User.objects.none(),
        empty_label="Choisissez",
        error_messages={"required": "Une personne répond de chaque clé.", "invalid_choice": "Choisissez un nom."},
    )
    expires_on = forms.DateField(
        label="Dernier jour",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Indiquez le dernier jour.", "invalid": "Cette date n’existe pas."},
    )
    calls_a_minute = forms.IntegerField(label="Demandes par minute", min_value=1, max_value=1000, initial=30)
    at_once = forms.IntegerField(label="Demandes en même temps", min_value=1, max_value=20, initial=2)
    tokens_a_day = forms.IntegerField(
        label="Jetons par jour",
        min_value=1000,
        max_value=100_000_000,
        initial=200_000,
        help_text="Un jeton est un morceau de mot ; une page en fait environ 700.",
    )

    def __init__(self, commune: Any, data: Any = None) -> None:
        super().__init__(data)
        fields: Any = self.fields
        known = Service.objects.values_list("name", flat=True)[:30]
        fields["service"].help_text = f"Déjà inscrits : {', '.join(known)}." if known else "Il sera inscrit."
        fields["responsible"].queryset = User.objects.filter(memberships__commune=commune, is_active=True).order_by(
            "last_name", "username"
        )
        fields["uses"].choices = [(use.code, use.purpose.rstrip(".")) for use in door_uses()]
        fields["expires_on"].initial = timezone.localdate() + timedelta(days=365)

    def clean_service(self) -> str:
        return " ".join(self.cleaned_data["service"].split())

    def clean_uses(self) -> list[str]:
        codes: list[str] = self.cleaned_data["uses"]
        if why := problem(codes):
            raise forms.ValidationError(why)
        return codes

    def clean_expires_on(self) -> Any:
        chosen = self.cleaned_data["expires_on"]
        days = (chosen - timezone.localdate()).days
        if days < 0:
            raise forms.ValidationError("Ce jour est passé.")
        if days > LONGEST_DAYS:
            raise forms.ValidationError(f"Une clé vaut {LONGEST_DAYS} jours au plus : elle sera refaite alors.")
        return chosen
