"""What residents read: put before them by a reader, and taken back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record as journal
from beffroi.register.domain.sheet import not_publishable
from beffroi.register.models import ChangeKind, Record

from .rights import require_reader
from .sheets import content, entry_of
from .write import ChangedMeanwhile, Refused, keep, last_number, row_of, state_of


@transaction.atomic
def publish(slug: str, *, user: Any, seen: int) -> Record:
    """What residents read from now on: the record as it is. Raises Refused, ChangedMeanwhile, PermissionDenied."""
    require_reader(user)
    row = row_of(slug)
    if last_number(row) != seen:
        raise ChangedMeanwhile
    entry = entry_of(slug)
    if entry is None or row.removed:
        raise Refused("Cette fiche n’est plus dans le registre.")
    if missing := not_publishable(entry.sheet):
        raise Refused(f"Complétez d’abord : {', '.join(missing)}.")
    row.published, row.published_at, row.published_by = content(entry.sheet), timezone.now(), user
    row.save()
    keep(row, ChangeKind.PUBLISHED, user, state_of(row), state_of(row))
    journal("register_published", actor=user, subject=row.subject, gaps=entry.sheet.missing)
    return row


@transaction.atomic
def withdraw(slug: str, *, user: Any) -> Record:
    """Residents no longer read the record. Raises Refused, PermissionDenied."""
    require_reader(user)
    row = row_of(slug)
    if row.published is None:
        raise Refused("Cette fiche n’est pas publiée.")
    row.published = row.published_at = row.published_by = None
    row.save()
    keep(row, ChangeKind.WITHDRAWN, user, state_of(row), state_of(row))
    journal("register_withdrawn", actor=user, subject=row.subject)
    return row
