"""Files that the public may take: published online, not withdrawn, and without anything that was masked since."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers.pdf import read_pdf
from beffroi.minutes.domain.public import PublicDocument
from beffroi.minutes.models import (
    DocumentKind,
    IssuedDocument,
    Meeting,
    PublicationMode,
    PvStep,
    PvStepDone,
    Redaction,
    RedactionState,
    Sitting,
)

from .issue import content_of
from .public_mask import PublicMask, closed_stretches_of, mask_of

MINUTES_KINDS = (DocumentKind.PV_SIGNED, DocumentKind.PV_ADOPTED, DocumentKind.PV_PUBLIC)
ACT_KINDS = (DocumentKind.DELIBERATION, DocumentKind.DELIBERATION_SIGNED, DocumentKind.DELIBERATION_PUBLIC)
PUBLIC_KINDS = (DocumentKind.LIST, *ACT_KINDS, *MINUTES_KINDS)
"""Whatever else is published by mistake (a project, an attendance sheet, a receipt) is not given out."""


@dataclass(frozen=True, slots=True)
class Online:
    """A document that is online, and since when."""

    document: IssuedDocument
    since: datetime


def online(sitting: Sitting | None = None, **wanted: Any) -> list[Online]:
    """What is published online and was not withdrawn; a procès-verbal only once it went through all its steps.
    ``wanted``: fields of the document."""
    found = IssuedDocument.objects.filter(
        kind__in=PUBLIC_KINDS, publications__mode=PublicationMode.ELECTRONIC, publications__ends=False
    ).exclude(publications__ends=True)
    if sitting is not None:
        wanted["sitting"] = sitting
    rows = found.filter(**wanted).distinct().select_related("sitting__meeting", "deliberation__item")
    done = set(PvStepDone.objects.filter(step=PvStep.PUBLISHED).values_list("sitting_id", flat=True))
    ready = [row for row in rows.prefetch_related("publications") if _went_through(row, done)]
    return [Online(row, _since(row)) for row in ready]


def _went_through(document: IssuedDocument, done: set[int]) -> bool:
    return document.kind not in MINUTES_KINDS or document.sitting_id in done


def _since(document: IssuedDocument) -> datetime:
    """It may have been posted at the mairie before."""
    return next(line.at for line in document.publications.all() if line.mode == PublicationMode.ELECTRONIC)


def mask_for(meeting: Meeting) -> PublicMask:
    """The mask of a meeting's acts, without reading its every word where nothing is masked."""
    waiting = meeting.redactions.exclude(state=RedactionState.REFUSED).exists()
    return mask_of(meeting) if waiting or closed_stretches_of(meeting) else PublicMask(())


def strictest(mask: PublicMask) -> PublicMask:
    """The mask of what no law orders to publish (pages, search, feed): what awaits a decision is hidden as well."""
    return replace(mask, veils=tuple(replace(veil, decided=True) for veil in mask.veils))


def served(documents: Iterable[Online], mask: PublicMask) -> list[Online]:
    """Those of one sitting that hold nothing masked: the others wait for a version without it."""
    return [each for each in documents if not holds_masked(each, mask)]


def file_to_serve(pk: UUID) -> Online | None:
    """The file of that address, where the public may take it now; None for any other, in the commune in scope."""
    found = online(pk=pk)
    masked = found and holds_masked(found[0], mask_for(found[0].document.sitting.meeting))
    return None if not found or masked else found[0]


def public_name(each: Online) -> str:
    """The name under which the public receives a file."""
    return strictest(mask_for(each.document.sitting.meeting)).text(each.document.name)


def as_public(each: Online, mask: PublicMask) -> PublicDocument:
    document = each.document
    return PublicDocument(
        address=str(document.pk),
        label=document.get_kind_display(),
        name=mask.text(document.name),
        sha256=document.sha256,
        size=document.size,
        online_since=each.since,
    )


class BrokenSeal(Exception):
    """The file on the disk is no longer the one that was issued: it is not given out."""

    retry = False


def sealed_content(document: IssuedDocument) -> bytes:
    """The bytes that were issued. Raises BrokenSeal where they changed, OSError where they are gone."""
    content = content_of(document)
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise BrokenSeal(f"Le fichier {document.pk} n’a plus l’empreinte sous laquelle il a été émis.")
    return content


def holds_masked(each: Online, mask: PublicMask) -> bool:
    """Whether a published file still says what somebody decided to mask since. A file that cannot be read whole (a
    scan) is kept back when it was published before the last decision: whoever published it could not know."""
    decided = [veil for veil in mask.veils if veil.decided]
    if not decided:
        return False
    key = f"masked:{each.document.pk}:{hashlib.sha256(repr(decided).encode()).hexdigest()}"
    known = cache.get(key)
    if known is None:
        known = _holds_masked(each, mask)
        cache.set(key, known, None)
    return bool(known)


def _holds_masked(each: Online, mask: PublicMask) -> bool:
    text, whole = _text_of(each.document)
    if not whole and each.since < _last_decision(each.document):
        return True
    return any(mask.text(version) != version for version in _as_read(text)) or _says_hidden(each, mask, text)


def _last_decision(document: IssuedDocument) -> datetime:
    rows = Redaction.objects.filter(meeting_id=document.sitting.meeting_id, state=RedactionState.ACCEPTED)
    return max(row.decided_at for row in rows)


def _says_hidden(each: Online, mask: PublicMask, text: str) -> bool:
    """A sentence that the mask leaves out whole, still in the file."""
    minutes = getattr(each.document.sitting.meeting, "minutes", None)
    if minutes is None or each.document.kind not in MINUTES_KINDS:
        return False
    plain = _squeezed(text)
    sentences = [sentence for section in minutes.sections.all() for sentence in section.sentences.exclude(text="")]
    return any(mask.hides_sentence(sentence) and _squeezed(sentence.text) in plain for sentence in sentences)


def _text_of(document: IssuedDocument) -> tuple[str, bool]:
    """Its text, and whether that is all of it."""
    try:
        read = read_pdf(content_of(document))
    except (DocumentError, OSError):
        return "", False
    return read.text, not read.unreadable


def _as_read(text: str) -> tuple[str, str]:
    """Lines joined both ways: a word cut at the end of a line is one word, or two."""
    return re.sub(r"-\n", "", text).replace("\n", " "), re.sub(r"-\n", "-", text).replace("\n", " ")


def _squeezed(text: str) -> str:
    """Letters and figures alone."""
    return "".join(character for character in text.lower() if character.isalnum())
