"""What the commune writes of its uses of AI: dossiers and who signs them, models and tools, limits, services."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.core.files.base import ContentFile

from beffroi.documents.errors import DocumentError
from beffroi.town.models import User

from .actions.study import ENDINGS, LARGEST, read_study
from .models import Assessment, Budget, EngineSheet, PrivacyStudy, Service, SignatureRole
from .uses import use_choices


class Known(forms.NullBooleanSelect):
    """Yes, no, or nobody has checked it."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.choices = [("unknown", "Personne ne l’a vérifié"), ("true", "Oui"), ("false", "Non")]


def _services() -> list[tuple[str, str]]:
    return [("", "Toute la commune"), *((each.name, each.name) for each in Service.objects.all())]


class AssessmentForm(forms.ModelForm):
    privacy_file = forms.FileField(
        label="L’étude elle-même",
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in sorted(ENDINGS))}),
    )

    class Meta:
        model = Assessment
        fields = ["need", "alternative", "benefits", "risks", "privacy", "privacy_reason"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in fields if name != "privacy"}
        help_texts = {
            "need": "Ce qui manque aujourd’hui, et à qui.",
            "alternative": "Ce qu’on ferait sans IA, et pourquoi cela ne suffit pas.",
            "risks": "Ce qui peut mal tourner, et ce qui l’empêche.",
        }

    def __init__(self, *args: Any, attached: str = "", **kwargs: Any) -> None:
        """``attached``: the name of the study that the dossier holds already."""
        super().__init__(*args, **kwargs)
        self.attached = attached
        self.fields["need"].required = True
        told = f"PDF, Word (.docx) ou LibreOffice (.odt), {LARGEST // 2**20} Mo au plus."
        if attached:
            told = f"Déjà jointe\u00a0: «\u00a0{attached}\u00a0». Un autre fichier la remplace. {told}"
        self.fields["privacy_file"].help_text = told

    def clean_privacy_file(self) -> ContentFile[bytes] | None:
        file = self.cleaned_data["privacy_file"]
        if file is None:
            return None
        if file.size > LARGEST:
            raise forms.ValidationError(
                f"Ce fichier dépasse {LARGEST // 2**20} Mo. Enregistrez-le sans images, ou numérisez-le en noir et "
                "blanc."
            )
        content: bytes = file.read()
        try:
            read_study(content, file.name)
        except DocumentError as error:
            raise forms.ValidationError(str(error)) from error
        return ContentFile(content, file.name)

    def clean(self) -> dict[str, Any]:
        """A study that is attached says so by itself."""
        cleaned = super().clean() or {}
        given, privacy = cleaned.get("privacy_file"), cleaned.get("privacy")
        if given and privacy == PrivacyStudy.UNNECESSARY:
            self.add_error("privacy", "Vous joignez une étude\u00a0: elle n’est donc pas jugée inutile.")
        elif given:
            privacy = cleaned["privacy"] = PrivacyStudy.ATTACHED
        there = privacy == PrivacyStudy.ATTACHED and (given or self.attached or "privacy_file" in self.errors)
        if privacy and not there and not (cleaned.get("privacy_reason") or "").strip():
            self.add_error("privacy_reason", "Joignez l’étude, dites où elle se trouve, ou pourquoi elle est inutile.")
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
        choices=use_choices,
        required=False,
    )

    class Meta:
        model = EngineSheet
        fields = [
            "model", "host", "approved", "qualification", "in_eu", "licence", "open_licence", "size_billions",
            "smallest_for", "measured", "watt_hours_1000", "note",
        ]  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 2}), "in_eu": Known(), "open_licence": Known()}
        help_texts = {
            "model": "Son nom exact, tel que le montrent les pages et le journal.",
            "host": "Vide\u00a0: il tourne sur les machines de la commune.",
            "qualification": "SecNumCloud, HDS… Vide\u00a0: aucune.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("size_billions", "watt_hours_1000"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        same = EngineSheet.objects.filter(model=cleaned.get("model"), host=cleaned.get("host") or "")
        if cleaned.get("model") and same.exclude(pk=self.instance.pk).exists():
            self.add_error("model", "Ce modèle a déjà sa fiche pour cet hébergeur.")
        if cleaned.get("smallest_for") and not cleaned.get("measured"):
            self.add_error("measured", "Dites quelle mesure le montre.")
        return cleaned


class BudgetForm(forms.ModelForm):
    use = forms.ChoiceField(label="Usage", required=False, choices=partial(use_choices, "Tous les usages"))
    service = forms.ChoiceField(label="Service", required=False, choices=_services)

    class Meta:
        model = Budget
        fields = ["use", "service", "unit", "period", "most"]
        help_texts = {"most": "0\u00a0: l’usage est fermé."}

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
        people = self.fields["people"]
        assert isinstance(people, forms.ModelMultipleChoiceField)
        people.queryset = User.objects.filter(memberships__commune=commune)
        people.label = "Personnes"

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if Service.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Ce service existe déjà.")
        return name
