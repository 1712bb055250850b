"""From a draft to a vote: the documents for the council, then the vote itself."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.audit.journal import record
from beffroi.charter import exports
from beffroi.charter.actions.vote_version import NotVotable, vote_version
from beffroi.charter.contradictions import contradictions
from beffroi.charter.forms import VoteForm
from beffroi.charter.models import CharterVersion
from beffroi.charter.policy import problems
from beffroi.charter.state import version_in_force
from beffroi.documents.model import Document
from beffroi.town.models import Commune
from beffroi.town.permissions import admin, agent
from beffroi.town.scope import commune_in_scope
from beffroi.ui.answers import file_answer
from beffroi.ui.templatetags.ui import day

from .common import articles_of, draft_or_404, voted_or_404

DOCUMENTS = {"charte": exports.charter_document, "deliberation": exports.deliberation_document}


@admin
@require_http_methods(["GET", "POST"])
def council(request: HttpRequest, pk: int) -> HttpResponse:
    """What is ready for the council; and, once it has voted, where the vote is written."""
    version = draft_or_404(pk)
    form = VoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            voted = vote_version(
                version, user=request.user, voted_on=asked["voted_on"], starts_on=asked["starts_on"],
                deliberation=asked["deliberation"],
            )  # fmt: skip
        except NotVotable as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Version {voted.number} votée. Elle prend effet le {day(voted.starts_on)}.")
            return redirect("charter:charter")
    context = {
        "version": version,
        "form": form,
        "problems": problems(version.settings),
        "contradictions": contradictions(version.settings),
        "count": sum(each.on for each in articles_of(version)),
        "current": version_in_force(),
        "documents": [("charte", "Projet de charte"), ("deliberation", "Projet de délibération")],
    }
    return render(request, "charter/council.html", context, status=422 if form.errors else 200)


@admin
@require_safe
def document(request: HttpRequest, pk: int, what: str, fmt: str) -> HttpResponse:
    """The draft of the charter or of the deliberation, marked as a draft."""
    if what not in DOCUMENTS:
        raise Http404
    return _file(request, draft_or_404(pk), DOCUMENTS[what], fmt)


@agent
@require_safe
def voted_document(request: HttpRequest, number: int, fmt: str) -> HttpResponse:
    return _file(request, voted_or_404(number), exports.charter_document, fmt)


def _file(
    request: HttpRequest, version: CharterVersion, write: Callable[[CharterVersion, Commune], Document], fmt: str
) -> HttpResponse:
    if fmt not in exports.FORMATS:
        raise Http404
    made = write(version, commune_in_scope())
    record("document_taken", actor=request.user, subject=f"charter:{version.pk}", format=fmt, final=not made.draft_mark)
    return file_answer(exports.rendered(made, fmt), exports.file_name(made, fmt))
