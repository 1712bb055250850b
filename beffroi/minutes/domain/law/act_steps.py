"""The life of a deliberation: prepared, voted, validated, signed, transmitted, published, enforceable.

CGCT L2121-23: signed by the mayor and the secretaries; its signature does not make it enforceable (answer to question
02858, JO Sénat 2 February 2023, as reported by atd31.fr). L2131-1, I: enforceable once published or notified and, where
L2131-2 asks for it, transmitted, in whichever order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beffroi.minutes.domain.typography import typographic


class ActState(StrEnum):
    PREPARED = "prepared"
    VOTED = "voted"
    REFUSED = "refused"
    VALIDATED = "validated"
    SIGNED = "signed"
    TRANSMITTED = "transmitted"
    PUBLISHED = "published"
    ENFORCEABLE = "enforceable"

    @property
    def label(self) -> str:
        return _ACT_LABELS[self]


_ACT_LABELS = {
    ActState.PREPARED: "Préparée",
    ActState.VOTED: "Votée",
    ActState.REFUSED: "Rejetée",
    ActState.VALIDATED: "Validée",
    ActState.SIGNED: "Signée",
    ActState.TRANSMITTED: "Transmise",
    ActState.PUBLISHED: "Publiée",
    ActState.ENFORCEABLE: "Exécutoire",
}


@dataclass(frozen=True, slots=True)
class ActFacts:
    """The life of one deliberation. ``must_be_transmitted`` is false only for those that L2131-2 exempts;
    ``received_on`` is the date of the prefecture's receipt, ``transmitted_on`` that of the sending."""

    number: str
    title: str = ""
    voted_on: date | None = None
    adopted: bool | None = None
    validated_on: date | None = None
    signed_on: date | None = None
    must_be_transmitted: bool = True
    transmitted_on: date | None = None
    received_on: date | None = None
    published_on: date | None = None
    notified_on: date | None = None

    @property
    def known_on(self) -> date | None:
        """When it was brought to the knowledge of those concerned: published, or notified if individual."""
        return self.notified_on or self.published_on

    @property
    def sent_to_prefect_on(self) -> date | None:
        return self.received_on or self.transmitted_on


def enforceable_on(act: ActFacts) -> date | None:
    """The day when the deliberation became enforceable (L2131-1, I): the later of its publication or notification and,
    where it must be transmitted, its transmission. None while one is lacking, or for what was not adopted."""
    if act.adopted is not True or act.known_on is None:
        return None
    if not act.must_be_transmitted:
        return act.known_on
    return max(act.known_on, act.sent_to_prefect_on) if act.sent_to_prefect_on else None


def act_state(act: ActFacts) -> ActState:
    """How far the deliberation has gone."""
    if act.voted_on is None or act.adopted is None:
        return ActState.PREPARED
    if not act.adopted:
        return ActState.REFUSED
    if enforceable_on(act):
        return ActState.ENFORCEABLE
    reached = (
        (act.known_on, ActState.PUBLISHED),
        (act.sent_to_prefect_on, ActState.TRANSMITTED),
        (act.signed_on, ActState.SIGNED),
        (act.validated_on, ActState.VALIDATED),
    )
    return next((state for day, state in reached if day), ActState.VOTED)


def act_disorder(act: ActFacts) -> list[str]:
    """Dates of a deliberation that cannot follow one another, each said in French with both dates."""
    steps = (
        ("votée", act.voted_on),
        ("signée", act.signed_on),
        ("transmise", act.transmitted_on),
        ("reçue en préfecture", act.received_on),
    )
    known = [(label, day) for label, day in steps if day]
    wrong = [(a, b) for a, b in zip(known, known[1:], strict=False) if b[1] < a[1]]
    if act.voted_on and act.known_on and act.known_on < act.voted_on:
        wrong.append((("votée", act.voted_on), ("publiée", act.known_on)))
    return [
        typographic(f"{act.number} : {b[0]} le {b[1]:%d/%m/%Y}, avant d'être {a[0]} le {a[1]:%d/%m/%Y}.")
        for a, b in wrong
    ]
