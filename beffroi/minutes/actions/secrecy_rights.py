"""Who decides what the public does not hear, and until when a decision can be taken back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from beffroi.minutes.models import Meeting, PvStep, PvStepDone

from .rights import is_reader

READER_ONLY = "Seul un relecteur de la commune décide de ce que le public n’entend pas."


class Refused(Exception):
    """The act is not possible; the message is French."""

    retry = False


def require_reader(user: Any, meeting: Meeting) -> None:
    """Raises PermissionDenied unless this person is a reader of the meeting's commune."""
    if not is_reader(user, meeting.commune):
        raise PermissionDenied(READER_ONLY)


def is_published(meeting: Meeting) -> bool:
    return PvStepDone.objects.filter(sitting__meeting=meeting, step=PvStep.PUBLISHED).exists()
