"""Trying a text: what it holds of people, what would be masked, where it would go. Nothing is kept nor sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from beffroi.charter import gateway
from beffroi.charter.actions.name_public import name_public, read_lines
from beffroi.charter.domain.events import DATA_NAMES
from beffroi.charter.forms_care import PublicPeopleForm, TryForm
from beffroi.charter.gateway.preview import WARNING
from beffroi.charter.masking import DataClass, Kind, Mask, Span, classify
from beffroi.charter.models import PublicPerson
from beffroi.charter.previewing import preview_context
from beffroi.charter.public_people import known_public
from beffroi.charter.uses import AiUse, use_named
from beffroi.town.permissions import admin, agent

KINDS = {
    Kind.NAME: "nom",
    Kind.ADDRESS: "adresse",
    Kind.PHONE: "téléphone",
    Kind.EMAIL: "adresse électronique",
    Kind.NIR: "numéro de sécurité sociale",
    Kind.IBAN: "compte bancaire",
    Kind.PLATE: "plaque d’immatriculation",
    Kind.BIRTH: "date de naissance",
    Kind.CAF: "numéro d’allocataire",
    Kind.DOCUMENT: "pièce d’identité",
    Kind.CARD: "carte bancaire",
}


@agent
@never_cache
@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def try_text(request: HttpRequest) -> HttpResponse:
    form = TryForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "warning": WARNING}
    if request.method == "POST" and form.is_valid():
        use = use_named(form.cleaned_data["use"])
        assert use is not None
        context["seen"] = look(form.cleaned_data["text"])
        context |= preview_of(use, form.cleaned_data["text"], request.user)
    return render(request, "charter/try.html", context, status=422 if form.errors else 200)


def look(text: str) -> dict[str, Any]:
    """What masking sees in ``text``: its pieces, marked or not, what it becomes, and its class."""
    masked = Mask(known_public()).mask([text])
    spans = masked.spans[0]
    return {
        "pieces": pieces(text, spans),
        "masked": masked.texts[0],
        "count": len(spans),
        "data": DATA_NAMES[str(classify(text, spans) or DataClass.PUBLIC)],
    }


def pieces(text: str, spans: Sequence[Span]) -> list[dict[str, str]]:
    """``text`` cut where something is masked: ``kind`` is empty for what is left as it is."""
    found, at = [], 0
    for span in spans:
        found.append({"text": text[at : span.start], "kind": "", "why": ""})
        found.append({"text": text[span.start : span.end], "kind": KINDS[span.kind], "why": span.why})
        at = span.end
    return [each for each in [*found, {"text": text[at:], "kind": "", "why": ""}] if each["text"]]


def preview_of(use: AiUse, text: str, user: Any) -> dict[str, Any]:
    """``preview`` for ``charter/parts/preview.html``; or ``no_engine``, French, where no model would answer."""
    try:
        return preview_context(use, gateway.preview(use, [gateway.Message("user", text)], actor=user))
    except gateway.EngineError as error:
        return {"no_engine": f"{error} {use.without_ai}"}


@admin
@require_http_methods(["GET", "POST"])
def public_people(request: HttpRequest) -> HttpResponse:
    """Who may be named to a model as an elected member or a public officer."""
    kept = "\n".join(str(each) for each in PublicPerson.objects.all())
    form = PublicPeopleForm(request.POST or None, initial={"people": kept})
    if request.method == "POST" and form.is_valid():
        count = name_public(read_lines(form.cleaned_data["people"]), user=request.user)
        messages.success(request, f"La liste est enregistrée\u00a0: {count} personne{'s' if count > 1 else ''}.")
        return redirect("charter:public_people")
    return render(request, "charter/public_people.html", {"form": form}, status=422 if form.errors else 200)
