"""What people write beside the charter: questions and answers, the switch, a text to try, who may be named."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms

from .clauses import CLAUSES
from .masking import find
from .public_people import known_public
from .uses import use_choices

ANSWERS = (("yes", "Oui"), ("no", "Non"), ("depends", "Cela dépend\u00a0: la réponse le dit"))
ALLOWED = {"yes": True, "no": False, "depends": None}


def _clean_of_names(text: str) -> str:
    """``text``, unless it names somebody who is not a public person of the commune. Raises ValidationError."""
    found = find(text, known_public=known_public())
    if found:
        quoted = (text[span.start : span.end] for span in found[:5])
        words = ", ".join(f"«\u00a0{each}\u00a0»" for each in quoted)
        raise forms.ValidationError(f"Ce texte est lu par tous\u00a0: retirez ce qui désigne une personne ({words}).")
    return text


class QuestionForm(forms.Form):
    text = forms.CharField(
        label="Votre question",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Dites ce que vous voulez faire, avec quel document, pour qui il est. Sans nom d’habitant.",
        error_messages={"required": "Écrivez votre question.", "max_length": "Votre question est trop longue."},
    )
    use = forms.ChoiceField(
        label="À propos de l’usage", required=False, choices=partial(use_choices, "Aucun en particulier")
    )
    clause = forms.TypedChoiceField(
        label="À propos de l’article",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Je ne sais pas"), *((str(each.number), f"{each.number}. {each.title}") for each in CLAUSES)],
    )


class AnswerForm(forms.Form):
    allowed = forms.ChoiceField(label="Est-ce permis\u00a0?", choices=ANSWERS, widget=forms.RadioSelect)
    answer = forms.CharField(
        label="Votre réponse",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Écrivez votre réponse."},
    )
    keep = forms.BooleanField(label="Garder comme précédent, lu par tous les agents", required=False, initial=True)
    case = forms.CharField(
        label="Le cas, en termes généraux",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Comme on le raconterait dans une autre mairie\u00a0: sans nom, sans adresse, sans date précise.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("keep"):
            return cleaned
        if not cleaned.get("case") and "case" not in self.errors:
            self.add_error("case", "Dites le cas, ou décochez «\u00a0Garder comme précédent\u00a0».")
        for name in ("case", "answer"):
            try:
                _clean_of_names(cleaned.get(name) or "")
            except forms.ValidationError as error:
                self.add_error(name, error)
        return cleaned


class SwitchForm(forms.Form):
    reason = forms.CharField(
        label="Pourquoi",
        max_length=300,
        help_text="Tous les agents le lisent.",
        error_messages={"required": "Dites pourquoi\u00a0: tous les agents le lisent."},
    )


class TryForm(forms.Form):
    use = forms.ChoiceField(label="Pour quel usage", choices=partial(use_choices, verb="generate"))
    text = forms.CharField(
        label="Le texte",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="Il n’est ni gardé, ni envoyé\u00a0: il est seulement lu, sur le serveur de la commune.",
        error_messages={
            "required": "Collez un texte.",
            "max_length": "Ce texte est trop long pour un essai\u00a0: collez-en une partie.",
        },
    )


class PublicPeopleForm(forms.Form):
    people = forms.CharField(
        label="Une personne par ligne\u00a0: son nom, puis sa fonction après une virgule",
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="« Hugo Petit, maire ». Seulement des élus et des agents publics, dans leurs fonctions.",
    )
