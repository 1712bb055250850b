"""The list, the register and the papers of a sitting, each issued on its own; what is put online or taken down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from beffroi.audit.journal import record
from beffroi.minutes.actions.act_files import made
from beffroi.minutes.actions.issue import (
    content_of,
    end_publication,
    issue,
    publish,
    require_settled,
)
from beffroi.minutes.actions.occulted import to_publish
from beffroi.minutes.actions.paper_documents import (
    attendance_act,
    convocation_act,
    notice_act,
    register_act,
)
from beffroi.minutes.actions.paper_list import list_act, listed, without_result
from beffroi.minutes.actions.papers import NotKnown, Papers
from beffroi.minutes.actions.pv import give_address
from beffroi.minutes.actions.sitting import council_of
from beffroi.minutes.models import DocumentKind, IssuedDocument, PublicationMode
from beffroi.town.permissions import agent, reader
from beffroi.ui.answers import file_answer

from .common import sitting_or_404, typed
from .told import document_page, meeting_page, told

MEGABYTE = 2**20
LARGEST = 50 * MEGABYTE


def uploaded(request: HttpRequest, field: str) -> tuple[bytes, str]:
    """A PDF that came back signed. Raises NotKnown for anything else."""
    file: Any = request.FILES.get(field)
    if file is None:
        raise NotKnown("Choisissez le fichier signé, puis envoyez-le.")
    if file.size > LARGEST:
        raise NotKnown("Ce fichier dépasse 50 Mo : numérisez-le en noir et blanc, ou à 300 points par pouce.")
    content: bytes = file.read()
    if not content.startswith(b"%PDF-"):
        raise NotKnown("Ce fichier n’est pas un PDF : numérisez le document signé en PDF.")
    return content, file.name


@reader
@told(meeting_page)
@require_POST
def issue_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list of deliberations examined, on its own, before the procès-verbal (L2121-25)."""
    sitting = sitting_or_404(pk)
    require_settled(sitting)
    papers = Papers(sitting)
    act = list_act(papers, provisional=False)
    if not act.lines:
        raise NotKnown("Aucun point n’a encore de résultat : saisissez les votes dans le déroulé, puis recommencez.")
    if waiting := without_result(papers):
        raise NotKnown(
            f"La liste dit toutes les délibérations examinées : {waiting} n’a pas encore de résultat. Saisissez son "
            "vote dans le déroulé, ou dites qu’il est reporté ou retiré."
        )
    content, name = made(act, "pdf")
    issue(sitting, DocumentKind.LIST, content, name, user=request.user, details={"lines": listed(papers)})
    messages.success(request, "La liste des délibérations est prête. Relisez-la, puis publiez-la.")
    return redirect(f"{sitting.meeting.get_absolute_url()}#etape-acts")


@reader
@told(document_page)
@require_POST
def publish_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an issued document at the public's disposal."""
    document = get_object_or_404(
        IssuedDocument.objects.select_related("sitting__meeting", "commune", "deliberation"), pk=pk
    )
    if document.kind not in (DocumentKind.LIST, DocumentKind.DELIBERATION, DocumentKind.DELIBERATION_SIGNED):
        raise Http404
    mode = request.POST.get("mode") or council_of(document.commune).publication_mode
    if mode not in PublicationMode.values:
        raise Http404
    document = to_publish(document, user=request.user)
    publish(document, user=request.user, mode=mode)
    give_address(document.sitting)
    messages.success(request, f"« {document.name} » est publié ({PublicationMode(mode).label}).")
    if document.deliberation is not None:
        return redirect("minutes:deliberation", document.deliberation.item_id)
    return redirect(f"{document.sitting.meeting.get_absolute_url()}#etape-acts")


@reader
@told(document_page)
@require_POST
def withdraw_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = get_object_or_404(IssuedDocument.objects.select_related("sitting__meeting", "commune"), pk=pk)
    reason = typed(request, "raison", 300)
    if not reason:
        raise NotKnown("Dites pourquoi ce document quitte les pages publiques.")
    due = end_publication(document, user=request.user, reason=reason)
    messages.success(request, "Le document n’est plus public. La trace de sa publication reste.")
    if due:
        messages.warning(request, f"{due} Publiez-en sans attendre un autre fichier.")
    return redirect(document.sitting.meeting)


PAPERS: dict[str, Callable[[Papers], Any]] = {
    "feuille-de-presence": attendance_act,
    "affichette": notice_act,
    "registre": register_act,
    "liste": lambda papers: list_act(papers, provisional=True),
    "convocation": lambda papers: convocation_act(
        papers, sent_on=papers.sitting.convened_on or papers.starts_at.date()
    ),
}
"""Papers made at once, in three formats, to print or to correct: nothing is issued."""


@agent
@told(meeting_page)
@require_safe
def paper(request: HttpRequest, pk: UUID, name: str, fmt: str) -> HttpResponse:
    sitting = sitting_or_404(pk)
    make = PAPERS.get(name)
    if make is None:
        raise Http404
    return taken(request, sitting, make(Papers(sitting)), fmt)


def taken(request: HttpRequest, sitting: Any, act: Any, fmt: str) -> HttpResponse:
    if fmt not in ("pdf", "docx", "odt"):
        raise Http404
    own = {"docx": council_of(sitting.commune).docx_template, "odt": council_of(sitting.commune).odt_template}.get(fmt)
    template = own.read() if own else None
    content, name = made(act, fmt, template=template, template_name=own.name if own else "")
    record("document_taken", actor=request.user, subject=sitting.subject, format=fmt, what=type(act).__name__)
    return file_answer(content, name)


@agent
@require_safe
def issued(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The very file that was issued."""
    document = get_object_or_404(IssuedDocument.objects.select_related("sitting"), pk=pk)
    if not document.file:
        raise Http404
    try:
        content = content_of(document)
    except OSError:
        messages.error(request, "Ce fichier n’est plus sur le disque. Restaurez-le depuis la sauvegarde.")
        return redirect(document.sitting.meeting)
    record("document_taken", actor=request.user, subject=document.sitting.subject, document=str(document.pk))
    return file_answer(content, document.name)
