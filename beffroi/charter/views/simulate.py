"""The simulator: what a draft would have answered to the calls of the last weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from beffroi.charter.actions.simulate import simulate as replay
from beffroi.charter.clauses import BY_NUMBER
from beffroi.charter.domain.events import DATA_NAMES, PLACE_NAMES
from beffroi.charter.domain.simulation import Example, Simulation
from beffroi.charter.domain.wording import french
from beffroi.charter.uses import use_named
from beffroi.town.permissions import admin

from .common import draft_or_404

WEEKS = (2, 4, 8, 13)
STOPPED = ("require", "refuse")
SAID = {
    "allow": "permis",
    "mask": "permis, une fois masqué",
    "require": "arrêté tant que quelque chose manque",
    "elsewhere": "envoyé ailleurs",
    "refuse": "refusé",
}


@admin
@require_safe
def simulate(request: HttpRequest, pk: int) -> HttpResponse:
    version = draft_or_404(pk)
    asked = request.GET.get("semaines", "")
    weeks = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 3 and int(asked) in WEEKS else 4
    result = replay(version.settings, timezone.localdate() - timedelta(weeks=weeks))
    context = {
        "version": version,
        "weeks": weeks,
        "choices": WEEKS,
        "result": result,
        "sentence": sentence(result, weeks),
        "rows": rows(result),
        "articles": [
            (number, BY_NUMBER[number].title, count)
            for number, count in sorted(result.by_article.items(), key=lambda each: (-each[1], each[0]))
        ],
        "examples": [_example(each) for each in result.examples],
    }
    return render(request, "charter/simulate.html", context)


def sentence(result: Simulation, weeks: int) -> str:
    """French: the result in one sentence."""
    over = f"des {weeks} dernières semaines"
    if not result.total:
        return french(f"Le journal {over} n’a aucun appel à rejouer : ce projet ne peut pas encore être essayé ainsi.")
    calls = f"{result.total} appel{'s' if result.total > 1 else ''}"
    if not result.changed:
        return french(f"Sur {calls} {over}, aucun n’aurait eu une autre réponse.")
    stricter, softer = sum(result.stricter.values()), sum(result.softer.values())
    parts = [
        _part(
            stricter,
            "de plus aurait été masqué, envoyé ailleurs ou arrêté",
            "de plus auraient été masqués, envoyés ailleurs ou arrêtés",
        ),
        _part(softer, "aurait été permis plus largement", "auraient été permis plus largement"),
    ]
    return french(f"Sur {calls} {over}, {' et '.join(each for each in parts if each)}.")


def _part(count: int, one: str, several: str) -> str:
    return f"{count} {several if count > 1 else one}" if count else ""


def rows(result: Simulation) -> list[tuple[str, int | None, int]]:
    """(what, as it was, with the draft); the journal does not part refusals by their reason: None."""
    was, becomes = result.was, result.becomes
    stopped = [sum(each.get(verdict, 0) for verdict in STOPPED) for each in (was, becomes)]
    return [
        ("Permis tels quels", was.get("allow", 0), becomes.get("allow", 0)),
        ("Permis une fois masqués", was.get("mask", 0), becomes.get("mask", 0)),
        ("Envoyés ailleurs, à un autre moteur de la commune", was.get("elsewhere", 0), becomes.get("elsewhere", 0)),
        ("Arrêtés", stopped[0], stopped[1]),
        ("dont refusés", None, becomes.get("refuse", 0)),
        ("dont il manque d’abord quelque chose", None, becomes.get("require", 0)),
    ]


def _example(example: Example) -> dict[str, Any]:
    use = use_named(example.use)
    return {
        "use": use.purpose.rstrip(".") if use else example.use,
        "at": parse_datetime(example.at),
        "where": f"{example.model or 'modèle inconnu'}, {PLACE_NAMES.get(example.place, example.place)}",
        "data": DATA_NAMES.get(example.data, example.data),
        "was": SAID[example.was],
        "becomes": SAID[example.becomes] + (french(f" : {example.sent_to}") if example.sent_to else ""),
        "articles": [number for number in example.articles if number],
        "reason": example.reason,
    }
