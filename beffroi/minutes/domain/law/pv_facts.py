"""What a procès-verbal says, however it was read: entered by hand, drawn from a sitting, or read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from beffroi.minutes.domain.law.regimes import Regime
from beffroi.minutes.domain.sitting.events import BallotKind


class Outcome(StrEnum):
    """What became of an item: only the first two are deliberations."""

    ADOPTED = "adopted"
    REFUSED = "refused"
    NO_BALLOT = "no_ballot"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Represented:
    """A member who gave a written pouvoir, and its holder."""

    member: str
    holder: str


@dataclass(frozen=True, slots=True)
class Quorum:
    """Members in office, how many must be there, how many were when the sitting opened; None where not said."""

    in_office: int | None = None
    required: int | None = None
    present: int | None = None
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class PvBallot:
    """``result``: the sentence of the procès-verbal, "" if none. ``voters``: (name, sense) pairs."""

    item: str
    kind: BallotKind = BallotKind.ORDINARY
    result: str = ""
    voters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PvItem:
    """``number``: as in the agenda. ``reports``: on which the deliberation rests; ``no_report``: a person said there is
    none. ``tenor``: what was said, or "" ; ``no_discussion``: a person said nobody spoke."""

    number: str
    title: str
    outcome: Outcome = Outcome.NO_BALLOT
    reports: tuple[str, ...] = ()
    no_report: bool = False
    tenor: str = ""
    no_discussion: bool = False


@dataclass(frozen=True, slots=True)
class PvFacts:
    """What a procès-verbal says. ``present``: all who took part, ``arrived_later`` those of them who were not there
    when the sitting opened; the president may be left out of both, as many procès-verbaux do. ``nil``: keys marked
    "néant" by a person. ``sources``: for a key, the words it was read from. ``contradictions``: for a key, what other
    checks (the ledger) found."""

    regime: Regime = Regime.GENERAL
    date: date | None = None
    hour: time | None = None
    president: str = ""
    present: tuple[str, ...] = ()
    arrived_later: tuple[str, ...] = ()
    represented: tuple[Represented, ...] = ()
    secretaries: tuple[str, ...] = ()
    quorum: Quorum = Quorum()
    agenda: tuple[str, ...] = ()
    items: tuple[PvItem, ...] = ()
    ballots: tuple[PvBallot, ...] = ()
    particular_requests: tuple[str, ...] = ()
    nil: frozenset[str] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)
    contradictions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
