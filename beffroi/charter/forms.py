"""Where a clause is set: one form an article, made of its parameters; and the vote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from .clauses import CLAUSES
from .clauses.base import Parameter
from .evidence import Period
from .policy import Article, article_of
from .uses import use_choices


class ClauseForm(forms.Form):
    """``on`` and one field a parameter, with the article's code as prefix. ``setting`` is what goes in the version."""

    on = forms.BooleanField(label="Article retenu", required=False)

    def __init__(self, article: Article, data: Any = None) -> None:
        self.article, self.clause = article, article.clause
        super().__init__(data, prefix=self.clause.code, initial={"on": article.on} | _shown(article))
        for parameter in self.clause.parameters:
            self.fields[parameter.key] = _field(parameter, article.values.get(parameter.key))

    @property
    def parameters(self) -> list[forms.BoundField]:
        return [self[each.key] for each in self.clause.parameters]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for parameter in self.clause.parameters:
            if parameter.key in cleaned:
                cleaned[parameter.key] = _as_value(parameter, cleaned[parameter.key])
                if problem := parameter.problem(cleaned[parameter.key]):
                    self.add_error(parameter.key, problem)
        return cleaned

    @property
    def setting(self) -> dict[str, Any]:
        """``{"on", "values"}``: what is wrong keeps the value that the version had."""
        values = dict(self.article.values)
        values |= {key: value for key, value in self.cleaned_data.items() if key in values and key not in self.errors}
        return {"on": self.cleaned_data.get("on", self.article.on), "values": values}

    def reading(self) -> Article:
        """The article as it would read with what is typed."""
        return article_of(self.clause, {self.clause.code: self.setting})


def clause_forms(settings: Mapping[str, Any], data: Any = None) -> list[ClauseForm]:
    return [ClauseForm(article_of(clause, settings), data) for clause in CLAUSES]


def _shown(article: Article) -> dict[str, Any]:
    lines = {each.key for each in article.clause.parameters if each.kind == "lines" and not _is_uses(each)}
    return {key: "\n".join(value) if key in lines else value for key, value in article.values.items()}


def _is_uses(parameter: Parameter) -> bool:
    """A list of uses is ticked, not typed: nobody knows their codes by heart."""
    return parameter.kind == "lines" and parameter.key == "uses"


def _field(parameter: Parameter, value: Any) -> forms.Field:
    made = _makers[parameter.kind](parameter) if not _is_uses(parameter) else _uses_field(parameter, value)
    made.label = f"{parameter.label} ({parameter.unit})" if parameter.unit else parameter.label
    made.help_text = parameter.hint
    return made


def _uses_field(parameter: Parameter, value: Any) -> forms.Field:
    """The uses that the program declares, and those that the version already lists."""
    known = dict(use_choices())
    known |= {code: code for code in value or [] if code not in known}
    return forms.MultipleChoiceField(choices=list(known.items()), widget=forms.CheckboxSelectMultiple, required=False)


def _number(parameter: Parameter) -> forms.Field:
    span = f"Indiquez un nombre entier de {parameter.least} à {parameter.most}."
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), span)
    return forms.IntegerField(min_value=parameter.least, max_value=parameter.most, error_messages=errors)


_makers: dict[str, Any] = {
    "yes_no": lambda each: forms.BooleanField(required=False),
    "number": _number,
    "choice": lambda each: forms.ChoiceField(choices=list(each.choices)),
    "choices": lambda each: forms.MultipleChoiceField(
        choices=list(each.choices), widget=forms.CheckboxSelectMultiple, required=False
    ),
    "words": lambda each: forms.CharField(max_length=300, required=False),
    "lines": lambda each: forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), required=False, help_text="Une par ligne."
    ),
}


def _as_value(parameter: Parameter, value: Any) -> Any:
    if parameter.kind == "lines" and isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip()]
    return list(value) if parameter.kind in ("choices", "lines") else value


class DateField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": "Cette date n’existe pas.", "required": "Indiquez la date."})
        super().__init__(**kwargs)


class TitleForm(forms.Form):
    title = forms.CharField(label="Titre", max_length=200, error_messages={"required": "Donnez un titre à la charte."})


class VoteForm(forms.Form):
    voted_on = DateField(label="Votée le")
    deliberation = forms.CharField(
        label="Délibération",
        max_length=120,
        help_text="Son numéro, tel qu’il est au registre\u00a0: «\u00a02026-12\u00a0».",
        error_messages={"required": "Indiquez le numéro de la délibération\u00a0: sans vote, une charte ne vaut pas."},
    )
    starts_on = DateField(
        label="En vigueur à compter du",
        help_text="Pas avant sa publication et sa transmission au contrôle de légalité.",
    )

    def clean_voted_on(self) -> Any:
        voted = self.cleaned_data["voted_on"]
        if voted > timezone.localdate():
            raise forms.ValidationError("Cette date est à venir\u00a0: inscrivez le vote quand il a eu lieu.")
        return voted

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        voted, starts = cleaned.get("voted_on"), cleaned.get("starts_on")
        if voted and starts and starts < voted:
            self.add_error("starts_on", "Une charte ne vaut pas avant d’être votée.")
        if starts and starts < timezone.localdate():
            self.add_error(
                "starts_on",
                "Cette date est passée\u00a0: ce qui a été fait depuis l’a été sous l’ancienne version. Choisissez "
                "aujourd’hui ou plus tard.",
            )
        return cleaned


class PeriodForm(forms.Form):
    """Days, both included; ``period`` once it is valid."""

    first = DateField(label="Du")
    last = DateField(label="Au")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "La période finit avant de commencer.")
        return cleaned

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])
