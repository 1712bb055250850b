"""A meeting is announced: its kind, its agenda, the people of its roster."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.minutes.domain.types import Item, Member
from beffroi.minutes.models import AgendaItem, Meeting, Participant


@transaction.atomic
def create_meeting(
    *,
    user: Any,
    kind: str,
    template: str,
    title: str,
    starts_at: datetime | None = None,
    place: str = "",
    agenda: Sequence[Item] = (),
    members: Sequence[Member] = (),
    speakers_expected: int | None = None,
) -> Meeting:
    """Create the meeting in the commune in scope. Items are numbered anew, in order, from 1."""
    meeting = Meeting(
        kind=kind,
        template=template,
        title=title[:200],
        starts_at=starts_at,
        place=place[:200],
        speakers_expected=speakers_expected,
        created_by=user,
    )
    meeting.save()
    set_agenda(meeting, agenda)
    set_roster(meeting, members)
    record("meeting_created", actor=user, subject=meeting.subject, kind=kind)
    return meeting


@transaction.atomic
def set_agenda(meeting: Meeting, agenda: Sequence[Item]) -> None:
    meeting.items.all().delete()
    for number, item in enumerate(agenda, start=1):
        AgendaItem(meeting=meeting, number=number, title=item.title[:400], presenter=item.presenter[:160]).save()


@transaction.atomic
def set_roster(meeting: Meeting, members: Sequence[Member]) -> None:
    meeting.participants.all().delete()
    for position, member in enumerate(members):
        Participant(
            meeting=meeting,
            position=position,
            last_name=member.last_name[:80],
            first_name=member.first_name[:80],
            role=member.role[:120],
            group=member.group[:80],
            aliases=list(member.aliases),
        ).save()
