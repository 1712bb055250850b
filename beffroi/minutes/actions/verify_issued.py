"""Whether a file that somebody brings is one that was issued and sealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from beffroi.documents.seal import KnownSeal, Seal, Verdict, seal_of, verify_file
from beffroi.minutes.models import DocumentKind, IssuedDocument

SCANS = (DocumentKind.PV_SIGNED, DocumentKind.DELIBERATION_SIGNED)


def seal_details(content: bytes) -> dict[str, Any]:
    """What is kept of a file beside its hash, to tell later why another one is not it. No word of its text."""
    seal = seal_of(content)
    return {"kind": seal.kind, "text": seal.text, "sketch": list(seal.sketch)}


def verify_content(content: bytes) -> Verdict:
    """What this file is among the documents issued by the commune in scope."""
    return verify_file(content, known_seals(IssuedDocument.objects.select_related("sitting__meeting", "deliberation")))


def verify_everywhere(content: bytes) -> Verdict:
    """The same among every commune of the installation: for who runs it, on its own machine."""
    rows = IssuedDocument.unscoped.select_related("sitting__meeting", "deliberation", "commune")
    return verify_file(content, known_seals(rows))


def known_seals(rows: Iterable[IssuedDocument]) -> list[KnownSeal]:
    """One a document; the last of its kind for the same sitting or deliberation is the one in force."""
    documents = list(rows)
    last = {_place(each): each.pk for each in documents}
    return [_known(each, current=last[_place(each)] == each.pk) for each in documents]


def _place(document: IssuedDocument) -> tuple[Any, ...]:
    return (document.sitting_id, document.deliberation_id, document.kind)


def _known(document: IssuedDocument, *, current: bool) -> KnownSeal:
    kept = document.details.get("seal", {})
    seal = Seal(
        document.sha256, document.size, kept.get("kind", ""), kept.get("text", ""), tuple(kept.get("sketch", ()))
    )
    return KnownSeal(
        seal,
        name_of(document),
        timezone.localdate(document.at),
        current=current,
        scan=document.kind in SCANS,
        on_paper=document.kind in SCANS,
    )


def name_of(document: IssuedDocument) -> str:
    """ "procès-verbal arrêté du 11/12/2025"."""
    starts_at = document.sitting.meeting.starts_at
    day = f" du {timezone.localdate(starts_at):%d/%m/%Y}" if starts_at else ""
    number = f" {document.deliberation.number}" if document.deliberation else ""
    label = document.get_kind_display()
    return f"{label[:1].lower()}{label[1:]}{number}{day}"
