"""What happened in the sitting, entered in its place: the opening first, each item in the order of the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from beffroi.audit.journal import record
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.models import AgendaItem, Sitting, SittingEvent

from .adopted import require_not_adopted
from .deliberations import AlreadyValidated
from .rights import is_member
from .set_agenda import new_item
from .sitting import enter, refresh_flags, sitting_of, withdraw

OPENING = (e.Opened.kind, e.ChairTaken.kind, e.RollCall.kind, e.ProxyGiven.kind, e.SecretaryNamed.kind)


def opening_events(sitting: Sitting) -> list[SittingEvent]:
    """What stands of the opening: the events of those kinds that belong to no item and come before the first one."""
    first = sitting.events.filter(withdrawn_at=None, item_number__isnull=False).order_by("position").first()
    found = sitting.events.filter(withdrawn_at=None, item_number=None, kind__in=OPENING)
    return list(found.filter(position__lt=first.position) if first else found)


@transaction.atomic
def enter_opening(
    sitting: Sitting, events: Iterable[e.Event], *, at: datetime | None, in_office: int, user: Any
) -> None:
    """The opening as the clerk has it now, in the place of what stood; what stood stays readable, withdrawn.

    Raises PermissionDenied."""
    for old in opening_events(sitting):
        withdraw(old, user=user, refresh=False)
    sitting.in_office = in_office
    sitting.save(update_fields=["in_office"])
    standing = sitting.events.filter(withdrawn_at=None).order_by("position").first()
    # Before everything that stands: room is made below the first event.
    place = (standing.position if standing else 1.0) - 1.0
    rows = [
        enter(sitting, event, user=user, at=at if isinstance(event, e.Opened) else None, refresh=False)
        for event in events
    ]
    for rank, row in enumerate(rows, start=1):
        row.position = place + rank / (len(rows) + 1)
        row.save(update_fields=["position"])
    refresh_flags(sitting)


@transaction.atomic
def enter_in_item(
    sitting: Sitting, events: Iterable[e.Event], *, item: int | None, at: datetime | None, user: Any
) -> list[SittingEvent]:
    """Events of an item (or of the sitting itself), after those already there. An item that nobody opened is opened
    first: voting on it shows that it was put into discussion."""
    events = list(events)
    made = []
    after = _last_before(sitting, item)
    if item is not None and not _is_open(sitting, item) and _opens(events):
        after = enter(sitting, e.ItemOpened(), user=user, at=None, item=item, after=after, refresh=False)
        made.append(after)
    for event in events:
        after = enter(sitting, event, user=user, at=at, item=item, after=after, refresh=False)
        made.append(after)
    refresh_flags(sitting)
    return made


def _opens(events: list[e.Event]) -> bool:
    return not any(isinstance(each, e.ItemOpened | e.ItemAdded | e.ItemWithdrawn | e.ItemPostponed) for each in events)


def _is_open(sitting: Sitting, item: int) -> bool:
    return bool(sitting.events.filter(withdrawn_at=None, item_number=item, kind=e.ItemOpened.kind).exists())


def _last_before(sitting: Sitting, item: int | None) -> SittingEvent | None:
    """The event after which an event of that item comes: the last one of the item, or of an item before it. None: at
    the end of everything (what belongs to no item, and the first event of all)."""
    if item is None:
        return None
    standing = sitting.events.filter(withdrawn_at=None)
    own = standing.filter(item_number=item).order_by("position").last()
    if own is not None:
        found: SittingEvent = own
        return found
    before = standing.filter(item_number__lt=item).order_by("position").last()
    if before is not None:
        return SittingEvent.objects.get(pk=before.pk)
    opening = opening_events(sitting)
    return opening[-1] if opening else None


@transaction.atomic
def declare_account(item: AgendaItem, account: bool, *, user: Any) -> None:
    """Say that an item is the vote on the accounts (L2121-14), as its title proposes, or that it is not: the other
    answer undoes it. Raises PermissionDenied, Adopted, AlreadyValidated."""
    sitting = sitting_of(item.meeting)
    if not is_member(user, item.commune):
        raise PermissionDenied("Votre compte ne permet pas de modifier cette séance.")
    require_not_adopted(item.meeting)
    if (act := getattr(item, "deliberation", None)) and act.is_validated:
        raise AlreadyValidated("La délibération de ce point est validée : rouvrez-la pour changer la nature du vote.")
    item.financial_account = account
    item.save(update_fields=["financial_account"])
    record("item_account_declared", actor=user, subject=sitting.subject, item=item.number, account=account)
    refresh_flags(sitting)


@transaction.atomic
def add_item(sitting: Sitting, title: str, *, kind: str, user: Any) -> AgendaItem:
    """A point added at the opening or in the sitting: it takes the next number, and the ledger says that it was
    added. Raises Adopted."""
    require_not_adopted(sitting.meeting)
    last = sitting.meeting.items.order_by("-number").first()
    item = new_item(sitting.meeting, title[:400])
    item.number, item.title, item.kind = last.number + 1 if last else 1, title[:400], kind
    item.save()
    enter_in_item(sitting, [e.ItemAdded(title[:400])], item=item.number, at=None, user=user)
    return item
