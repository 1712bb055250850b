"""Forms of the register: the record, made from the table of fields; the file to import; whom residents write to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from beffroi.charter.clauses.supplier_answers import QUESTIONS
from beffroi.register.domain.dates import said
from beffroi.register.domain.fields import BY_NAME, FIELDS, Field, Kind, Tier
from beffroi.register.domain.files import LARGEST
from beffroi.register.domain.standards import STANDARDS
from beffroi.register.domain.values import FieldRefused, check, clean, too_long
from beffroi.register.models import RegisterSettings
from beffroi.town.refused import tell_hostile

MULTILINE_HELP = {Kind.LINKS: "Un lien par ligne : « titre | https://… ».", Kind.LIST: "Un par ligne."}


class RecordForm(forms.Form):
    """``locked``: fields that the program declares, shown but not asked. ``hints``: what is known and stands as long as
    nothing is typed. ``seen``: the last change that the page showed."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        locked: Iterable[str] = (),
        hints: Mapping[str, tuple[str, str]] | None = None,
        name_required: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [each for each in FIELDS if each.name not in set(locked)]
        for each in self.asked:
            self.fields[each.name] = _form_field(each, (hints or {}).get(each.name))
        self.fields["name"].required = name_required

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        values: dict[str, str] = {}
        for each in self.asked:
            text = cleaned.get(each.name) or ""
            try:
                values[each.name] = clean(each, text)
            except FieldRefused as error:
                self.add_error(each.name, str(error).removeprefix(f"{each.label} : "))
                continue
            if long := too_long(each, values[each.name]):
                self.add_error(each.name, long)
        for name, fault in check(values):
            if name in self.fields:
                self.add_error(name, fault)
        self.values = values
        return cleaned

    def tiers(self) -> list[tuple[str, list[tuple[str, list[Any]]]]]:
        """(tier, [(group, fields)]) to be drawn."""
        found = []
        for tier, title in ((Tier.EVERYONE, "Pour tout le monde"), (Tier.EXPERTS, "Pour les spécialistes")):
            groups: dict[str, list[Any]] = {}
            for each in self.asked:
                if each.tier == tier:
                    groups.setdefault(each.group, []).append(self[each.name])
            found.append((title, list(groups.items())))
        return found


def initial_of(values: Mapping[str, str]) -> dict[str, str]:
    """What was typed, as a person types it."""
    return {
        name: "/".join(reversed(value.split("-"))) if BY_NAME[name].kind == Kind.DATE else value
        for name, value in values.items()
        if name in BY_NAME
    }


def _form_field(each: Field, hint: tuple[str, str] | None) -> forms.Field:
    told = " ".join(filter(None, (each.help, MULTILINE_HELP.get(each.kind, ""), _hint(each, hint))))
    if each.choices is not None:
        choices = [("", "À compléter"), *((str(code), name) for code, name in each.choices.items())]
        return forms.ChoiceField(label=each.label, choices=choices, required=False, help_text=told)
    short = each.kind in (Kind.LINE, Kind.DATE)
    widget = forms.TextInput() if short else forms.Textarea(attrs={"rows": 3 if each.longest < 2500 else 4})
    return forms.CharField(label=each.label, required=False, help_text=told, widget=widget, strip=True)


def _hint(each: Field, hint: tuple[str, str] | None) -> str:
    if not hint or not hint[0]:
        return ""
    value = said(hint[0]) if each.kind == Kind.DATE else hint[0]
    return f"Laissé vide : « {value} » ({hint[1]})."


class ImportForm(forms.Form):
    standard = forms.ChoiceField(
        label="Format du fichier",
        choices=[(code, standard.label) for code, standard in STANDARDS.items()],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label="Fichier",
        help_text="JSON ou CSV, 10 Mo au plus. Rien n’entre dans le registre avant que vous l’ayez confirmé.",
        widget=forms.FileInput(attrs={"accept": ".json,.csv,application/json,text/csv"}),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            tell_hostile()
            raise forms.ValidationError("Ce fichier dépasse 10 Mo. Partagez-le en plusieurs. Rien n’a été enregistré.")
        return file


class SettingsForm(forms.ModelForm):
    class Meta:
        model = RegisterSettings
        fields = ("service", "email", "phone", "address", "dpo", "responsible", "contest")
        help_texts = {
            "service": "Par exemple « Secrétariat de mairie ».",
            "phone": "Celui de la mairie, pas d’une personne.",
            "responsible": "Une fonction plutôt qu’un nom. Vaut pour chaque fiche qui n’en donne pas d’autre.",
            "contest": "Par exemple : écrire au secrétariat, qui fait revoir la décision par une autre personne. Vaut "
            "pour chaque fiche qui ne dit rien d’autre.",
            "dpo": "Adresse ou courriel, pour les questions sur les données personnelles.",
        }
        widgets = {each: forms.Textarea(attrs={"rows": 3}) for each in ("address", "contest")}


class AnswersForm(forms.Form):
    """A supplier's answers to the commune's questions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in QUESTIONS.items():
            self.fields[key] = forms.CharField(
                label=question, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
            )

    def answers(self) -> list[tuple[str, str]]:
        return [(key, self.cleaned_data.get(key, "")) for key in QUESTIONS]
