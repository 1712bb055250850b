"""The acts of a sitting: convocation, deliberations, list, register, prefecture, and the files issued."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.audit.journal import record
from beffroi.minutes.actions import deliberations as texts
from beffroi.minutes.actions.act_files import made
from beffroi.minutes.actions.annexes import annexes_of, set_aside
from beffroi.minutes.actions.convene import (
    convene,
    issue_convocation,
    out_of_date,
    record_sending,
    second_convocation,
)
from beffroi.minutes.actions.issue import (
    act_to_take,
    content_of,
    end_publication,
    issue,
    latest,
    publish,
    require_settled,
)
from beffroi.minutes.actions.occulted import to_publish
from beffroi.minutes.actions.paper_documents import (
    attendance_act,
    convocation_act,
    deliberation_act,
    notice_act,
    register_act,
)
from beffroi.minutes.actions.paper_list import list_act, listed, without_result
from beffroi.minutes.actions.papers import NotKnown, Papers
from beffroi.minutes.actions.pv import give_address
from beffroi.minutes.actions.sitting import council_of
from beffroi.minutes.actions.transmit import (
    bundle,
    enter_receipt,
    import_receipt,
    keep_signed,
    obstacles,
    record_transmission,
)
from beffroi.minutes.forms.convocation import ConveneForm, SecondForm, SentForm
from beffroi.minutes.forms.deliberation import DeliberationForm, MatterForm, ReceiptForm
from beffroi.minutes.models import AgendaItem, Deliberation, DocumentKind, IssuedDocument, PublicationMode
from beffroi.town.permissions import agent, reader
from beffroi.ui.answers import file_answer
from beffroi.work.jobs import WorkError

from .common import may_read, sitting_or_404, typed
from .told import convocation_page, deliberation_page, document_page, item_page, meeting_page, told

MEGABYTE = 2**20
LARGEST = 50 * MEGABYTE


# --- convocation --------------------------------------------------------------------------------------------


@agent
@told(convocation_page)
@require_http_methods(["GET", "POST"])
def convocation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the convocation, or say when it left."""
    sitting = sitting_or_404(pk)
    form, sent = ConveneForm(request.POST or None), SentForm(request.POST or None, initial={"on": sitting.convened_on})
    if request.method == "POST" and "envoyer" in request.POST and form.is_valid():
        try:
            count = convene(sitting, form.addresses, user=request.user)
        except (WorkError, NotKnown) as error:
            form.add_error("recipients", str(error))
        else:
            messages.success(request, f"La convocation part à {count} personne{'s' if count > 1 else ''}.")
            return redirect(sitting.meeting)
    if request.method == "POST" and "envoyer" not in request.POST and sent.is_valid():
        cleaned = sent.cleaned_data
        sitting.explanatory_note = cleaned["explanatory_note"]
        sitting.classified_installation = cleaned["classified_installation"]
        sitting.urgent, sitting.urgency_reason = cleaned["urgent"], cleaned["urgency_reason"]
        sitting.save(update_fields=["explanatory_note", "classified_installation", "urgent", "urgency_reason"])
        record_sending(sitting, user=request.user, on=cleaned["on"])
        messages.success(request, "La date d’envoi de la convocation est enregistrée.")
        return redirect(sitting.meeting)
    context = {
        "meeting": sitting.meeting,
        "sitting": sitting,
        "form": form,
        "sent_form": SentForm(
            initial={
                "on": sitting.convened_on,
                "explanatory_note": sitting.explanatory_note,
                "classified_installation": sitting.classified_installation,
                "urgent": sitting.urgent,
                "urgency_reason": sitting.urgency_reason,
            }
        )
        if request.method == "GET" or "envoyer" in request.POST
        else sent,
        "document": latest(sitting, DocumentKind.CONVOCATION),
        "stale": out_of_date(sitting),
        "reader": may_read(request),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/council/convocation.html", context, status=status)


@reader
@told(convocation_page)
@require_POST
def issue_convocation_view(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    issue_convocation(sitting, user=request.user)
    messages.success(request, "La convocation est prête. Relisez-la avant de l’envoyer.")
    return redirect("minutes:convocation", pk)


@agent
@told(meeting_page)
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest, pk: UUID) -> HttpResponse:
    """After a failed quorum: the same agenda again, at three days at least."""
    sitting = sitting_or_404(pk)
    form = SecondForm(request.POST or None, first=sitting.meeting.starts_at)
    if request.method == "POST" and form.is_valid():
        made_again = second_convocation(sitting, user=request.user, starts_at=form.starts_at())
        messages.success(request, "La seconde convocation est préparée : elle ne demande pas de quorum.")
        return redirect(made_again.meeting)
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/council/second.html", {"meeting": sitting.meeting, "form": form}, status=status)


# --- deliberations ------------------------------------------------------------------------------------------


@agent
@told(item_page)
@require_http_methods(["GET", "POST"])
def deliberation(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare a deliberation, before or after the sitting; ``pk``: its item."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting__commune"), pk=pk)
    sitting = sitting_or_404(item.meeting_id)
    found = Deliberation.objects.filter(item=item).select_related("validated_by", "plain_read_by").first()
    initial = (
        {name: getattr(found, name) for name in (*texts.TEXTS, "plain_summary")} if found else {"object": item.title}
    )
    initial |= {name: getattr(item, name) for name in DeliberationForm.OF_ITEM}
    if request.method == "POST" and "completer" in request.POST and found:
        return _matter_given(request, found)
    form = DeliberationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            texts.prepare(item, form.texts(), user=request.user, nature=form.nature())
        except (texts.AlreadyValidated, texts.NumberTaken) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "La délibération est enregistrée.")
            return redirect("minutes:deliberation", pk)
    papers = Papers(sitting)
    sent = list(found.transmissions.all()) if found else []
    current = next(each for each in papers.items if each.pk == item.pk)
    context = {
        "meeting": item.meeting,
        "item": item,
        "form": form,
        "deliberation": found,
        "voted": papers.ballot(current) is not None,
        "documents": list(found.documents.exclude(kind=DocumentKind.ANNEX).select_related("by")) if found else [],
        "annexes": annexes_of(found) if found else [],
        "set_aside": set_aside(found) if found else [],
        "obstacles": obstacles(found) if found and found.is_validated else [],
        "transmissions": sent,
        "receipt_form": ReceiptForm(),
        "matter_form": MatterForm(initial={"matter_code": found.matter_code if found else ""}),
        "sent": any(line.sent_at for line in sent),
        "received": any(line.received_on for line in sent),
        "current": act_to_take(found),
        "reader": may_read(request),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/council/deliberation.html", context, status=status)


def _matter_given(request: HttpRequest, found: Deliberation) -> HttpResponse:
    """The matière of an act already validated, for the prefecture."""
    form = MatterForm(request.POST)
    if not form.is_valid():
        raise NotKnown("Choisissez une matière dans la liste.")
    texts.set_matter(found, form.cleaned_data["matter_code"], user=request.user)
    messages.success(request, "La matière est enregistrée.")
    return redirect("minutes:deliberation", found.item_id)


def deliberation_or_404(pk: int) -> Deliberation:
    found: Deliberation = get_object_or_404(
        Deliberation.objects.select_related("item__meeting__commune", "commune"), pk=pk
    )
    return found


@reader
@told(deliberation_page)
@require_POST
def validate_deliberation(request: HttpRequest, pk: int) -> HttpResponse:
    found = deliberation_or_404(pk)
    document = texts.validate(found, user=request.user)
    messages.success(request, f"Délibération {found.number} validée. Le fichier {document.name} est scellé.")
    return redirect("minutes:deliberation", found.item_id)


@reader
@told(deliberation_page)
@require_POST
def reopen_deliberation(request: HttpRequest, pk: int) -> HttpResponse:
    found = deliberation_or_404(pk)
    texts.reopen_deliberation(found, user=request.user)
    messages.success(request, "La délibération est rouverte. Son numéro est gardé.")
    return redirect("minutes:deliberation", found.item_id)


@reader
@told(deliberation_page)
@require_POST
def read_summary(request: HttpRequest, pk: int) -> HttpResponse:
    found = deliberation_or_404(pk)
    summary = typed(request, "resume") if "resume" in request.POST else None
    texts.read_plain_summary(found, user=request.user, summary=summary)
    messages.success(request, "Le résumé est relu : il sera montré au public avec la décision.")
    return redirect("minutes:deliberation", found.item_id)


@agent
@told(deliberation_page)
@require_safe
def draft_deliberation(request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
    """The deliberation as it stands, marked as a draft while nobody validated it."""
    found = deliberation_or_404(pk)
    sitting = sitting_or_404(found.item.meeting_id)
    papers = Papers(sitting)
    item = next(each for each in papers.items if each.pk == found.item_id)
    return _taken(request, sitting, deliberation_act(papers, item, draft=not found.is_validated), fmt)


@reader
@told(deliberation_page)
@require_POST
def transmit(request: HttpRequest, pk: int) -> HttpResponse:
    """The act left for the prefecture; the file to send is given back."""
    found = deliberation_or_404(pk)
    record_transmission(found, user=request.user)
    messages.success(request, "La transmission est notée. Déposez ici l’accusé de réception quand il arrive.")
    return redirect("minutes:deliberation", found.item_id)


@reader
@told(deliberation_page)
@require_safe
def transmission_file(request: HttpRequest, pk: int) -> HttpResponse:
    content, name = bundle(deliberation_or_404(pk))
    return file_answer(content, name)


@reader
@told(deliberation_page)
@require_POST
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    found = deliberation_or_404(pk)
    form = ReceiptForm(request.POST, request.FILES)
    if not form.is_valid():
        raise NotKnown(" ".join(str(each) for errors in form.errors.values() for each in errors))
    cleaned = form.cleaned_data
    if file := cleaned["receipt_file"]:
        line = import_receipt(found, file.read(), file.name, user=request.user)
    else:
        line = enter_receipt(
            found, received_on=cleaned["received_on"], identifier=cleaned["identifier"], user=request.user
        )
    messages.success(request, f"Reçu en préfecture le {line.received_on:%d/%m/%Y}.")
    return redirect("minutes:deliberation", found.item_id)


@reader
@told(deliberation_page)
@require_POST
def signed_deliberation(request: HttpRequest, pk: int) -> HttpResponse:
    found = deliberation_or_404(pk)
    content, name = uploaded(request, "signed_file")
    keep_signed(found, content, name, user=request.user)
    messages.success(request, "Le fichier signé est gardé et scellé.")
    return redirect("minutes:deliberation", found.item_id)


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


# --- list, register, and other papers -----------------------------------------------------------------------


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
    return _taken(request, sitting, make(Papers(sitting)), fmt)


def _taken(request: HttpRequest, sitting: Any, act: Any, fmt: str) -> HttpResponse:
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
