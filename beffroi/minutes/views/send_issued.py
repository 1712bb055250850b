"""Sending an issued document: exactly the file, and to whom."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from beffroi.minutes.actions.send_issued import SENDABLE, last_recipients, send_issued
from beffroi.minutes.forms.sending import SendIssuedForm
from beffroi.minutes.models import IssuedDocument
from beffroi.town.permissions import reader
from beffroi.work.jobs import WorkError


@reader
@require_http_methods(["GET", "POST"])
def send_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = get_object_or_404(IssuedDocument.objects.select_related("sitting__meeting", "commune"), pk=pk)
    if document.kind not in SENDABLE:
        raise Http404
    meeting = document.sitting.meeting
    known = last_recipients(document)
    initial = {
        "recipients": "\n".join(known),
        "subject": f"{document.get_kind_display()} : {meeting.title}",
        "body": f"Madame, Monsieur,\n\nVeuillez trouver ci-joint « {document.name} ».\n\n{document.commune.name}",
    }
    form = SendIssuedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            count = send_issued(
                document, form.addresses, user=request.user, subject=cleaned["subject"], body=cleaned["body"]
            )
        except WorkError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"« {document.name} » part à {count} personne{'s' if count > 1 else ''}.")
            return redirect(meeting)
    context = {
        "meeting": meeting,
        "document": document,
        "form": form,
        "known": known,
        "no_server": not settings.EMAIL_HOST,
        "epci": document.sitting.regime == "epci",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/council/send_issued.html", context, status=status)
