"""A meeting is announced: its kind, its agenda, the people of its roster."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.minutes.domain.types import Item, Member
from beffroi.minutes.models import Meeting

from .set_agenda import set_agenda
from .set_roster import set_roster

__all__ = ["create_meeting", "set_agenda", "set_roster"]


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
