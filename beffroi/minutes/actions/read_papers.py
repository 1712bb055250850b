"""Agenda, convocation and roster, from the commune's files to the values that the rules speak of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from beffroi.charter import gateway
from beffroi.documents.readers.agenda import agenda_of
from beffroi.documents.readers.agenda_convocation import Convocation, read_convocation
from beffroi.documents.readers.pdf import Ocr
from beffroi.documents.readers.roster import read_roster
from beffroi.minutes.ai_uses import READ_PAPERS
from beffroi.minutes.domain.types import Item, MeetingKind, Member

COUNCIL_WORDS = (
    "conseil municipal",
    "conseil communautaire",
    "conseil syndical",
    "comité syndical",
    "délibération",
    "procès-verbal",
)
COUNCIL_ROLES = ("maire", "adjoint", "conseiller municipal", "conseillère municipale", "conseiller communautaire")


def page_reader(actor: Any = None, subject: str = "") -> Ocr | None:
    """What reads scanned pages on behalf of ``actor``, through the charter; None where this machine cannot."""
    if gateway.ocr_problem():
        return None
    return lambda image: gateway.ocr(READ_PAPERS, image, actor=actor, subject=subject)


def read_convocation_file(content: bytes, name: str, *, actor: Any = None) -> Convocation:
    """A convocation or an agenda, scanned pages included. Raises DocumentError (French)."""
    return read_convocation(content, name, ocr=page_reader(actor))


def agenda_items(convocation: Convocation, name: str) -> list[Item]:
    """Items in order, numbered from 1. Raises DocumentError (French) when there is none."""
    return [Item(line.number, line.title, line.presenter) for line in agenda_of(convocation, name)]


def read_agenda_file(content: bytes, name: str, *, actor: Any = None) -> list[Item]:
    """Items in order, numbered from 1. Raises DocumentError (French)."""
    return agenda_items(read_convocation_file(content, name, actor=actor), name)


def read_roster_file(content: bytes, name: str) -> list[Member]:
    """People of the roster. Raises DocumentError (French) naming the wrong column or line."""
    return [
        Member(line.last_name, line.first_name, line.role, line.group, tuple(line.aliases))
        for line in read_roster(content, name)
    ]


def sitting_time(convocation: Convocation | None) -> datetime | None:
    """When the sitting begins, as its convocation says; midnight where the hour is not said."""
    if convocation is None or convocation.day is None:
        return None
    hour = convocation.hour.value if convocation.hour else time()
    return timezone.make_aware(datetime.combine(convocation.day.value, hour))


def guess_kind(convocation: Convocation | None, members: Sequence[Member]) -> MeetingKind:
    """A council when its papers say so; else a team meeting, which carries no legal word."""
    said = "\n".join(convocation.lines).lower() if convocation else ""
    if any(words in said for words in COUNCIL_WORDS):
        return MeetingKind.COUNCIL
    if any(member.role.lower().startswith(COUNCIL_ROLES) for member in members):
        return MeetingKind.COUNCIL
    return MeetingKind.TEAM
