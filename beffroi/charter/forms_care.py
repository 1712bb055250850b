"""What the commune writes beside its charter: questions and answers, the switch, dossiers of uses, models, limits."""

from __future__ import annotations

from typing import Any

from django import forms

from beffroi.town.models import User

from .clauses import CLAUSES
from .masking import find
from .models import (
    Assessment,
    Budget,
    EngineSheet,
    PrivacyStudy,
    Service,
    SignatureRole,
)
from .public_people import known_public
from .uses import all_uses

ANSWERS = (("yes", "Oui"), ("no", "Non"), ("depends", "Cela dépend\u00a0: la réponse le dit"))
KNOWN = [("unknown", "Personne ne l’a vérifié"), ("true", "Oui"), ("false", "Non")]
ALLOWED = {"yes": True, "no": False, "depends": None}


def use_choices(empty: str = "") -> list[tuple[str, str]]:
    first = [("", empty)] if empty else []
    return first + [(use.code, use.purpose.rstrip(".")) for use in all_uses()]


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
    use = forms.ChoiceField(label="À propos de l’usage", required=False)
    clause = forms.TypedChoiceField(label="À propos de l’article", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["use"].choices = use_choices("Aucun en particulier")  # type: ignore[attr-defined]
        articles = [(str(each.number), f"{each.number}. {each.title}") for each in CLAUSES]
        self.fields["clause"].choices = [("", "Je ne sais pas"), *articles]  # type: ignore[attr-defined]


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
    use = forms.ChoiceField(label="Pour quel usage")
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = [(use.code, use.purpose.rstrip(".")) for use in all_uses() if use.verb == "generate"]
        self.fields["use"].choices = texts  # type: ignore[attr-defined]


class AssessmentForm(forms.ModelForm):
    class Meta:
        model = Assessment
        fields = ["need", "alternative", "benefits", "risks", "privacy", "privacy_reason"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in fields if name != "privacy"}
        help_texts = {
            "need": "Ce qui manque aujourd’hui, et à qui.",
            "alternative": "Ce qu’on ferait sans IA, et pourquoi cela ne suffit pas.",
            "risks": "Ce qui peut mal tourner, et ce qui l’empêche.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].required = True
        self.fields["privacy"].choices = PrivacyStudy.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("privacy") and not (cleaned.get("privacy_reason") or "").strip():
            self.add_error("privacy_reason", "Dites où se trouve l’étude, ou pourquoi elle est inutile.")
        return cleaned


class SignatureForm(forms.Form):
    role = forms.ChoiceField(label="En qualité de", choices=SignatureRole.choices)
    name = forms.CharField(
        label="Nom de la personne qui signe",
        max_length=120,
        error_messages={"required": "Indiquez le nom de la personne qui signe."},
    )


class EngineForm(forms.ModelForm):
    smallest_for = forms.MultipleChoiceField(
        label="Mesuré comme le plus petit modèle suffisant pour",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = EngineSheet
        fields = [
            "model", "host", "approved", "qualification", "in_eu", "licence", "open_licence", "size_billions",
            "smallest_for", "measured", "watt_hours_1000", "note",
        ]  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "model": "Son nom exact, tel que le montrent les pages et le journal.",
            "host": "Vide\u00a0: il tourne sur les machines de la commune.",
            "qualification": "SecNumCloud, HDS… Vide\u00a0: aucune.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["smallest_for"].choices = use_choices()  # type: ignore[attr-defined]
        for name in ("size_billions", "watt_hours_1000"):
            self.fields[name].required = False
        for name in ("in_eu", "open_licence"):
            self.fields[name].widget = forms.NullBooleanSelect()
            self.fields[name].widget.choices = [
                ("unknown", "Personne ne l’a vérifié"),
                ("true", "Oui"),
                ("false", "Non"),
            ]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        same = EngineSheet.objects.filter(model=cleaned.get("model"), host=cleaned.get("host") or "")
        if cleaned.get("model") and same.exclude(pk=self.instance.pk).exists():
            self.add_error("model", "Ce modèle a déjà sa fiche pour cet hébergeur.")
        if cleaned.get("smallest_for") and not cleaned.get("measured"):
            self.add_error("measured", "Dites quelle mesure le montre.")
        return cleaned


class BudgetForm(forms.ModelForm):
    use = forms.ChoiceField(label="Usage", required=False)
    service = forms.ChoiceField(label="Service", required=False)

    class Meta:
        model = Budget
        fields = ["use", "service", "unit", "period", "most"]
        help_texts = {"most": "0\u00a0: l’usage est fermé."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["use"].choices = use_choices("Tous les usages")  # type: ignore[attr-defined]
        names = [(each.name, each.name) for each in Service.objects.all()]
        self.fields["service"].choices = [("", "Toute la commune"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        same = {name: cleaned.get(name) or "" for name in ("use", "service", "unit", "period")}
        if not self.errors and Budget.objects.filter(**same).exclude(pk=self.instance.pk).exists():
            self.add_error(None, "Cette limite existe déjà\u00a0: changez-la plutôt que d’en ajouter une.")
        return cleaned


class ServiceForm(forms.ModelForm):
    class Meta:
        model = Service
        fields = ["name", "people"]
        widgets = {"people": forms.CheckboxSelectMultiple}
        help_texts = {"name": "Tel qu’on le dit : « État civil », « Communication »."}

    def __init__(self, *args: Any, commune: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = User.objects.filter(memberships__commune=commune)  # type: ignore[attr-defined]
        self.fields["people"].label = "Personnes"

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if Service.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Ce service existe déjà.")
        return name


class PublicPeopleForm(forms.Form):
    people = forms.CharField(
        label="Une personne par ligne\u00a0: son nom, puis sa fonction après une virgule",
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="« Hugo Petit, maire ». Seulement des élus et des agents publics, dans leurs fonctions.",
    )
