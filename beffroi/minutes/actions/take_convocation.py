"""The convocation that the commune already wrote gives the sitting its agenda, its day and its place: kept once a
person confirms what was read, and given back as it was where she takes it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from beffroi.audit.journal import record
from beffroi.minutes.domain.types import Item
from beffroi.minutes.models import AgendaItem, Minutes, Sitting
from beffroi.work.jobs import WorkError

from .adopted import require_not_adopted
from .convene import record_sending
from .deliberations import ITEM_FIELDS
from .rights import is_member
from .set_agenda import set_agenda
from .sitting import refresh_flags

FIELDS = ("reference", *ITEM_FIELDS)
"""What an item is, besides its number and its title."""


@transaction.atomic
def take_convocation(
    sitting: Sitting,
    items: Sequence[Item],
    *,
    user: Any,
    starts_at: datetime | None = None,
    place: str = "",
    sent_on: date | None = None,
) -> dict[str, Any]:
    """Write what was read and confirmed; what is empty changes nothing. Returns what there was, for ``put_back``.

    Raises PermissionDenied, Adopted, ItemInUse, WorkError once the text is written or for a day of sending to come."""
    _require_open(sitting, user)
    before = _as_it_stands(sitting)
    meeting = sitting.meeting
    if items:
        set_agenda(meeting, items)
    meeting.starts_at = starts_at or meeting.starts_at
    meeting.place = (place or meeting.place)[:200]
    meeting.save(update_fields=["starts_at", "place"])
    if sent_on is not None:
        record_sending(sitting, user=user, on=sent_on)
    refresh_flags(sitting)
    record("convocation_read", actor=user, subject=sitting.subject, items=len(items))
    return before


@transaction.atomic
def put_back(sitting: Sitting, before: Mapping[str, Any], *, user: Any) -> None:
    """Undo ``take_convocation``. An item that was used since stays: ItemInUse. Raises as it does."""
    _require_open(sitting, user)
    meeting = sitting.meeting
    set_agenda(meeting, [Item(rank, row["title"], row["presenter"]) for rank, row in enumerate(before["items"], 1)])
    for item, row in zip(meeting.items.all(), before["items"], strict=True):
        for name in FIELDS:
            setattr(item, name, row[name])
        item.save()
    meeting.starts_at = datetime.fromisoformat(before["starts_at"]) if before["starts_at"] else None
    meeting.place = before["place"]
    meeting.save(update_fields=["starts_at", "place"])
    sitting.convened_on = date.fromisoformat(before["convened_on"]) if before["convened_on"] else None
    sitting.save(update_fields=["convened_on"])
    refresh_flags(sitting)
    record("convocation_put_back", actor=user, subject=sitting.subject)


def _require_open(sitting: Sitting, user: Any) -> None:
    if not is_member(user, sitting.commune):
        raise PermissionDenied("Votre compte ne permet pas de modifier cette séance.")
    require_not_adopted(sitting.meeting)
    if Minutes.objects.filter(meeting=sitting.meeting).exists():
        raise WorkError("Le texte est déjà écrit : l’ordre du jour ne change plus. Rien n’a été modifié.")


def _as_it_stands(sitting: Sitting) -> dict[str, Any]:
    """Plain values, that a session can keep."""
    meeting = sitting.meeting
    return {
        "items": [_of(item) for item in meeting.items.all()],
        "starts_at": meeting.starts_at.isoformat() if meeting.starts_at else "",
        "place": meeting.place,
        "convened_on": sitting.convened_on.isoformat() if sitting.convened_on else "",
    }


def _of(item: AgendaItem) -> dict[str, Any]:
    return {"title": item.title} | {name: getattr(item, name) for name in FIELDS}
