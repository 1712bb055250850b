"""From a meeting to a file, in each format."""

from __future__ import annotations

from io import BytesIO

from django.utils.text import slugify

from beffroi.documents.model import Provenance
from beffroi.documents.transcript import TranscriptLine, TranscriptWord
from beffroi.documents.writers import docx, odt, pdf, transcripts
from beffroi.minutes.models import Meeting, Minutes, MinutesState

from .content import document

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "srt": "application/x-subrip; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "json": "application/json",
}
WRITERS = {"docx": docx.write_docx, "odt": odt.write_odt, "pdf": pdf.write_pdf}
TRANSCRIPTS = {
    "txt": transcripts.to_txt,
    "srt": transcripts.to_srt,
    "vtt": transcripts.to_vtt,
    "json": transcripts.to_json,
}
NOT_APPROVED = (
    "Ce texte n’a pas été approuvé : le document définitif n’existe pas encore. "
    "Relisez-le et approuvez-le, ou téléchargez le brouillon."
)


class GateClosed(Exception):
    """Nobody approved this text; the message says so in French and what to do."""

    retry = False


def render(minutes: Minutes, fmt: str, *, final: bool) -> bytes:
    """The document in ``fmt`` (docx, odt, pdf). Raises GateClosed for a final one that nobody approved.

    The state is read again from the database: what the caller holds may be older than an edit."""
    if final and not Minutes.objects.filter(pk=minutes.pk, state=MinutesState.APPROVED).exists():
        raise GateClosed(NOT_APPROVED)
    out = BytesIO()
    WRITERS[fmt](document(minutes, final=final), out)
    return out.getvalue()


def file_name(minutes: Minutes, fmt: str, *, final: bool = True) -> str:
    meeting = minutes.meeting
    day = f"{meeting.starts_at:%Y-%m-%d}-" if meeting.starts_at else ""
    return f"{'' if final else 'BROUILLON-'}{day}{slugify(meeting.document_name)}-{slugify(meeting.title)[:60]}.{fmt}"


def transcript(meeting: Meeting, fmt: str) -> bytes:
    """The words as they stand (txt, srt, vtt, json); the mention that an AI wrote them down is always there."""
    lines = [
        TranscriptLine(
            index=each.index,
            start=each.start,
            end=each.end,
            speaker=each.voice.label if each.voice else "",
            text=each.text,
            words=tuple(TranscriptWord(*word[:3]) for word in each.words),
        )
        for each in meeting.utterances.select_related("voice")
    ]
    minutes = Minutes.objects.filter(meeting=meeting).first()
    made = TRANSCRIPTS[fmt](lines, Provenance(ai_assisted=True, engines=tuple(minutes.engines if minutes else ())))
    return made.encode() if isinstance(made, str) else made


def transcript_file_name(meeting: Meeting, fmt: str) -> str:
    return f"transcription-{slugify(meeting.title)[:60]}.{fmt}"
