"""The switch that stops all AI in the commune at once."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from beffroi.charter.actions.switch import switch_off, switch_on
from beffroi.charter.forms_care import SwitchForm
from beffroi.charter.models import SwitchTurn
from beffroi.charter.state import switched_off
from beffroi.charter.uses import all_uses
from beffroi.town.permissions import agent

from .common import may


@agent
@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """Everybody reads the state and why; an administrator turns it."""
    if request.method == "POST" and not may(request):
        raise PermissionDenied("Seul un administrateur de la commune arrête l’IA ou la remet en marche.")
    turn = switched_off()
    form = SwitchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        off = request.POST.get("state") == "off"
        if off == (turn is not None):
            messages.warning(request, "Quelqu’un l’a fait avant vous\u00a0: l’état est déjà celui que vous demandiez.")
        else:
            (switch_off if off else switch_on)(reason=form.cleaned_data["reason"], user=request.user)
            messages.success(request, "L’IA est arrêtée." if off else "L’IA est remise en marche.")
        return redirect("charter:switch")
    context = {
        "turn": turn,
        "form": form,
        "turns": SwitchTurn.objects.select_related("by")[:50],
        "uses": all_uses(),
        "may_turn": may(request),
    }
    return render(request, "charter/switch.html", context, status=422 if form.errors else 200)
