"""The council voted: a draft becomes a version that nobody changes any more."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.charter.domain.wording import french
from beffroi.charter.models import CharterVersion, VersionState
from beffroi.charter.policy import problems


class NotVotable(Exception):
    """The message says why, in French. The draft is kept as it was."""

    retry = False


@transaction.atomic
def vote_version(
    version: CharterVersion, *, user: Any, voted_on: date, starts_on: date, deliberation: str
) -> CharterVersion:
    """Write down the vote of ``version``, which takes effect on ``starts_on``. Raises NotVotable.

    The past keeps its own charter: a version takes effect at the earliest on the day it is written down."""
    stored: CharterVersion = CharterVersion.objects.select_for_update().get(pk=version.pk)
    if why := _problem(stored, voted_on, starts_on, deliberation):
        raise NotVotable(french(why))
    highest = CharterVersion.objects.aggregate(highest=Max("number"))["highest"]
    stored.number = (highest or 0) + 1
    stored.state = VersionState.VOTED
    stored.voted_on, stored.starts_on, stored.deliberation = voted_on, starts_on, deliberation.strip()
    stored.save()
    record(
        "charter_voted",
        actor=user,
        subject=f"charter:{stored.pk}",
        number=stored.number,
        voted_on=voted_on.isoformat(),
        starts_on=starts_on.isoformat(),
    )
    return stored


def _problem(version: CharterVersion, voted_on: date, starts_on: date, deliberation: str) -> str:
    today = timezone.localdate()
    if version.state == VersionState.VOTED:
        return "Cette version est déjà votée : elle ne change plus. Commencez un nouveau projet à partir d’elle."
    if wrong := problems(version.settings):
        return f"Ce projet ne peut pas être voté : {wrong[0]}"
    if not deliberation.strip():
        return "Indiquez la délibération (son numéro ou sa référence)."
    if voted_on > today:
        return "La date du vote est à venir : inscrivez le vote quand le conseil aura voté."
    if starts_on < voted_on:
        return "La charte ne peut pas prendre effet avant d’être votée."
    if starts_on < today:
        return (
            "La charte ne peut pas prendre effet dans le passé : les appels déjà faits gardent la leur. "
            "Choisissez aujourd’hui ou un jour à venir."
        )
    return ""
