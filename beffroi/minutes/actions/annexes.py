"""The annexes of a deliberation: sealed as they are given, and part of the file for the prefecture until it leaves."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.minutes.domain.law.transmission import ANNEX_SUFFIXES
from beffroi.minutes.models import Deliberation, DocumentKind, IssuedDocument

from .issue import issue
from .papers import NotKnown
from .sitting import sitting_of

LARGEST = 20 * 2**20
MOST = 40
_BEGINS = {".pdf": b"%PDF-", ".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
FORMS = "Une annexe est un PDF ou une image (JPEG, PNG), de 20 Mo au plus."


def annexes_of(deliberation: Deliberation) -> list[IssuedDocument]:
    """In the order in which they go with the act."""
    rank = {key: position for position, key in enumerate(deliberation.annexes or [])}
    return sorted(_given(deliberation).filter(pk__in=rank), key=lambda each: rank[str(each.pk)])


def set_aside(deliberation: Deliberation) -> list[IssuedDocument]:
    """Those that were taken out: their files are kept, and can be put back."""
    return list(_given(deliberation).exclude(pk__in=deliberation.annexes or []))


def _given(deliberation: Deliberation) -> Any:
    return IssuedDocument.objects.filter(deliberation=deliberation, kind=DocumentKind.ANNEX)


@transaction.atomic
def add_annex(deliberation: Deliberation, content: bytes, name: str, *, user: Any) -> IssuedDocument:
    """Given twice, the same file is one annex. Raises NotKnown (French) for a file that the prefecture does not take or
    once the act has left, PermissionDenied."""
    _require_here(deliberation)
    suffix = PurePath(name).suffix.lower()
    if suffix not in ANNEX_SUFFIXES or not content.startswith(_BEGINS.get(suffix, b"")) or not content:
        raise NotKnown(f"« {name} » n’est pas une annexe que la préfecture reçoit. {FORMS}")
    if len(content) > LARGEST:
        raise NotKnown(f"« {name} » est trop gros. {FORMS}")
    if len(deliberation.annexes or []) >= MOST:
        raise NotKnown(f"Cette délibération a déjà {MOST} annexes : réunissez-en plusieurs dans un PDF.")
    known: IssuedDocument | None = _given(deliberation).filter(sha256=hashlib.sha256(content).hexdigest()).first()
    sitting = sitting_of(deliberation.item.meeting)
    document = known or issue(sitting, DocumentKind.ANNEX, content, name, user=user, deliberation=deliberation)
    if str(document.pk) not in (deliberation.annexes or []):
        _write(deliberation, [*(deliberation.annexes or []), str(document.pk)])
    return document


@transaction.atomic
def take_out(document: IssuedDocument, *, user: Any) -> None:
    """The annex no longer goes with the act; its file is kept. Raises NotKnown once the act has left."""
    deliberation = _of(document)
    _require_here(deliberation)
    _write(deliberation, [key for key in deliberation.annexes or [] if key != str(document.pk)])
    record("annex_taken_out", actor=user, subject=document.sitting.subject, document=str(document.pk))


@transaction.atomic
def put_in(document: IssuedDocument, *, user: Any) -> None:
    """Undo ``take_out``. Raises NotKnown once the act has left."""
    deliberation = _of(document)
    _require_here(deliberation)
    if str(document.pk) not in (deliberation.annexes or []):
        _write(deliberation, [*(deliberation.annexes or []), str(document.pk)])
        record("annex_put_in", actor=user, subject=document.sitting.subject, document=str(document.pk))


def _of(document: IssuedDocument) -> Deliberation:
    assert document.deliberation is not None
    return Deliberation.objects.select_for_update().get(pk=document.deliberation_id)


def _write(deliberation: Deliberation, keys: list[str]) -> None:
    deliberation.annexes = keys
    deliberation.save(update_fields=["annexes"])


def _require_here(deliberation: Deliberation) -> None:
    if deliberation.transmissions.exists():
        raise NotKnown("L’acte est déjà transmis : ses annexes ne changent plus. Rien n’a été modifié.")
