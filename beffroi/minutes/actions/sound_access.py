"""Who may open the original recording of a sitting in which something is masked."""

from __future__ import annotations

from typing import Any

from beffroi.audit.journal import record
from beffroi.minutes.models import Meeting, RedactionReason, RedactionState, SoundAccess
from beffroi.town.models import membership_of

from .public_mask import unseen_closed_stretches
from .secrecy_rights import Refused, require_reader


def give_access(meeting: Meeting, *, to: Any, user: Any) -> None:
    """``to`` may open the original recording. Raises PermissionDenied, Refused (somebody of another commune)."""
    require_reader(user, meeting)
    if membership_of(to, meeting.commune) is None:
        raise Refused("Cette personne ne travaille pas pour la commune.")
    _, new = SoundAccess.objects.get_or_create(meeting=meeting, user=to, defaults={"by": user})
    if new:
        record("sound_access_given", actor=user, subject=meeting.subject, to=to.username)


def withdraw_access(access: SoundAccess, *, user: Any) -> None:
    require_reader(user, access.meeting)
    record("sound_access_withdrawn", actor=user, subject=access.meeting.subject, to=access.user.username)
    access.delete()


def is_restricted(meeting: Meeting) -> bool:
    """Whether the original opens to named people only: something is masked, or the doors were closed."""
    masked = meeting.redactions.filter(state=RedactionState.ACCEPTED).exists()
    doors = meeting.redactions.filter(reason=RedactionReason.CLOSED_DOORS, state=RedactionState.CANDIDATE).exists()
    return masked or doors or bool(unseen_closed_stretches(meeting))


def may_hear(user: Any, meeting: Meeting) -> bool:
    """Whether this person of the commune may open the original."""
    return not is_restricted(meeting) or meeting.sound_access.filter(user=user).exists()
