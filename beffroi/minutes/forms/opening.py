"""The opening of a sitting and its roll call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from beffroi.minutes.domain.sitting import events as e

from .fields import TIME
from .sitting import SittingForm, member_field, members_field

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
