"""A meeting, its agenda and its recording. A file is read here, so that its faults are told beside its field, before
anything is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from beffroi.documents.errors import DocumentError
from beffroi.minutes.actions.read_papers import agenda_items, read_agenda_file, read_convocation_file, read_roster_file
from beffroi.minutes.domain.types import Item, MeetingKind, Member, Template
from beffroi.minutes.models.meeting import KIND_NAMES, TEMPLATE_NAMES
from beffroi.town.refused import tell_hostile

RECORDING_ENDINGS = ".wav,.mp3,.m4a,.ogg,.opus,.oga,.flac,.mp4,.webm,.mov,.aac,.txt,.srt,.vtt,.docx"
RECORDING_HELP = (
    "Son ou vidéo (wav, mp3, m4a, ogg, flac, mp4, webm), 6 heures et 4 Go au plus ; "
    "ou un texte déjà écrit (txt, srt, vtt, docx)."
)
SMALL_FILE = 5 * 2**20
SCANNED_FILE = 20 * 2**20
TEMPLATE_OF = {
    MeetingKind.COUNCIL: Template.COUNCIL,
    MeetingKind.COMMITTEE: Template.TEAM,
    MeetingKind.TEAM: Template.TEAM,
    MeetingKind.PUBLIC: Template.PUBLIC,
}


def agenda_lines(items: list[Item]) -> str:
    """The agenda as shown for correction: one item a line."""
    return "\n".join(
        f"{item.number}. {item.title}" + (f" (rapporteur : {item.presenter})" if item.presenter else "")
        for item in items
    )


def small_file(file: Any, most: int, instead: str) -> bytes:
    """The bytes of a file that is not too large. Raises ValidationError, which says ``instead`` what to do."""
    if file.size > most:
        tell_hostile()
        raise forms.ValidationError(f"Ce fichier dépasse {most // 2**20} Mo. {instead}")
    content: bytes = file.read()
    return content


class AgendaForm(forms.Form):
    """An agenda as a file or as text; ``items`` once valid. ``actor`` is on whose behalf scanned pages are read."""

    agenda_file = forms.FileField(
        label="Ordre du jour ou convocation (fichier)",
        required=False,
        help_text="Texte, Word, OpenDocument ou PDF, même numérisé. Les points trouvés s’affichent en dessous.",
    )
    agenda_text = forms.CharField(
        label="Points de l’ordre du jour",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Un point par ligne. Vérifiez et corrigez ce que la lecture du fichier a trouvé.",
    )
    items: list[Item] = []

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        text, file = cleaned.get("agenda_text", "").strip(), cleaned.get("agenda_file")
        self.items = []
        try:
            if text:
                self.items = read_agenda_file(text.encode(), "ordre-du-jour.txt")
            elif file:
                self._read(file)
        except DocumentError as error:
            self.add_error("agenda_text" if text else "agenda_file", str(error))
        except forms.ValidationError as error:
            self.add_error("agenda_file", error)
        return cleaned

    def _read(self, file: Any) -> None:
        """Raises DocumentError, ValidationError. A page that could not be read is told: its items are missing."""
        content = small_file(file, SCANNED_FILE, "Copiez plutôt le texte de l’ordre du jour.")
        found = read_convocation_file(content, file.name, actor=self.actor)
        self.items = agenda_items(found, file.name)
        for page in found.unreadable:
            self.add_error(
                "agenda_file", f"{page} Les points des autres pages ont été lus : complétez-les dans le champ suivant."
            )


class MeetingForm(AgendaForm):
    """A new meeting, on one page."""

    kind = forms.ChoiceField(label="Quelle réunion ?", choices=[(k.value, v) for k, v in KIND_NAMES.items()])
    title = forms.CharField(label="Titre", max_length=200, help_text="Par exemple « Conseil municipal de décembre ».")
    date = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(
        label="Heure", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label="Lieu", max_length=200, required=False)
    template = forms.ChoiceField(
        label="Document à écrire",
        required=False,
        choices=[("", "Celui qui convient à cette réunion"), *[(k.value, v) for k, v in TEMPLATE_NAMES.items()]],
    )
    roster_file = forms.FileField(
        label="Liste des personnes (fichier CSV)",
        required=False,
        help_text="Colonnes : nom ; prenom ; fonction ; groupe ; alias. Elle aide à écrire les noms sans faute "
        "et à reconnaître qui parle.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    speakers_expected = forms.IntegerField(
        label="Nombre de personnes qui parlent",
        required=False,
        min_value=1,
        max_value=100,
        help_text="Si vous le savez ; sinon il est cherché.",
    )
    recording_file = forms.FileField(
        label="Enregistrement ou transcription",
        required=False,
        help_text=f"{RECORDING_HELP} Vous pouvez aussi le déposer plus tard.",
        widget=forms.FileInput(attrs={"accept": RECORDING_ENDINGS}),
    )
    field_order = [
        "kind",
        "title",
        "date",
        "time",
        "place",
        "agenda_file",
        "agenda_text",
        "roster_file",
        "recording_file",
        "speakers_expected",
        "template",
    ]
    members: list[Member] = []

    def clean_roster_file(self) -> Any:
        file = self.cleaned_data.get("roster_file")
        self.members = []
        if file:
            try:
                self.members = read_roster_file(
                    small_file(file, SMALL_FILE, "Gardez les seules colonnes utiles."), file.name
                )
            except DocumentError as error:
                raise forms.ValidationError(str(error))
        return file

    def values(self) -> dict[str, Any]:
        """What ``create_meeting`` is given."""
        cleaned = self.cleaned_data
        at = cleaned.get("time") or datetime.min.time()
        return {
            "kind": cleaned["kind"],
            "template": cleaned["template"] or TEMPLATE_OF[MeetingKind(cleaned["kind"])],
            "title": cleaned["title"],
            "starts_at": timezone.make_aware(datetime.combine(cleaned["date"], at)),
            "place": cleaned["place"],
            "agenda": self.items,
            "members": self.members,
            "speakers_expected": cleaned["speakers_expected"],
        }


class RecordingForm(forms.Form):
    """The recording of a meeting that exists."""

    recording_file = forms.FileField(
        label="Enregistrement ou transcription",
        help_text=RECORDING_HELP,
        widget=forms.FileInput(attrs={"accept": RECORDING_ENDINGS}),
    )
