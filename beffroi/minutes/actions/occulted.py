"""The copy of an act that the public may read, where something of it is masked: made from the act itself, sealed under
its own hash, and saying so. The original stays as it was issued, and is not published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from beffroi.documents.model import Document, Paragraph, Run
from beffroi.minutes.exports import acts
from beffroi.minutes.models import DocumentKind, IssuedDocument

from .act_files import document_of
from .issue import issue
from .paper_documents import deliberation_act
from .papers import Papers
from .public_files import mask_for
from .pv_document import minutes_act
from .pv_state import state_of

NOTICE = (
    "Version publique : des passages sont occultés (code des relations entre le public et l’administration, L311-6)."
)
PUBLIC_OF = {
    DocumentKind.DELIBERATION: DocumentKind.DELIBERATION_PUBLIC,
    DocumentKind.DELIBERATION_SIGNED: DocumentKind.DELIBERATION_PUBLIC,
    DocumentKind.PV_ADOPTED: DocumentKind.PV_PUBLIC,
    DocumentKind.PV_SIGNED: DocumentKind.PV_PUBLIC,
}


def to_publish(document: IssuedDocument, *, user: Any) -> IssuedDocument:
    """The document itself where nothing of its act is masked, else its public copy, issued now.

    Raises PermissionDenied, NotKnown."""
    kind = PUBLIC_OF.get(DocumentKind(document.kind))
    if kind is None:
        return document
    made = _set_out(document)
    masked = mask_document(made, mask_for(document.sitting.meeting).text)
    if masked == made:
        return document
    public = replace(masked, blocks=(Paragraph((Run(NOTICE),), "note"), *masked.blocks))
    content = acts.act_file(public, "pdf")
    name = f"version-publique-{document.name}"
    return issue(
        document.sitting, kind, content, name, user=user, deliberation=document.deliberation,
        details={"copy_of": str(document.pk), "original_sha256": document.sha256},
    )  # fmt: skip


def _set_out(document: IssuedDocument) -> Document:
    papers = Papers(document.sitting)
    if document.deliberation is None:
        return document_of(minutes_act(papers, state_of(document.sitting)))
    item = next(each for each in papers.items if each.pk == document.deliberation.item_id)
    return document_of(deliberation_act(papers, item, draft=False))


def mask_document(value: Any, mask: Callable[[str], str]) -> Any:
    """The same document with every text masked, whatever its blocks are; enumerations and numbers are left."""
    if isinstance(value, str) and type(value) is str:
        return mask(value)
    if isinstance(value, tuple):
        return tuple(mask_document(each, mask) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: mask_document(getattr(value, each.name), mask) for each in fields(value)}
        return value if all(changed[key] == getattr(value, key) for key in changed) else replace(value, **changed)
    return value
