"""The roster is given, or given again: who was already there stays the same person, with all that was entered."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Member
from beffroi.minutes.models import Meeting, Participant

from .adopted import require_not_adopted

PERSON_FIELDS = ("member", "deputy_of", "born", "in_office_from", "in_office_until")
"""What a list in lines does not say of a person."""


@transaction.atomic
def set_roster(meeting: Meeting, members: Sequence[Member]) -> None:
    """The people of a meeting, in order. One whom the list already held, by name, keeps its place in what was entered
    and what the new list does not say of it (aliases, seat, birth, dates of office). Raises Adopted."""
    require_not_adopted(meeting)
    known = list(meeting.participants.all())
    kept = _same_people(known, members)
    gone = [row.pk for row in known if row not in kept]
    meeting.participants.filter(pk__in=gone).delete()
    for position, (member, row) in enumerate(zip(members, kept, strict=True)):
        row = row or Participant(meeting=meeting)
        row.position = position
        row.last_name, row.first_name = member.last_name[:80], member.first_name[:80]
        row.role, row.group = member.role[:120], member.group[:80]
        row.aliases = list(member.aliases) or row.aliases
        row.save()


def _same_people(known: list[Participant], members: Sequence[Member]) -> list[Participant | None]:
    """For each member of the new list, the row that is the same person: the same name, and among homonyms the same
    function first."""
    left = list(known)
    found: list[Participant | None] = [None] * len(members)
    for exact in (True, False):
        for rank, member in enumerate(members):
            if found[rank] is None:
                same = (row for row in left if _name(row) == _name(member) and (not exact or row.role == member.role))
                found[rank] = next(same, None)
                if (row := found[rank]) is not None:
                    left.remove(row)
    return found


def _name(person: Participant | Member) -> str:
    return fold(f"{person.first_name} {person.last_name}").strip()
