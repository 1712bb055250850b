"""What a council's sitting awaits, for the page of the day: one line a thing to do, with its date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from beffroi.minutes.actions.calendar import deadlines_of
from beffroi.minutes.actions.pv_state import state_of
from beffroi.minutes.actions.sitting import open_contradictions, sitting_of
from beffroi.minutes.domain.law.calendar import Deadline, Status
from beffroi.minutes.domain.law.steps import PvState
from beffroi.minutes.models import Comment, Meeting, Sitting


@dataclass(frozen=True, slots=True)
class Awaited:
    """Why, what to do, where; ``due``: the last day, where there is one."""

    why: str
    action: str
    url: str
    due: date | None = None
    tone: str = ""
    main: bool = True


def awaited(meeting: Meeting, reader: bool) -> Iterator[Awaited]:
    """In the order in which it comes; what only a reader may do is shown to readers."""
    sitting = sitting_of(meeting)
    dates = {each.key: each for each in deadlines_of(sitting)}
    page = meeting.get_absolute_url()
    if sitting.convened_on is None and _to_come(meeting):
        yield _dated(
            dates.get("convocation"), "La convocation n’est pas partie.", "Convoquer", _at("convocation", meeting)
        )
    if left := len(open_contradictions(sitting)):
        several = "s" if left > 1 else ""
        url = f"{_at('proceedings', meeting)}#contradictions"
        yield Awaited(f"{left} contradiction{several} dans la séance.", "Lever", url, tone="block")
    if _held(sitting):
        yield from _after(meeting, sitting, dates, page, reader)
    elif not _to_come(meeting) and not hasattr(meeting, "recording"):
        yield Awaited("Rien n’est encore saisi de cette séance.", "Saisir ou déposer", page)


def _to_come(meeting: Meeting) -> bool:
    return meeting.starts_at is not None and meeting.starts_at > timezone.now()


def _held(sitting: Sitting) -> bool:
    return bool(sitting.events.filter(withdrawn_at=None, item_number__isnull=False).exists())


def _at(name: str, meeting: Meeting) -> str:
    return reverse(f"minutes:{name}", args=[meeting.pk])


def _dated(deadline: Deadline | None, why: str, action: str, url: str) -> Awaited:
    late = deadline is not None and deadline.status is Status.LATE
    return Awaited(why, action, url, deadline.due if deadline else None, "block" if late else "")


def _after(
    meeting: Meeting, sitting: Sitting, dates: dict[str, Deadline], page: str, reader: bool
) -> Iterator[Awaited]:
    listed = [dates[key] for key in ("list_online", "list_display") if key in dates]
    if reader and listed and not any(each.done_on for each in listed):
        yield _dated(listed[0], "La liste des délibérations n’est pas publiée.", "Publier", f"{page}#etape-acts")
    state = state_of(sitting)
    remarks = Comment.objects.filter(invitation__sitting=sitting, answer="").count()
    if remarks and state in {PvState.DRAFT, PvState.PROOFREAD}:
        several = "s" if remarks > 1 else ""
        url = f"{_at('pv', meeting)}#remarques"
        yield Awaited(f"{remarks} remarque{several} sur le procès-verbal.", "Répondre", url, tone="check")
    told: dict[Any, tuple[str, str, str]] = {
        PvState.PROOFREAD: ("pv_adoption", "Le procès-verbal attend d’être arrêté.", "Enregistrer l’adoption"),
        PvState.ADOPTED: ("pv_signature", "Le procès-verbal arrêté attend ses signatures.", "Déposer le fichier signé"),
        PvState.SIGNED: ("pv_publication", "Le procès-verbal signé n’est pas publié.", "Publier"),
    }
    if reader and state in told:
        key, why, action = told[state]
        yield _dated(dates.get(key), why, action, f"{_at('pv', meeting)}#etats")
