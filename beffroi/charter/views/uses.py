"""Uses of AI: what was weighed before each one began, and who signed."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.audit.journal import record
from beffroi.charter import gateway
from beffroi.charter.actions import assess, choose
from beffroi.charter.actions.paired_test import PAIRS, NotATest, check_paired, run_paired_test, with_name
from beffroi.charter.clauses import BY_CODE
from beffroi.charter.clauses.assessment import ROLES, signatures_asked
from beffroi.charter.forms_uses import AssessmentForm, SignatureForm
from beffroi.charter.models import Assessment, PairedTest
from beffroi.charter.policy import article_of
from beffroi.charter.previewing import preview_context
from beffroi.charter.state import dossier_of, version_in_force
from beffroi.charter.uses import AiUse, all_uses, use_named
from beffroi.town.permissions import admin, agent
from beffroi.ui.answers import file_answer

from .common import may, typed


@agent
@require_safe
def uses(request: HttpRequest) -> HttpResponse:
    asked = _asked()
    rows = [
        {"use": use, "dossier": (dossier := dossier_of(use.code)), "left": _left(dossier.signed, asked)}
        for use in all_uses()
    ]
    without = choose.chosen(request.user)
    return render(request, "charter/uses.html", {"rows": rows, "without_all": "" in without, "without": without})


@agent
@require_safe
def use(request: HttpRequest, code: str) -> HttpResponse:
    """A use: what it does, its dossier, who signed, and the past ones."""
    found = _use_or_404(code)
    return render(request, "charter/use.html", _page(request, found))


def _page(request: HttpRequest, found: AiUse) -> dict[str, Any]:
    latest = assess.latest_of(found.code)
    past = Assessment.objects.filter(use=found.code).order_by("-created_at", "-pk")[1:]
    signed = list(latest.signatures.all()) if latest else []
    asked = _asked()
    roles = {each.role for each in signed}
    left = [role for role in asked if role not in roles]
    form = SignatureForm(initial={"name": str(request.user), "role": left[0] if left else ""})
    return {
        "use": found,
        "latest": latest,
        "past": list(past),
        "seen": _digest(latest),
        "signed": signed,
        "left": [ROLES[role] for role in left],
        "signature_form": form,
        "may_write": may(request),
        "without_all": "" in choose.chosen(request.user),
        "without": found.code in choose.chosen(request.user),
        "tests": PairedTest.objects.filter(use=found.code)[:5],
        "testable": found.verb == "generate",
    }


def _digest(latest: Assessment | None) -> str:
    """What would be signed; empty where nothing can be."""
    try:
        return assess.digest_of(latest) if latest else ""
    except OSError:
        return ""


@admin
@require_http_methods(["GET", "POST"])
def assessment(request: HttpRequest, code: str) -> HttpResponse:
    """Write the dossier; where the latest is signed already, a new one is begun from it."""
    found = _use_or_404(code)
    latest = assess.latest_of(code)
    attached = latest.privacy_name if latest else ""
    form = AssessmentForm(request.POST or None, request.FILES or None, initial=_initial(latest), attached=attached)
    if request.method == "POST" and form.is_valid():
        assess.write(code, form.cleaned_data, user=request.user)
        messages.success(request, "Le dossier est enregistré. Il peut être signé.")
        return redirect("charter:use", code=code)
    context = {"use": found, "form": form, "signed": latest is not None and assess.is_signed(latest)}
    return render(request, "charter/assessment.html", context, status=422 if form.errors else 200)


@admin
@require_safe
def study(request: HttpRequest, pk: int) -> HttpResponse:
    """The privacy study as it was attached."""
    written: Assessment = get_object_or_404(Assessment.objects.exclude(privacy_file=""), pk=pk)
    try:
        with written.privacy_file.open("rb") as file:
            content = file.read()
    except OSError:
        messages.error(request, assess.STUDY_GONE)
        return redirect("charter:use", code=written.use)
    record("study_taken", actor=request.user, subject=f"assessment:{written.pk}", sha256=written.privacy_sha256)
    return file_answer(content, written.privacy_name)


def _initial(latest: Assessment | None) -> dict[str, Any]:
    return {name: getattr(latest, name) for name in assess.WRITTEN} if latest else {}


@admin
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign what is shown: a dossier that changed since is not signed."""
    written: Assessment = get_object_or_404(Assessment.objects.all(), pk=pk)
    found = _use_or_404(written.use)
    form = SignatureForm(request.POST)
    if not form.is_valid():
        return render(request, "charter/use.html", _page(request, found) | {"signature_form": form}, status=422)
    try:
        assess.sign(written, user=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data)
    except assess.NotSignable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "La signature est enregistrée.")
    return redirect("charter:use", code=written.use)


@agent
@require_POST
def prefer(request: HttpRequest) -> HttpResponse:
    """One's own choice to do with or without AI, for a use or for all of them."""
    code = typed(request, "use", 80)
    if code:
        _use_or_404(code)
    (choose.do_with if request.POST.get("choice") == "with" else choose.do_without)(request.user, code)
    messages.success(request, "Votre choix est enregistré. Personne ne vous en demandera la raison.")
    return redirect("charter:use", code=code) if code else redirect("charter:uses")


@admin
@require_POST
def paired_test(request: HttpRequest, code: str) -> HttpResponse:
    """Try a request with exchanged names: what would leave is shown first, then sent once it was seen."""
    found = _use_or_404(code)
    asked = typed(request, "request", 4000)
    try:
        check_paired(found, asked)
        if request.POST.get("seen") != digest(asked):
            return render(request, "charter/paired.html", _before_paired(request, found, asked))
        made = run_paired_test(found, asked, user=request.user)
    except (NotATest, gateway.Refused, gateway.EngineError) as error:
        messages.error(request, str(error))
    else:
        changed = "aucune réponse ne change" if not made.different else f"{made.different} réponses changent"
        messages.success(request, f"Essai fait sur {made.pairs} paires de noms\u00a0: {changed}.")
    return redirect("charter:use", code=code)


def _before_paired(request: HttpRequest, found: AiUse, asked: str) -> dict[str, Any]:
    """The first of the requests, as it would leave. Raises EngineError."""
    message = gateway.Message("user", with_name(asked, PAIRS[0][0]))
    shown = preview_context(found, gateway.preview(found, [message], actor=request.user))
    return shown | {"asked": asked, "seen": digest(asked), "calls": 2 * len(PAIRS)}


def digest(asked: str) -> str:
    """Of the request that was shown: another is shown again before it is sent."""
    return hashlib.sha256(asked.encode()).hexdigest()


def _use_or_404(code: str) -> AiUse:
    found = use_named(code)
    if found is None:
        raise Http404("Cet usage n’est pas déclaré.")
    return found


def _asked() -> list[str]:
    """Roles that must sign, as the charter in force says (the defaults where none is)."""
    version = version_in_force()
    return signatures_asked(article_of(BY_CODE["assessment"], version.settings if version else {}).values)


def _left(signed: Any, asked: list[str]) -> list[str]:
    return [ROLES[role] for role in asked if role not in signed]
