"""The list of deliberations examined (CGCT L2121-25): displayed at the mairie and put online within a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.roll import SittingHead


class Examined(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    ACKNOWLEDGED = "acknowledged"
    NAMED = "named"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ListLine:
    """``vote``: the figures in a few words ("21 pour, 4 abstentions"), empty where the body does not give them:
    L2121-25 asks for the list alone. ``closed_doors`` items stay in the list."""

    number: str
    subject: str
    result: Examined
    vote: str = ""


@dataclass(frozen=True, slots=True)
class DeliberationList:
    """``displayed_on`` and ``online_on`` are None until done. ``provisional``: the ledger is not validated yet."""

    head: SittingHead
    lines: tuple[ListLine, ...]
    signatory: Person | None = None
    displayed_on: date | None = None
    displayed_at: str = ""
    online_on: date | None = None
    provisional: bool = False
