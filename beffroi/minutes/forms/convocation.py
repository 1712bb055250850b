"""The convocation of a council: to whom, when it left, and the second one after a failed quorum."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from beffroi.minutes.domain.law.convocation import earliest_second_sitting

from .fields import DAY, TIME
from .sending import RecipientsForm


class ConveneForm(RecipientsForm):
    """The convocation leaves to the members."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].label = "Adresses des membres"


class SentForm(forms.Form):
    """The convocation left otherwise: its date, and what went with it."""

    on = forms.DateField(label="Envoyée le", widget=DAY)
    explanatory_note = forms.BooleanField(label="Avec la note explicative de synthèse", required=False)
    classified_installation = forms.BooleanField(
        label="L’ordre du jour porte sur une installation classée (une note est alors obligatoire)", required=False
    )
    urgent = forms.BooleanField(label="En urgence (un jour franc au moins)", required=False)
    urgency_reason = forms.CharField(label="Motif de l’urgence", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("urgent") and not cleaned.get("urgency_reason"):
            self.add_error("urgency_reason", "Dites pourquoi : le maire en rend compte à l’ouverture de la séance.")
        return cleaned


class SecondForm(forms.Form):
    """A second convocation, at three days at least after the sitting without quorum."""

    date = forms.DateField(label="Date", widget=DAY)
    time = forms.TimeField(label="Heure", widget=TIME)

    def __init__(self, *args: Any, first: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if self.first:
            least = earliest_second_sitting(timezone.localdate(self.first))
            if day < least:
                raise forms.ValidationError(f"Au plus tôt le {least:%d/%m/%Y} : trois jours au moins (L2121-17).")
        return day

    def starts_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["date"], self.cleaned_data["time"]))
