"""The table of proof, article by article, for a period; and the control file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beffroi.charter.actions.control_file import control_file as make_control_file
from beffroi.charter.actions.proof_table import ProofRow, proof_table
from beffroi.charter.domain.wording import french
from beffroi.charter.evidence import Period
from beffroi.charter.forms import PeriodForm
from beffroi.charter.state import version_in_force
from beffroi.town.permissions import admin, agent
from beffroi.town.scope import commune_in_scope
from beffroi.ui.answers import file_answer

from .common import may
from .figures import readable


@agent
@require_safe
def proof(request: HttpRequest) -> HttpResponse:
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=_usual())
    sound = not form.is_bound or form.is_valid()
    period = form.period if form.is_bound and sound else Period(**_usual())
    rows = proof_table(period)
    context = {
        "form": form,
        "period": period,
        "rows": [_shown(each) for each in rows if each.on],
        "off": [each for each in rows if not each.on],
        "summary": summary(rows),
        "version": version_in_force(min(period.last, timezone.localdate())),
        "may_make": may(request),
    }
    return render(request, "charter/proof.html", context, status=200 if sound else 422)


@admin
@require_POST
def control_file(request: HttpRequest) -> HttpResponse:
    """One zip; asking for it leaves a line in the journal."""
    form = PeriodForm(request.POST)
    period = form.period if form.is_valid() else Period(**_usual())
    content = make_control_file(period, actor=request.user)
    name = f"controle-ia-{commune_in_scope().slug}-{period.first:%Y%m%d}-{period.last:%Y%m%d}.zip"
    return file_answer(content, name)


def _usual() -> dict[str, date]:
    """This month and the two before."""
    today = timezone.localdate()
    months = today.year * 12 + today.month - 3
    return {"first": date(months // 12, months % 12 + 1, 1), "last": today}


def summary(rows: list[ProofRow]) -> str:
    """French: how many articles are proved, how many had nothing to show yet, and how many lack something."""
    kept = [each for each in rows if each.on]
    if not kept:
        return french("Aucune charte n’était en vigueur à la fin de cette période : il n’y a rien à prouver.")
    proved, lacking = sum(each.is_proved for each in kept), sum(bool(each.missing) for each in kept)
    are = "articles sur {} sont prouvés" if proved > 1 else "article sur {} est prouvé"
    said = f"{proved} {are.format(len(kept))}" if proved else "Aucun article n’est encore prouvé"
    idle = len(kept) - proved - lacking
    if idle:
        said += f" ; {idle} n’{'ont' if idle > 1 else 'a'} pas eu à servir"
    left = f" ; il manque quelque chose à {lacking}." if lacking else " ; rien ne manque."
    return french(said + left)


def _shown(row: ProofRow) -> dict[str, Any]:
    return {
        "row": row,
        "counts": [each for each in row.counts if each.role != "exception"],
        "exceptions": row.exceptions,
        "items": [each for each in row.items if not each.missing],
        "missing": [readable(each) for each in row.missing],
    }
