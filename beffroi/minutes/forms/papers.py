"""A convocation that the commune already has: its file, then what was read of it, to be corrected and confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers.agenda_convocation import Convocation
from beffroi.minutes.actions.read_papers import agenda_items, read_agenda_file, read_convocation_file
from beffroi.minutes.domain.types import Item

from .fields import DAY, TIME, area
from .meeting import SCANNED_FILE, agenda_lines, small_file


class ConvocationFileForm(forms.Form):
    """The file; ``found`` and ``items`` once valid. ``actor``: on whose behalf scanned pages are read."""

    convocation_file = forms.FileField(
        label="Convocation ou ordre du jour (fichier)",
        help_text="Word, OpenDocument, PDF (même numérisé) ou texte. Rien n’est enregistré avant que vous ayez relu.",
        widget=forms.FileInput(attrs={"accept": ".docx,.odt,.pdf,.txt,.md"}),
    )
    found: Convocation
    items: list[Item] = []

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_convocation_file(self) -> Any:
        file = self.cleaned_data["convocation_file"]
        try:
            content = small_file(file, SCANNED_FILE, "Copiez plutôt le texte de l’ordre du jour.")
            self.found = read_convocation_file(content, file.name, actor=self.actor)
            self.items = agenda_items(self.found, file.name)
        except DocumentError as error:
            raise forms.ValidationError(str(error))
        return file

    def values(self) -> dict[str, Any]:
        """What was read, for the form that confirms it; what the paper does not say is left out."""
        found = self.found
        said = {"date": found.day, "time": found.hour, "place": found.place, "sent_on": found.dated}
        read: dict[str, Any] = {name: each.value for name, each in said.items() if each is not None}
        return read | {"agenda_text": agenda_lines(self.items)}

    def lines(self) -> dict[str, str]:
        """By field, the very line of the paper that it was read from."""
        found = self.found
        said = {"date": found.day, "time": found.hour, "place": found.place, "sent_on": found.dated}
        return {name: found.lines[each.line - 1] for name, each in said.items() if each is not None}


class ConvocationReadForm(forms.Form):
    """What was read, as the person leaves it; ``items`` once valid. An empty field changes nothing."""

    date = forms.DateField(label="Date de la séance", required=False, widget=DAY)
    time = forms.TimeField(label="Heure", required=False, widget=TIME)
    place = forms.CharField(label="Lieu", required=False, max_length=200)
    sent_on = forms.DateField(
        label="Convocation envoyée le",
        required=False,
        widget=DAY,
        help_text="La date écrite sur le papier : corrigez-la si l’envoi a eu lieu un autre jour. Les jours francs en "
        "partent.",
    )
    agenda_text = area("Points de l’ordre du jour", 12, "Un point par ligne, avec « (rapporteur : …) » s’il est dit.")
    items: list[Item] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.items = []
        if text := (cleaned.get("agenda_text") or "").strip():
            try:
                self.items = read_agenda_file(text.encode(), "ordre-du-jour.txt")
            except DocumentError as error:
                self.add_error("agenda_text", str(error))
        if cleaned.get("time") and not cleaned.get("date"):
            self.add_error("date", "L’heure sans la date ne dit pas quand a lieu la séance : complétez la date.")
        sent = cleaned.get("sent_on")
        if sent and sent > timezone.localdate():
            self.add_error("sent_on", "Cette date est à venir : laissez vide tant que la convocation n’est pas partie.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What ``take_convocation`` is given."""
        cleaned = self.cleaned_data
        on = cleaned["date"]
        at = datetime.combine(on, cleaned["time"] or datetime.min.time()) if on else None
        return {
            "items": self.items,
            "starts_at": timezone.make_aware(at) if at else None,
            "place": cleaned["place"],
            "sent_on": cleaned["sent_on"],
        }
