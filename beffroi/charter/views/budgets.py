"""Limits by use and by service, with what is left of each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.charter.actions.limits import remove_limit, set_limit
from beffroi.charter.budgets import left_of
from beffroi.charter.forms_uses import BudgetForm
from beffroi.charter.models import Budget
from beffroi.charter.uses import use_named
from beffroi.town.permissions import admin, agent

from .common import may


@agent
@require_safe
def budgets(request: HttpRequest) -> HttpResponse:
    rows = [_row(each) for each in Budget.objects.all()]
    return render(request, "charter/budgets.html", {"rows": rows, "may_write": may(request)})


def _row(budget: Budget) -> dict[str, Any]:
    use = use_named(budget.use)
    left = left_of(budget)
    return {
        "budget": budget,
        "use": use.purpose.rstrip(".") if use else budget.use or "Tous les usages",
        "left": left,
        "spent": budget.most - left,
    }


@admin
@require_http_methods(["GET", "POST"])
def budget(request: HttpRequest, pk: int = 0) -> HttpResponse:
    kept = get_object_or_404(Budget.objects.all(), pk=pk) if pk else None
    form = BudgetForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        set_limit(form.save(commit=False), user=request.user)
        messages.success(request, "La limite est enregistrée\u00a0; elle vaut tout de suite.")
        return redirect("charter:budgets")
    return render(request, "charter/budget.html", {"form": form, "budget": kept}, status=422 if form.errors else 200)


@admin
@require_POST
def remove_budget(request: HttpRequest, pk: int) -> HttpResponse:
    kept: Budget = get_object_or_404(Budget.objects.all(), pk=pk)
    remove_limit(kept, user=request.user)
    messages.success(request, "La limite est retirée.")
    return redirect("charter:budgets")
