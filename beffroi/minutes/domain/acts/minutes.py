"""The procès-verbal of a sitting, in its five states.

Source: CGCT L2121-15 as amended by ordonnance 2021-1310 (text read in full on jussecourt-minecourt.info): it is written
by the secretaries, adopted at the start of the next sitting, signed by the mayor and the secretaries, and contains the
date and hour, the names of the president, of the members present or represented and of the secretaries, the quorum,
the agenda, the deliberations adopted and the reports they rest on, the requests for a particular ballot, the results
of the ballots (for a public one the names of the voters and the sense of their votes) and the tenor of the discussions.
In an EPCI, the president signs (L5211-1). "Compte rendu" is never its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from beffroi.minutes.domain.acts.ballots import Ballot, BallotRequest, Recusal
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.acts.convocation import AgendaLine
from beffroi.minutes.domain.acts.roll import Move, Quorum, Roll, SittingHead


class MinutesState(StrEnum):
    """Projet, relu, arrêté, signé, publié."""

    DRAFT = "draft"
    READ = "read"
    ADOPTED = "adopted"
    SIGNED = "signed"
    PUBLISHED = "published"


class Detail(StrEnum):
    """How much of the debate an item keeps. The body chooses item by item."""

    VERBATIM = "verbatim"
    POSITIONS = "positions"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Speech:
    """What one person says. ``speaker`` None: told of the sitting as a whole. ``text``: words as said for a verbatim,
    a sentence that names its subject otherwise."""

    text: str
    speaker: Person | None = None
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """An item as it went. ``opened_at``: hour when it was put into discussion; ``quorum``: checked then. ``decision``:
    the dispositif, one paragraph an article. ``incidents``: sentences on what happened (suspension, amendment,
    item added or withdrawn, huis clos), in order, before the ballot. ``moves``:
    arrivals and departures during the item."""

    number: str
    title: str
    ballot: Ballot | None
    detail: Detail = Detail.POSITIONS
    rapporteur: Person | None = None
    reports: tuple[str, ...] = ()
    deliberation: str = ""
    speeches: tuple[Speech, ...] = ()
    incidents: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    requests: tuple[BallotRequest, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    decision: tuple[str, ...] = ()
    opened_at: datetime | None = None
    quorum: Quorum | None = None
    closed_doors: bool = False


@dataclass(frozen=True, slots=True)
class PreviousMinutes:
    """The adoption of the last sitting's procès-verbal. ``corrections``: asked at this sitting, one a sentence."""

    held_on: date
    ballot: Ballot | None
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question asked at the end (L2121-19), and its answer; either may be empty."""

    asked_by: Person | None
    question: str
    answer: str = ""
    answered_by: Person | None = None


@dataclass(frozen=True, slots=True)
class MinutesAct:
    """``corrections``: those asked when THIS procès-verbal was adopted, appended to it. Mentions of L2121-15 that are
    empty (requests for a particular ballot, pouvoirs, questions) are written "néant". Dates are None until the state
    is reached. ``reader``: who proof-read, shown in the state "relu"."""

    head: SittingHead
    roll: Roll
    quorum: Quorum
    agenda: tuple[AgendaLine, ...]
    items: tuple[MinutesItem, ...]
    state: MinutesState = MinutesState.DRAFT
    previous: PreviousMinutes | None = None
    decisions_by_delegation: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    closed_at: datetime | None = None
    corrections: tuple[str, ...] = ()
    reader: Person | None = None
    adopted_on: date | None = None
    signed_on: date | None = None
    published_on: date | None = None
    signatory: Person | None = None
    ai_assisted: bool = False
