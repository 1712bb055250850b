"""The annexes that go with a deliberation to the prefecture."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from beffroi.minutes.actions.annexes import FORMS, LARGEST, add_annex, put_in, take_out
from beffroi.minutes.actions.papers import NotKnown
from beffroi.minutes.models import Deliberation, DocumentKind, IssuedDocument
from beffroi.town.permissions import reader

from .told import deliberation_page, document_page, told

MOVES = {"retirer": take_out, "remettre": put_in}


@reader
@told(deliberation_page)
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Deliberation.objects.select_related("item__meeting__commune", "commune"), pk=pk)
    file: Any = request.FILES.get("annexe")
    if file is None:
        raise NotKnown("Choisissez le fichier de l’annexe, puis envoyez-le.")
    if file.size > LARGEST:
        raise NotKnown(f"« {file.name} » est trop gros. {FORMS}")
    document = add_annex(found, file.read(), file.name, user=request.user)
    messages.success(request, f"L’annexe « {document.name} » est scellée et jointe au dossier pour la préfecture.")
    return redirect("minutes:deliberation", found.item_id)


@reader
@told(document_page)
@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an annex out of the file, or put it back."""
    document = get_object_or_404(
        IssuedDocument.objects.select_related("sitting", "deliberation"), pk=pk, kind=DocumentKind.ANNEX
    )
    act = MOVES.get(request.POST.get("quoi", ""))
    if act is None or document.deliberation is None:
        raise Http404
    act(document, user=request.user)
    return redirect("minutes:deliberation", document.deliberation.item_id)
