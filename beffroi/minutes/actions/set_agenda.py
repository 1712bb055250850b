"""The agenda is given, or corrected: an item that stays keeps its votes and its deliberation, whatever its new rank."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from django.db import transaction
from django.db.models import F

from beffroi.minutes.domain.item_kind import is_financial_account, usual_kind
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Item
from beffroi.minutes.models import AgendaItem, Deliberation, Meeting, SittingEvent
from beffroi.work.jobs import WorkError

from .adopted import require_not_adopted

ALIKE = 0.6
"""Below, two titles are two items: votes never pass from one to the other by their rank alone."""
ASIDE = 100_000


class ItemInUse(WorkError):
    """An item would disappear with what was entered of it; the message names it, in French."""

    retry = False


@transaction.atomic
def set_agenda(meeting: Meeting, agenda: Sequence[Item]) -> None:
    """Items are numbered anew, in order, from 1. One whose title is the same, or was only corrected, stays the same
    item. Raises ItemInUse for one that would go with its votes or its deliberation, Adopted."""
    require_not_adopted(meeting)
    known = list(meeting.items.all())
    kept = _same_items(known, agenda)
    gone = [row for row in known if row not in kept]
    _require_unused(meeting, gone)
    meeting.items.filter(pk__in=[row.pk for row in gone]).delete()
    _renumber(meeting, {row.number: rank for rank, row in enumerate(kept, start=1) if row is not None})
    for number, (item, row) in enumerate(zip(agenda, kept, strict=True), start=1):
        if row is None or (is_financial_account(item.title) and not is_financial_account(row.title)):
            row = row or new_item(meeting, item.title)
            row.financial_account = is_financial_account(item.title)
        row.number, row.title, row.presenter = number, item.title[:400], item.presenter[:160]
        row.save()


def new_item(meeting: Meeting, title: str) -> AgendaItem:
    """An item with what its title proposes of its law: its nature, and whether it is the vote on the accounts."""
    return AgendaItem(meeting=meeting, kind=usual_kind(title), financial_account=is_financial_account(title))


def _same_items(known: list[AgendaItem], agenda: Sequence[Item]) -> list[AgendaItem | None]:
    left = list(known)
    found: list[AgendaItem | None] = [None] * len(agenda)
    for least in (1.0, ALIKE):
        for rank, item in enumerate(agenda):
            if found[rank] is None and left:
                best = max(left, key=lambda row: _likeness(row.title, item.title))
                if _likeness(best.title, item.title) >= least:
                    found[rank] = best
                    left.remove(best)
    return found


def _likeness(one: str, other: str) -> float:
    one, other = fold(one[:400]).strip(), fold(other[:400]).strip()
    return 1.0 if one == other else min(SequenceMatcher(None, one, other).ratio(), 0.99)


def _require_unused(meeting: Meeting, gone: list[AgendaItem]) -> None:
    events = SittingEvent.objects.filter(sitting__meeting=meeting, item_number__in=[row.number for row in gone])
    # Withdrawn ones as well: put back, they would come to the item that took the number.
    voted = set(events.values_list("item_number", flat=True))
    written = set(Deliberation.objects.filter(item__in=gone).values_list("item_id", flat=True))
    for row in gone:
        if row.number in voted or row.pk in written:
            what = "ce qui y est saisi dans le déroulé" if row.number in voted else "sa délibération rédigée"
            raise ItemInUse(
                f"Le point {row.number}, « {row.title[:120]} », ne peut pas quitter l’ordre du jour avec {what}. Rien "
                "n’a été modifié : laissez-le à l’ordre du jour, ou dites dans le déroulé qu’il est retiré."
            )


def _renumber(meeting: Meeting, moved: dict[int, int]) -> None:
    """What was entered follows its item. By way of numbers that nothing bears, so that two items change places."""
    moved = {old: new for old, new in moved.items() if old != new}
    events = SittingEvent.objects.filter(sitting__meeting=meeting)
    meeting.items.update(number=F("number") + ASIDE)
    if not moved:
        return
    events.filter(item_number__in=moved).update(item_number=F("item_number") + ASIDE)
    for old, new in moved.items():
        events.filter(item_number=old + ASIDE).update(item_number=new)
