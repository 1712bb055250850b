"""A document is issued: its file is kept under its hash, and the journal says so. What was issued never changes."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.minutes.domain.law.publication import too_early
from beffroi.minutes.domain.typography import typographic
from beffroi.minutes.models import NEEDS_LEDGER, Deliberation, DocumentKind, IssuedDocument, Publication, Sitting

from .propose_redactions import before_publication
from .rights import is_reader
from .sitting import open_contradictions, refresh_flags
from .verify_issued import seal_details

READER_ONLY = "Seul un relecteur de la commune peut émettre un document de la séance."


class LedgerOpen(Exception):
    """A contradiction of the sitting is open: nothing that rests on it can be issued. The message says so in French."""

    retry = False


def require_settled(sitting: Sitting) -> None:
    """Raises LedgerOpen while a blocking contradiction is open (the database holds the same rule). The contradictions
    are looked for again first: the roster, the agenda or the nature of an item may have changed."""
    refresh_flags(sitting)
    if left := open_contradictions(sitting):
        plural = "s" if len(left) > 1 else ""
        raise LedgerOpen(
            f"{len(left)} contradiction{plural} de la séance à lever avant : {left[0].message}"
            + (" …" if len(left) > 1 else "")
        )


@transaction.atomic
def issue(
    sitting: Sitting,
    kind: str,
    content: bytes,
    name: str,
    *,
    user: Any,
    deliberation: Deliberation | None = None,
    details: dict[str, Any] | None = None,
) -> IssuedDocument:
    """Keep the file as issued, sealed by its SHA-256 in the journal.

    Raises PermissionDenied unless a reader of the commune, LedgerOpen for an act while a contradiction is open."""
    if not is_reader(user, sitting.commune):
        raise PermissionDenied(READER_ONLY)
    if kind in NEEDS_LEDGER:
        require_settled(sitting)
    document = IssuedDocument(
        sitting=sitting,
        deliberation=deliberation,
        kind=kind,
        name=name[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        by=user,
        at=timezone.now(),
        details={**(details or {}), "seal": seal_details(content)},
        commune=sitting.commune,
    )
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    record(
        "document_issued", actor=user, subject=sitting.subject, kind=kind, document=str(document.pk),
        sha256=document.sha256, bytes=document.size,
    )  # fmt: skip
    return document


def latest(sitting: Sitting, kind: str, deliberation: Deliberation | None = None) -> IssuedDocument | None:
    """The last document of that kind; what it replaces is kept."""
    found = IssuedDocument.objects.filter(sitting=sitting, kind=kind)
    if deliberation is not None:
        found = found.filter(deliberation=deliberation)
    return found.last()


def superseded(document: IssuedDocument) -> bool:
    """Whether another file took its place since: issued again, or of a deliberation that was reopened."""
    act = document.deliberation
    if act is not None and not act.is_validated:
        return True
    if latest(document.sitting, document.kind, act) != document:
        return True
    return document.kind == DocumentKind.DELIBERATION_SIGNED and document != act_to_take(act)


def act_to_take(deliberation: Deliberation | None) -> IssuedDocument | None:
    """The file of a validated act that counts: the signed one where it came back since the last validation."""
    if deliberation is None or not deliberation.is_validated:
        return None
    sitting = deliberation.item.meeting.sitting
    validated = latest(sitting, DocumentKind.DELIBERATION, deliberation)
    signed = latest(sitting, DocumentKind.DELIBERATION_SIGNED, deliberation)
    return signed if signed and validated and signed.at >= validated.at else validated


def content_of(document: IssuedDocument) -> bytes:
    """The very bytes that were issued. Raises OSError where the file is gone from the disk."""
    with document.file.open("rb") as file:
        return bytes(file.read())


class CannotPublish(Exception):
    """The file is not the one that counts; the message says which to publish."""

    retry = False


@transaction.atomic
def publish(document: IssuedDocument, *, user: Any, mode: str) -> Publication:
    """Put a document at the public's disposal, once by mode (a list is both posted and put online: L2121-25): the
    first date is the one that counts (R2131-1). Raises PermissionDenied, CannotPublish."""
    if not is_reader(user, document.commune):
        raise PermissionDenied(READER_ONLY)
    if document.publications.filter(ends=True).exists():
        raise CannotPublish("Ce fichier a été retiré des pages publiques : émettez-en un autre, puis publiez-le.")
    if superseded(document):
        raise CannotPublish("Ce fichier a été remplacé par un autre : publiez le dernier.")
    # The list is due within a week and holds objects alone: it does not wait for what was said.
    if document.kind != DocumentKind.LIST and (undecided := before_publication(document.sitting.meeting)):
        raise CannotPublish(f"Ce que le public n’entend pas : {' ; '.join(undecided)}. Décidez-en, puis publiez.")
    found: Publication | None = document.publications.filter(ends=False, mode=mode).first()
    if found:
        return found
    line = Publication(document=document, mode=mode, at=timezone.now(), by=user)
    line.save()
    record(
        "document_published", actor=user, subject=document.sitting.subject, document=str(document.pk),
        kind=document.kind, mode=mode, sha256=document.sha256,
    )  # fmt: skip
    return line


@transaction.atomic
def end_publication(document: IssuedDocument, *, user: Any, reason: str) -> str:
    """The document leaves the public pages; the line that says it was published stays. Returns what the law still asks
    for, in French: what shows a secret must go at once, and another file of the act take its place for two months."""
    if not is_reader(user, document.commune):
        raise PermissionDenied(READER_ONLY)
    first = document.publications.filter(ends=False).first()
    if first is None or document.publications.filter(ends=True).exists():
        return ""
    Publication(
        document=document, mode=first.mode, at=timezone.now(), by=user, ends=True, reason=reason[:300]
    ).save()  # fmt: skip
    early = typographic(too_early(timezone.localdate(first.at), timezone.localdate()))
    record(
        "publication_ended", actor=user, subject=document.sitting.subject, document=str(document.pk), early=bool(early)
    )
    return early
