"""System checks that explain a bad value in French."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, Warning, register

from beffroi.engines.checking import check as check_engines

from . import env
from .engines import engine_settings

PLACES = {"machine", "commune", "host"}


@register("beffroi")
def settings_are_usable(app_configs: Any, **kwargs: Any) -> list[Any]:
    found: list[Any] = [Error(problem, id="beffroi.E001") for problem in env.PROBLEMS]
    unknown = [place for place in settings.AI_PLACES if place not in PLACES]
    if unknown:
        found.append(
            Error(
                f"BEFFROI_AI_PLACES contient « {', '.join(unknown)} », qui n’est pas reconnu. "
                "Valeurs possibles : machine, commune, host.",
                id="beffroi.E002",
            )
        )
    found += [Error(problem, id="beffroi.E003") for problem in check_engines(engine_settings(settings))]
    if settings.DEBUG and settings.HTTPS:
        found.append(Warning("BEFFROI_DEBUG est actif sur une adresse publique : désactivez-le.", id="beffroi.W001"))
    return found
