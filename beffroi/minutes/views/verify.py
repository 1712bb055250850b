"""Two checks of a file that somebody brings: an existing procès-verbal, and the seal of an issued document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from beffroi.audit.journal import record
from beffroi.documents.errors import DocumentError
from beffroi.minutes.actions.check_pv import check_pv
from beffroi.minutes.actions.read_papers import page_reader
from beffroi.minutes.actions.verify_issued import verify_content
from beffroi.town.permissions import agent
from beffroi.town.refused import tell_hostile

LARGEST = 30 * 2**20


class FileForm(forms.Form):
    """One file, of a size that is read at once."""

    file = forms.FileField(label="Fichier")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            tell_hostile()
            raise forms.ValidationError("Ce fichier dépasse 30 Mo. Numérisez-le en noir et blanc, puis recommencez.")
        return file


class PvForm(FileForm):
    """A procès-verbal and what the person knows that it may not say."""

    file = forms.FileField(label="Procès-verbal", help_text="PDF, Word, OpenDocument ou texte. Il n’est pas gardé.")
    in_office = forms.IntegerField(
        label="Membres en exercice", required=False, min_value=1, max_value=300,
        help_text="Si le document ne le dit pas.",
    )  # fmt: skip


@agent
@require_http_methods(["GET", "POST"])
def check_existing(request: HttpRequest) -> HttpResponse:
    """Read and check a procès-verbal written elsewhere. Nothing of it is kept."""
    form = PvForm(request.POST or None, request.FILES or None)
    reading = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            reading = check_pv(
                file.read(), file.name, ocr=page_reader(request.user), in_office=form.cleaned_data["in_office"]
            )
        except DocumentError as error:
            form.add_error("file", str(error))
        else:
            record("pv_checked", actor=request.user, bytes=file.size, findings=len(reading.findings))
    status = 422 if request.method == "POST" and reading is None else 200
    return render(request, "minutes/council/check_pv.html", {"form": form, "reading": reading}, status=status)


@agent
@require_http_methods(["GET", "POST"])
def verify_seal(request: HttpRequest) -> HttpResponse:
    """Whether a file is one that the commune issued and sealed."""
    form = FileForm(request.POST or None, request.FILES or None)
    verdict = None
    if request.method == "POST" and form.is_valid():
        verdict = verify_content(form.cleaned_data["file"].read())
        record("file_verified", actor=request.user, finding=verdict.finding)
    status = 422 if request.method == "POST" and verdict is None else 200
    return render(request, "minutes/council/verify.html", {"form": form, "verdict": verdict}, status=status)
