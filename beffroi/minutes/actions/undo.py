"""One's last edit is taken back, unless somebody changed the same thing since."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from beffroi.audit.journal import record
from beffroi.minutes.models import Change, Minutes, Sentence

from .adopted import require_not_adopted
from .rights import require_member
from .tracking import FIELDS, Conflict, values
from .verify_minutes import reverify


def last_change(minutes: Minutes, user: Any) -> Change | None:
    """The edit that ``undo`` would take back: this person's own last one."""
    return minutes.changes.filter(by=user, undone=False).exclude(what="redraft").last()


@transaction.atomic
def undo(minutes: Minutes, *, user: Any) -> Change | None:
    """Give back what the person's last edit changed; None when there is nothing to undo. Raises Conflict, Adopted."""
    require_member(user, minutes)
    require_not_adopted(minutes.meeting)
    Minutes.objects.select_for_update().get(pk=minutes.pk)
    change = last_change(minutes, user)
    if change is None:
        return None
    rows = [(name, _row(name)) for name in change.after]
    for name, row in rows:
        if row is None or not _is_as_left(name, values(row), change.after[name]):
            raise Conflict("Cette modification ne peut plus être annulée : le texte a changé depuis.", row)
    for name, row in rows:
        _give_back(row, change.before[name])
    change.undone = True
    change.save(update_fields=["undone"])
    record("minutes_edit_undone", actor=user, subject=minutes.meeting.subject, rows=len(rows))
    reverify(minutes)
    return change


def _row(name: str) -> Any:
    kind, _, pk = name.partition(":")
    return FIELDS[kind][0]._default_manager.filter(pk=pk).first()


def _is_as_left(name: str, now: dict[str, Any], left: dict[str, Any]) -> bool:
    """Whether nobody touched it since. Verification may close or open a point by itself: that is not a person."""
    if name.startswith("flag:"):
        return now["cleared_by_id"] == left["cleared_by_id"]
    if name.startswith("sentence:"):
        return now["text"] == left["text"]
    return now == left


def _give_back(row: Any, before: dict[str, Any]) -> None:
    for field, value in before.items():
        if field.endswith("_at") and isinstance(value, str):
            value = parse_datetime(value)
        setattr(row, field, value)
    if isinstance(row, Sentence):
        row.version += 1
    row.save()
