"""What a procès-verbal says, each thing with the lines it was read from. Plain values, convenient for a page.

A figure that is not written stays None. What was computed (nobody against a unanimous vote, present members out of
"25 présents ou représentés, 7 procurations") says so.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from beffroi.facts import KnownName
from beffroi.minutes.domain.types import BallotResult


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one line. ``page`` counts from 1 (0: the document has no pages), ``line`` from 1 in its page."""

    page: int
    line: int
    text: str

    @property
    def where(self) -> str:
        """ "page 2, ligne 14", or "ligne 14" where the document has no pages."""
        return f"page {self.page}, ligne {self.line}" if self.page else f"ligne {self.line}"


Quotes = tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the document. ``derived``: computed from others, how is in ``how`` (French)."""

    value: int
    quotes: Quotes = ()
    derived: bool = False
    how: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A name, an hour, a place... as it is written."""

    text: str
    quotes: Quotes = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the lists; ``role`` as written ("Maire"), ``mark`` a call to a note that stands for a pouvoir."""

    name: KnownName
    text: str
    quotes: Quotes = ()
    role: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class WrittenProxy:
    """A pouvoir (CGCT L2121-20). ``holder`` is None where the document does not say who holds it."""

    giver: Person
    holder: Person | None
    quotes: Quotes = ()
    late: bool = False
    """Given on leaving, in the course of the sitting."""


class Move(StrEnum):
    ARRIVAL = "arrival"
    DEPARTURE = "departure"


@dataclass(frozen=True, slots=True)
class Movement:
    """Somebody who comes or goes during the sitting, at ``offset`` in the text."""

    move: Move
    person: Person
    time: datetime.time | None
    offset: int
    quotes: Quotes = ()


@dataclass(frozen=True, slots=True)
class PvItem:
    """An item or a deliberation: ``number`` as written ("2023-08", "3", "IV"), rank in the document from 1."""

    rank: int
    number: str
    title: str
    quotes: Quotes = ()
    deliberation: bool = False


@dataclass(frozen=True, slots=True)
class PvBallot:
    """A vote as it is written. ``derived`` names the figures that follow from the words ("unanimité") rather than
    stand in them; ``candidates`` are the (name, votes) of an election, whose ``votes_for`` is the winner's."""

    item: PvItem | None
    result: BallotResult | None = None
    votes_for: int | None = None
    against: int | None = None
    abstain: int | None = None
    blank: int | None = None
    not_voting: int | None = None
    voters: int | None = None
    cast: int | None = None
    absolute_majority: int | None = None
    unanimous: bool = False
    of_votes_cast: bool = False
    """Unanimity "des suffrages exprimés": abstentions do not break it."""
    majority: bool = False
    secret: bool = False
    said_result: BallotResult | None = None
    uncertain: bool = False
    """The side of the vote is not written ("13 votes")."""
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(side, names) where the document names voters."""
    candidates: tuple[tuple[str, int], ...] = ()
    elected: tuple[str, ...] = ()
    round: int = 0
    derived: tuple[str, ...] = ()
    offset: int = 0
    quotes: Quotes = ()

    @property
    def election(self) -> bool:
        return bool(self.candidates or self.elected)

    @property
    def counted(self) -> int:
        """Votes written down, abstentions, blank and null votes included."""
        if self.candidates:
            return sum(votes for _, votes in self.candidates) + (self.blank or 0)
        said = (self.votes_for, self.against, self.abstain, self.blank)
        return sum(value or 0 for value in said)


class MentionState(StrEnum):
    PRESENT = "present"
    NONE = "none"
    """Written as "néant"."""
    MISSING = "missing"
    CONTRADICTORY = "contradictory"


MENTION_WORDS = {
    MentionState.PRESENT: "présent",
    MentionState.NONE: "néant",
    MentionState.MISSING: "absent",
    MentionState.CONTRADICTORY: "contradictoire",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One of the mentions that CGCT L2121-15 requires, as found; ``label`` and ``note`` are French."""

    key: str
    label: str
    state: MentionState
    note: str = ""
    quotes: Quotes = ()

    @property
    def word(self) -> str:
        return MENTION_WORDS[self.state]


class Severity(StrEnum):
    CONTRADICTION = "contradiction"
    """Two things of the document cannot both be true, or a rule is broken on its face."""
    CHECK = "check"
    """The reading is uncertain or the law leaves room: a person should look."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: ``group`` is a heading of GROUPS, ``article`` the text it rests on ("" : arithmetic)."""

    code: str
    severity: Severity
    group: str
    message: str
    article: str = ""
    quotes: Quotes = ()


GROUPS = {
    "sitting": "La séance",
    "presence": "Les présents",
    "proxies": "Les pouvoirs",
    "quorum": "Le quorum",
    "ballots": "Les votes",
    "mentions": "Les mentions obligatoires",
    "reading": "La lecture",
}


@dataclass(frozen=True, slots=True)
class PvSitting:
    body: str = ""
    place_name: str = ""
    """The commune or the establishment."""
    date: datetime.date | None = None
    date_said: Word | None = None
    opening: Word | None = None
    closing: Word | None = None
    place: Word | None = None
    convocation: Word | None = None
    president: Word | None = None
    secretaries: tuple[Word, ...] = ()
    quorum: Word | None = None
    quorum_reached: bool | None = None
    quorum_figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class PvPresence:
    """Figures that are written (or derived), and the people of each list. ``excused`` and ``absent`` gave no pouvoir;
    ``represented`` did."""

    in_office: Figure | None = None
    present: Figure | None = None
    represented: Figure | None = None
    excused: Figure | None = None
    absent: Figure | None = None
    voters: Figure | None = None
    present_people: tuple[Person, ...] = ()
    represented_people: tuple[Person, ...] = ()
    excused_people: tuple[Person, ...] = ()
    absent_people: tuple[Person, ...] = ()
    movements: tuple[Movement, ...] = ()
    proxies: tuple[WrittenProxy, ...] = ()
    said: tuple[tuple[str, Figure], ...] = ()
    """Every figure of the header as written, in order: (field, figure)."""
    proxy_words: bool = False
    """Whether the header speaks of a pouvoir although none could be read."""
    present_listed: bool = False
    """Whether the members present are named."""


@dataclass(frozen=True, slots=True)
class PvReading:
    """A procès-verbal read. ``legible`` is the share of words that look like words (0 to 1)."""

    name: str
    sitting: PvSitting
    presence: PvPresence
    agenda: tuple[PvItem, ...] = ()
    items: tuple[PvItem, ...] = ()
    ballots: tuple[PvBallot, ...] = ()
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()
    legible: float = 1.0
    pages: int = 0
    unread: tuple[tuple[int, str], ...] = ()
    """Pages that could not be read, each with the reason (French)."""

    @property
    def deliberations(self) -> int:
        """How many deliberations the document holds: numbered ones, else items with a vote."""
        numbered = [item for item in self.items if item.deliberation]
        return len(numbered) or len({ballot.item.rank for ballot in self.ballots if ballot.item})

    def grouped(self) -> list[tuple[str, list[Finding]]]:
        """Findings under their French heading, contradictions first, empty groups left out."""
        order = list(Severity)
        ranked = sorted(self.findings, key=lambda finding: order.index(finding.severity))
        groups = [(title, [each for each in ranked if each.group == key]) for key, title in GROUPS.items()]
        return [(title, found) for title, found in groups if found]
