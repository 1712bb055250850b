"""What people fill in about what the public does not hear: passages, a person who objects, the end of the sound."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from beffroi.minutes.models import Meeting, RedactionReason

from .fields import DAY

_CLOCK = re.compile(r"(?:(\d{1,2})\s*[:h]\s*)?(\d{1,3})\s*[:m]\s*(\d{1,2})\s*s?")
WHERE = "Heures dans l’enregistrement, comme « 12:30 » ou « 1:02:45 »."
WHERE_UNTIMED = "Numéros des prises de parole, comme « 12 » : ce texte n’a pas d’heures."


def seconds(text: str) -> float | None:
    """ "12:30", "1:02:45", "1 h 02:45" in seconds; None for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or int(found[3]) > 59:
        return None
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + float(found[3])


class StretchField(forms.CharField):
    """A time of the recording, or the number of an utterance where nothing has times."""

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, required=False, max_length=12)


class StretchForm(forms.Form):
    """From where to where: ``first`` and ``last`` utterances (indexes), and ``start`` and ``end`` in seconds."""

    begins = StretchField(label="De")
    ends = StretchField(label="À")

    def __init__(self, meeting: Meeting, data: Any = None, *, name: str) -> None:
        """``name`` tells its fields from those of the other forms of the page."""
        super().__init__(data, auto_id=f"{name}-%s")
        self.meeting = meeting
        self.timed = meeting.utterances.exclude(start=None).exists()
        self.fields["begins"].help_text = WHERE if self.timed else WHERE_UNTIMED
        self.bounds: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins", ""), cleaned.get("ends", "")
        if begins or ends:
            self.bounds = self._timed(begins, ends or begins) if self.timed else self._numbered(begins, ends or begins)
        return cleaned

    def _numbered(self, begins: str, ends: str) -> dict[str, Any]:
        if not (begins.isdigit() and ends.isdigit() and int(begins) <= int(ends)):
            raise forms.ValidationError("Indiquez le numéro de la première prise de parole, puis celui de la dernière.")
        return {"first": int(begins) - 1, "last": int(ends) - 1}

    def _timed(self, begins: str, ends: str) -> dict[str, Any]:
        start, end = seconds(begins), seconds(ends)
        if start is None or end is None or end < start:
            raise forms.ValidationError("Écrivez deux heures de l’enregistrement, comme « 12:30 » et « 13:05 ».")
        end = max(end, start + 1.0)
        inside = self.meeting.utterances.filter(start__lt=end, end__gt=start)
        indexes = list(inside.values_list("index", flat=True))
        if not indexes:
            raise forms.ValidationError("Personne ne parle à ces heures : vérifiez-les dans l’enregistrement.")
        return {"first": min(indexes), "last": max(indexes), "start": start, "end": end}


class PlaceForm(StretchForm):
    """Where a huis clos entered by hand stands."""

    def __init__(self, meeting: Meeting, data: Any = None, *, name: str) -> None:
        super().__init__(meeting, data, name=name)
        for field in self.fields.values():
            field.required = True

    def clean(self) -> dict[str, Any]:
        return {} if self.errors else super().clean()


class MaskForm(StretchForm):
    terms = forms.CharField(
        label="Mots à masquer",
        required=False,
        help_text="Un nom, une adresse, une phrase. Un par ligne. Masqués partout où ils se trouvent.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.ChoiceField(
        label="Pourquoi",
        choices=[
            (value, label)
            for value, label in RedactionReason.choices
            if value not in (RedactionReason.CLOSED_DOORS, RedactionReason.OBJECTION)
        ],
    )
    field_order = ("terms", "begins", "ends", "reason")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["terms"] = [line for line in cleaned.get("terms", "").splitlines() if line.strip()]
        if not cleaned["terms"] and not self.bounds and not self.errors:
            raise forms.ValidationError("Écrivez les mots à masquer, ou les heures du passage.")
        return cleaned


class ObjectionForm(StretchForm):
    """A voice, or a stretch."""

    voice = forms.ChoiceField(label="Cette voix, partout dans la séance", required=False)
    field_order = ("voice", "begins", "ends")

    def __init__(self, meeting: Meeting, voices: list[Any], data: Any = None, *, name: str) -> None:
        super().__init__(meeting, data, name=name)
        choices = [("", "Aucune : seulement le passage ci-dessous"), *((str(each.pk), each.label) for each in voices)]
        field = self.fields["voice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class HoldForm(forms.Form):
    reason = forms.ChoiceField(
        label="Pourquoi", choices=[("access", "Une demande d’accès à l’enregistrement"), ("dispute", "Un contentieux")]
    )
    note = forms.CharField(
        label="Note", required=False, max_length=300, help_text="Date et référence de la demande ou du recours."
    )


class PermitForm(forms.Form):
    reference = forms.CharField(label="Référence du visa d’élimination", max_length=200)
    granted_on = forms.DateField(label="Date du visa", widget=DAY)


class SoundForm(forms.Form):
    soft_tone = forms.ChoiceField(
        label="À la place d’un passage masqué, le public entend",
        choices=[("", "un silence"), ("1", "un son doux")],
        required=False,
    )
