"""A deliberation: prepared, validated, signed, sent to the prefecture, told in plain words."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.minutes.actions import deliberations as texts
from beffroi.minutes.actions.annexes import annexes_of, set_aside
from beffroi.minutes.actions.issue import (
    act_to_take,
)
from beffroi.minutes.actions.paper_documents import (
    deliberation_act,
)
from beffroi.minutes.actions.papers import NotKnown, Papers
from beffroi.minutes.actions.transmit import (
    bundle,
    enter_receipt,
    import_receipt,
    keep_signed,
    obstacles,
    record_transmission,
)
from beffroi.minutes.forms.deliberation import DeliberationForm, MatterForm, ReceiptForm
from beffroi.minutes.models import AgendaItem, Deliberation, DocumentKind
from beffroi.town.permissions import agent, reader
from beffroi.ui.answers import file_answer

from .common import may_read, sitting_or_404, typed
from .council_acts import taken, uploaded
from .told import deliberation_page, item_page, told


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
    return taken(request, sitting, deliberation_act(papers, item, draft=not found.is_validated), fmt)


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
