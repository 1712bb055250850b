"""Agenda and roster, from the commune's files to the values that the rules speak of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from beffroi.documents.readers.agenda import read_agenda
from beffroi.documents.readers.roster import read_roster
from beffroi.minutes.domain.types import Item, MeetingKind, Member

COUNCIL_WORDS = ("conseil municipal", "conseil communautaire", "délibération", "procès-verbal", "conseil syndical")
COUNCIL_ROLES = ("maire", "adjoint", "conseiller municipal", "conseillère municipale", "conseiller communautaire")


def read_agenda_file(content: bytes, name: str) -> list[Item]:
    """Items in order, numbered from 1. Raises DocumentError (French)."""
    return [Item(rank, line.title, line.presenter) for rank, line in enumerate(read_agenda(content, name), start=1)]


def read_roster_file(content: bytes, name: str) -> list[Member]:
    """People of the roster. Raises DocumentError (French) naming the wrong column or line."""
    return [
        Member(line.last_name, line.first_name, line.role, line.group, tuple(line.aliases))
        for line in read_roster(content, name)
    ]


def guess_kind(agenda: Path | None, members: Sequence[Member]) -> MeetingKind:
    """A council when its papers say so; else a team meeting, which carries no legal word."""
    said = agenda.read_bytes().decode("utf-8", "ignore").lower() if agenda else ""
    if any(words in said for words in COUNCIL_WORDS):
        return MeetingKind.COUNCIL
    if any(member.role.lower().startswith(COUNCIL_ROLES) for member in members):
        return MeetingKind.COUNCIL
    return MeetingKind.TEAM
