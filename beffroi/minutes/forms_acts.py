"""What people fill in about the acts of a council: deliberations, convocation, receipt, procès-verbal, settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Document, Paragraph, Provenance, Run
from beffroi.minutes.actions.check_pv import check_pv
from beffroi.minutes.actions.deliberations import ITEM_FIELDS
from beffroi.minutes.actions.read_papers import read_roster_file
from beffroi.minutes.actions.send import addresses
from beffroi.minutes.domain.law.convocation import earliest_second_sitting
from beffroi.minutes.domain.law.matters import MATTERS, SUBJECTS, check_matter
from beffroi.minutes.domain.law.numbering import check_pattern
from beffroi.minutes.domain.law.siret import is_siret
from beffroi.minutes.domain.types import Member
from beffroi.minutes.exports.acts import act_file
from beffroi.minutes.models import CouncilSettings, ItemDetail, Meeting, Participant, Sitting
from beffroi.minutes.models.meeting import ITEM_KIND_NAMES

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SMALL = 5 * 2**20


def area(label: str, rows: int, help_text: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


def matters() -> list[Any]:
    """The nomenclature, by subject."""
    groups: list[Any] = [("", "Choisir une matière")]
    for rank, (name, *_) in SUBJECTS.items():
        own = [(code, f"{code} {label}") for code, label in MATTERS.items() if code.startswith(f"{rank}.")]
        groups.append((f"{rank}. {name}", own))
    return groups


class DeliberationForm(forms.Form):
    """A deliberation with what its item is."""

    OF_ITEM = ITEM_FIELDS
    object = forms.CharField(label="Objet", max_length=499)
    number = forms.CharField(
        label="Numéro", required=False, max_length=40, help_text="Laissez vide : il est donné à la validation."
    )
    report = area(
        "Rapport sur lequel elle se fonde", 2, "Le procès-verbal le cite. Écrivez « néant » s’il n’y en a pas."
    )
    visas = area("Visas", 4, "Un par ligne, sans « Vu ».")
    considerants = area("Considérants", 4, "Un par ligne, sans « Considérant ».")
    articles = area("Ce que le conseil décide", 6, "Un article par ligne.")
    debate = area("Débat en bref", 3)
    matter_code = forms.ChoiceField(label="Matière", required=False, help_text="Nomenclature de la préfecture.")
    plain_summary = area(
        "En clair", 3, "Deux ou trois phrases simples pour les habitants, montrées quand une personne les a relues."
    )
    kind = forms.ChoiceField(label="Nature du point", choices=[(k.value, v) for k, v in ITEM_KIND_NAMES.items()])
    presenter = forms.CharField(label="Rapporteur", required=False, max_length=160)
    detail = forms.ChoiceField(label="Détail des débats au procès-verbal", choices=ItemDetail.choices)
    no_discussion = forms.BooleanField(label="Personne n’a pris la parole sur ce point", required=False)
    appointment = forms.BooleanField(label="C’est une nomination ou une présentation (scrutin secret)", required=False)
    secret_imposed = forms.BooleanField(label="Un texte impose le scrutin secret", required=False)
    financial_account = forms.BooleanField(label="C’est un compte administratif ou financier unique", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter_code"].choices = matters()  # type: ignore[attr-defined]

    def clean_matter_code(self) -> str:
        code = str(self.cleaned_data["matter_code"])
        if code and (wrong := check_matter(code)):
            raise forms.ValidationError(wrong)
        return code

    def texts(self) -> dict[str, str]:
        cleaned = dict(self.cleaned_data)
        cleaned["matter_name"] = MATTERS.get(cleaned["matter_code"], "")
        return {name: value for name, value in cleaned.items() if name not in self.OF_ITEM}

    def nature(self) -> dict[str, Any]:
        """What the item is."""
        return {name: self.cleaned_data[name] for name in self.OF_ITEM}


class MatterForm(forms.Form):
    """The matière alone, for an act that is already validated."""

    matter_code = forms.ChoiceField(label="Matière", help_text="Nomenclature de la préfecture.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter_code"].choices = matters()  # type: ignore[attr-defined]


class ConveneForm(forms.Form):
    recipients = area("Adresses des membres", 5, "Une par ligne. Chacun reçoit son propre message.", required=True)
    addresses: list[str] = []

    def clean_recipients(self) -> str:
        self.addresses, wrong = addresses(self.cleaned_data["recipients"])
        if wrong:
            raise forms.ValidationError(f"Adresses à corriger : {', '.join(wrong)}.")
        return str(self.cleaned_data["recipients"])


class SendIssuedForm(ConveneForm):
    """An issued document and the words that go with it."""

    subject = forms.CharField(label="Objet", max_length=250)
    body = area("Message", 5, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].label = "Destinataires"


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
    time = forms.TimeField(label="Heure", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

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


class ReceiptForm(forms.Form):
    """The prefecture's receipt: its file, or its date read on paper."""

    receipt_file = forms.FileField(label="Accusé de réception (fichier XML)", required=False)
    received_on = forms.DateField(label="ou : reçu le", required=False, widget=DAY)
    identifier = forms.CharField(label="Numéro de l’accusé", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("receipt_file") and not cleaned.get("received_on"):
            raise forms.ValidationError("Choisissez le fichier de l’accusé, ou indiquez sa date.")
        if cleaned.get("receipt_file") and cleaned["receipt_file"].size > SMALL:
            raise forms.ValidationError("Ce fichier est trop gros pour un accusé de réception.")
        return cleaned


class RosterForm(forms.Form):
    """The members of the council: a CSV file, or lines typed or pasted."""

    roster_file = forms.FileField(
        label="Liste (fichier CSV)", required=False, help_text="Colonnes : nom ; prenom ; fonction ; groupe ; alias."
    )
    roster_text = area(
        "ou : une personne par ligne",
        12,
        "« Dubois ; Claire ; maire ». La fonction « maire » ou « président » dit qui signe.",
    )
    members: list[Member] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("roster_file"), (cleaned.get("roster_text") or "").strip()
        try:
            if file:
                if file.size > SMALL:
                    raise forms.ValidationError("Ce fichier dépasse 5 Mo.")
                self.members = read_roster_file(file.read(), file.name)
            elif text:
                self.members = read_roster_file(as_csv(text).encode(), "liste.csv")
        except DocumentError as error:
            self.add_error("roster_file" if file else "roster_text", str(error))
        if not self.members and not self.errors:
            raise forms.ValidationError("Choisissez un fichier ou écrivez au moins un nom.")
        return cleaned


def as_csv(text: str) -> str:
    """Lines of names as the reader of rosters takes them."""
    first = text.splitlines()[0].lower()
    return text if first.startswith("nom") else f"nom;prenom;fonction;groupe;alias\n{text}"


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
        self.fields["mayor"].queryset = self.instance.meeting.participants.all()  # type: ignore[attr-defined]
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


def people_forms(meeting: Meeting, data: Any) -> Any:
    """What the ledger may need of each member: deputies, dates of birth for a tie, a seat that began or ended in
    mid-term. Made at each call: a form of the model made once would ask for people before any commune is in scope."""
    made: Any = forms.modelformset_factory(
        Participant,
        fields=("role", "group", "deputy_of", "born", "in_office_from", "in_office_until"),
        extra=0,
        widgets={"born": DAY, "in_office_from": DAY, "in_office_until": DAY},
    )
    return made(data, queryset=meeting.participants.all())


class AdoptForm(forms.Form):
    """The council adopted the procès-verbal at the start of a following sitting."""

    on = forms.DateField(label="Arrêté le", widget=DAY, help_text="Le jour de la séance qui l’a adopté.")
    corrections = area(
        "Rectifications demandées en séance", 3, "Une par ligne. Portez-les d’abord au texte : elles y sont citées."
    )


class SignForm(forms.Form):
    """The signed file comes back: who signed."""

    on = forms.DateField(label="Signé le", widget=DAY)
    head_signed = forms.BooleanField(label="Signé par le maire ou le président", required=False)
    signed_file = forms.FileField(label="Procès-verbal signé (PDF)")

    def __init__(self, *args: Any, secretaries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_by"] = forms.MultipleChoiceField(
            label="Signé par le ou les secrétaires",
            choices=[(name, name) for name in secretaries],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["on", "head_signed", "signed_by", "signed_file"])


class InviteForm(forms.Form):
    """Somebody who comments by a signed link."""

    name = forms.CharField(label="Nom", max_length=120)
    role = forms.CharField(label="Qualité", max_length=120, required=False, help_text="Secrétaire de séance, maire…")
    email = forms.EmailField(label="Courriel", required=False, help_text="Sinon, copiez le lien et transmettez-le.")
