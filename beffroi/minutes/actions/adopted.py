"""What the council adopted is fixed: once its procès-verbal is "arrêté", nothing that it rests on changes."""

from __future__ import annotations

from beffroi.minutes.models import Meeting, PvStep, PvStepDone

FIXED = (
    "Le conseil a arrêté ce procès-verbal : son texte et la séance ne changent plus. Rien n’a été modifié. Une erreur "
    "se corrige par une rectification, demandée à une séance suivante."
)


class Adopted(Exception):
    """A change was asked for what the council adopted; the message says so in French. ``meeting``: which one."""

    retry = False

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(FIXED)
        self.meeting = meeting


def is_adopted(meeting: Meeting) -> bool:
    return bool(
        meeting.is_council and PvStepDone.objects.filter(sitting__meeting=meeting, step=PvStep.ADOPTED).exists()
    )


def require_not_adopted(meeting: Meeting) -> None:
    """Raises Adopted (the database holds the same rule for the text and the events)."""
    if is_adopted(meeting):
        raise Adopted(meeting)
