"""What a commune says of its council, and of one sitting."""

from __future__ import annotations

from typing import Any

from django import forms

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document, Paragraph, Provenance, Run
from beffroi.minutes.actions.check_pv import check_pv
from beffroi.minutes.actions.send import addresses
from beffroi.minutes.domain.law.findings import Severity
from beffroi.minutes.domain.law.numbering import check_pattern
from beffroi.minutes.domain.law.publication import PublicationFacts, PublicationMode, check_publication
from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.law.siret import is_siret
from beffroi.minutes.exports.acts import act_file
from beffroi.minutes.models import CouncilSettings, Meeting, Participant, Sitting

from .fields import DAY


class SittingSettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is particular to one sitting."""

    # Declared by hand: a field made by the model would ask for people before any commune is in scope.
    mayor = forms.ModelChoiceField(
        label="Maire ou président", queryset=Participant.unscoped.none(), required=False, empty_label="Choisir"
    )

    previous_pv = forms.FileField(
        label="ou son procès-verbal, pour y lire la date", required=False, help_text="PDF, Word, OpenDocument ou texte."
    )
    PREVIOUS = ("previous_held_on", "previous_pv")

    class Meta:
        model = Sitting
        fields = ("regime", "in_office", "public_audio", "first_sitting", "previous_held_on")
        widgets = {"previous_held_on": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mayor"].queryset = self.instance.meeting.participants.filter(  # type: ignore[attr-defined]
            pk__in=[each.pk for each in self.instance.meeting.participants.all() if each.sits]
        )
        self.initial["mayor"] = self.instance.mayor_id
        self.order_fields(["mayor", "in_office", "regime", "public_audio", "first_sitting", *self.PREVIOUS])

    def clean(self) -> dict[str, Any]:
        """The date of the previous sitting, read in its procès-verbal when a person gives it."""
        cleaned = super().clean() or {}
        file = cleaned.get("previous_pv")
        if file and not cleaned.get("previous_held_on"):
            try:
                found = check_pv(file.read(), file.name).sitting.date
            except DocumentError as error:
                self.add_error("previous_pv", str(error))
            else:
                if found is None:
                    self.add_error("previous_pv", "Aucune date de séance n’y a été trouvée : écrivez-la au-dessus.")
                cleaned["previous_held_on"] = found
        return cleaned

    def save(self, commit: bool = True) -> Any:
        self.instance.mayor = self.cleaned_data["mayor"]
        return super().save(commit)


class MeetingDateForm(forms.ModelForm):  # type: ignore[type-arg]
    """When and where."""

    starts_at = forms.SplitDateTimeField(
        label="Date et heure",
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Date"},
            time_attrs={"type": "time", "aria-label": "Heure"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
    )

    class Meta:
        model = Meeting
        fields = ("title", "starts_at", "place")


class CouncilForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the commune says once of its council."""

    insee_code = forms.RegexField(
        r"^(?:\d{5}|2[ABab]\d{3})$",
        label="Code INSEE",
        required=False,
        help_text="Celui de la commune, ou de la commune du siège. La préfecture veut le département qu’il indique.",
        error_messages={"invalid": "Un code INSEE a cinq caractères (70001, 2A004) et n’est pas le code postal."},
    )
    field_order = ("regime", "population", "siret", "insee_code")

    class Meta:
        model = CouncilSettings
        fields = (
            "regime",
            "population",
            "siret",
            "department",
            "council_name",
            "numbering",
            "publication_mode",
            "syndicate",
            "has_website",
            "court",
            "contact",
            "reminders_to",
            "public_audio",
            "archive_exemption",
            "docx_template",
            "odt_template",
        )
        widgets = {
            "reminders_to": forms.Textarea(attrs={"rows": 3}),
            "archive_exemption": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "syndicate": "Un syndicat choisit son mode de publication ; une intercommunalité à fiscalité propre non.",
            "population": "Elle fixe le délai de convocation et le mode de publication (seuil de 3 500 habitants).",
            "department": "Tel qu’il s’écrit en tête des actes.",
            "council_name": "Laissez vide pour « conseil municipal » ou « conseil communautaire ».",
            "numbering": "Champs : {année}, {mois}, {jour}, {séance}, {rang}. Par exemple {année}-{rang:03d}.",
            "court": "Il figure dans les voies et délais de recours.",
            "contact": "Affiché dans la salle et sur les pages publiques.",
            "reminders_to": "Une par ligne. Chaque échéance y est rappelée à sept jours, à deux jours et le jour même.",
            "public_audio": "Laissé éteint, seul le texte est public.",
            "archive_exemption": "Si les archives départementales vous en dispensent : référence et date.",
            "docx_template": "Champs : {{ contenu }}, {{ titre }}, {{ commune }}… La liste est dans l’aide.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["insee_code"] = self.instance.commune.insee_code

    def save(self, commit: bool = True) -> CouncilSettings:
        commune = self.instance.commune
        commune.insee_code = self.cleaned_data["insee_code"].upper()
        commune.save(update_fields=["insee_code"])
        saved: CouncilSettings = super().save(commit)
        return saved

    def clean(self) -> dict[str, Any]:
        """A mode of publication that the law does not open to this council is refused (L2131-1, L5211-3)."""
        cleaned = super().clean() or {}
        if {"regime", "population", "publication_mode"} <= cleaned.keys():
            facts = PublicationFacts(
                Regime(cleaned["regime"]),
                cleaned["population"],
                cleaned.get("syndicate"),
                PublicationMode(cleaned["publication_mode"]),
            )
            for fault in check_publication(facts):
                if fault.key == "mode" and fault.severity is Severity.BLOCKING:
                    self.add_error("publication_mode", fault.text)
        return cleaned

    def clean_docx_template(self) -> Any:
        return self._tried("docx_template", "docx")

    def clean_odt_template(self) -> Any:
        return self._tried("odt_template", "odt")

    def _tried(self, name: str, fmt: str) -> Any:
        """A template is used once before it is kept: an unknown field or a damaged file is told at once."""
        file = self.cleaned_data.get(name)
        if file and name in self.changed_data:
            sample = Document("Essai", (Paragraph((Run("Essai."),)),), Provenance(ai_assisted=False))
            try:
                act_file(sample, fmt, template=file.read(), template_name=file.name)
            except DocumentError as error:
                raise forms.ValidationError(str(error))
            file.seek(0)
        return file

    def clean_siret(self) -> str:
        siret = "".join(str(self.cleaned_data["siret"]).split())
        if siret and not is_siret(siret):
            raise forms.ValidationError("Ce SIRET n’est pas valide : quatorze chiffres, dont le dernier est une clé.")
        return siret

    def clean_numbering(self) -> str:
        pattern = str(self.cleaned_data["numbering"])
        if wrong := check_pattern(pattern):
            raise forms.ValidationError(wrong)
        return pattern

    def clean_reminders_to(self) -> str:
        _, wrong = addresses(self.cleaned_data["reminders_to"])
        if wrong:
            raise forms.ValidationError(f"Adresses à corriger : {', '.join(wrong)}.")
        return str(self.cleaned_data["reminders_to"])
