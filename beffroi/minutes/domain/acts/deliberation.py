"""A deliberation and its extract from the register.

Sources: CGCT L2121-21 and L2121-23 (entered by date, signed by the mayor and the secretaries), R2121-9 (order number
in the sitting), L2131-1 (the mayor certifies that the act is enforceable), CJA R421-1 (two months to appeal) and R421-5
(the delay runs only if the notice says so). Real extracts of communes were read for their usual order: visas,
considérants, dispositif; model "Modèles d'actes", mairiexpert.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from beffroi.minutes.domain.acts.ballots import Ballot, Recusal
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.roll import Roll, SittingHead


@dataclass(frozen=True, slots=True)
class Enforceability:
    """Dates that make the act enforceable, each None until known. ``receipt``: number of the prefecture's receipt."""

    received_on: date | None = None
    published_on: date | None = None
    notified_on: date | None = None
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Deliberation:
    """``number`` as the body writes it ("2025-12-03"); ``order``: its place in the sitting, from 1. ``visas``,
    ``recitals`` and ``articles`` are the clerk's texts, with or without their "Vu", "Considérant", "Article 1er":
    the wording adds what is missing once. ``debate``: paragraphs that sum up the discussion. ``reports``: reports
    in view of which it was adopted. ``roll``: who is there when the vote is taken. ``draft``: prepared before the
    sitting or not yet validated: marked so on each page, no mention of enforceability. ``signatory`` None: the
    head's chair."""

    head: SittingHead
    roll: Roll
    number: str
    subject: str
    ballot: Ballot | None
    articles: tuple[str, ...]
    order: int = 0
    matter: str = ""
    rapporteur: Person | None = None
    reports: tuple[str, ...] = ()
    visas: tuple[str, ...] = ()
    recitals: tuple[str, ...] = ()
    debate: tuple[str, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    annexes: tuple[str, ...] = ()
    enforceability: Enforceability | None = None
    signatory: Person | None = None
    quorum_needed: int | None = None
    draft: bool = False
