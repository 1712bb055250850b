"""An act as a file, and the name under which people receive it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from beffroi.charter.acts import pictogram_for
from beffroi.charter.domain.events import ActKind
from beffroi.charter.mentions import mention_for
from beffroi.documents.model import Document, Provenance
from beffroi.minutes.domain.acts.attendance import AttendanceSheet
from beffroi.minutes.domain.acts.convocation import Convocation
from beffroi.minutes.domain.acts.deliberation import Deliberation
from beffroi.minutes.domain.acts.listing import DeliberationList
from beffroi.minutes.domain.acts.minutes import MinutesAct, MinutesState
from beffroi.minutes.domain.acts.recording_notice import RecordingNotice
from beffroi.minutes.domain.acts.register import RegisterSitting, RegisterTables
from beffroi.minutes.exports import acts

BUILDERS: dict[type, Any] = {
    AttendanceSheet: acts.attendance_sheet,
    Convocation: acts.convocation_document,
    Deliberation: acts.deliberation_document,
    DeliberationList: acts.deliberation_list,
    MinutesAct: acts.minutes_document,
    RecordingNotice: acts.recording_notice_document,
    RegisterSitting: acts.register_sheets,
    RegisterTables: acts.register_tables,
}


def document_of(act: Any, engines: tuple[str, ...] = ()) -> Document:
    """The act set out. ``engines``: models that took part in its text, told in the file's metadata."""
    build = BUILDERS[type(act)]
    if not engines:
        by_hand: Document = build(act)
        return by_hand
    made: Document = build(act, Provenance(ai_assisted=True, engines=engines))
    made = replace(made, mention=made.mention or mention_for(ActKind.PUBLISH))
    return replace(made, pictogram=drawn) if (drawn := _pictogram(act)) else made


def _pictogram(act: Any) -> str:
    """Where the charter asks for it: a text that a model helped to write says whether somebody has read it."""
    if not (pictogram_for(ActKind.PUBLISH) or pictogram_for(ActKind.EXPORT)):
        return ""
    return "ai" if getattr(act, "state", None) is MinutesState.DRAFT else "ai_read"


def made(
    act: Any, fmt: str, *, engines: tuple[str, ...] = (), template: bytes | None = None, template_name: str = ""
) -> tuple[bytes, str]:
    """(file, name) in "pdf", "docx" or "odt". Raises DocumentError (French) for a template that cannot be used."""
    document = document_of(act, engines)
    head = getattr(act, "head", None)
    day = f"{head.starts_at:%Y-%m-%d}" if head else ""
    content = acts.act_file(document, fmt, template=template, template_name=template_name)
    return content, acts.act_file_name(document, fmt, day)
