"""A sitting as it is being read, event after event. Only the modules of this folder change it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .events import BallotKind, Entry, FigureStated, ItemKind, QuorumStated, Recused, SittingContext, SittingItem
from .findings import Findings
from .ledger import BallotOutcome, ElectionOutcome, Presence, QuorumCheck
from .proxies import Proxies
from .roster import Roster


@dataclass(slots=True)
class Asks:
    """Who asks for a particular ballot: names, and the number where nobody was named."""

    named: set[str] = field(default_factory=set)
    count: int = 0


@dataclass(slots=True)
class Record:
    """An item and what has happened to it so far."""

    number: int
    item: SittingItem
    known: bool = True
    opened: bool = False
    quorum: QuorumCheck | None = None
    presence: Presence | None = None
    at_vote: Presence | None = None
    chair: str = ""
    """Who presides for this item alone."""
    chair_elected: bool = False
    presided: str = ""
    """Who presided the sitting while it was discussed, then voted."""
    recused: dict[str, Recused] = field(default_factory=dict)
    doors_closed: bool = False
    ballots: list[int] = field(default_factory=list)
    fate: str = "pending"
    added: bool = False
    asks: dict[BallotKind, Asks] = field(default_factory=dict)
    waived: bool = False
    texts: dict[str, Entry] = field(default_factory=dict)
    """The last vote on each text of the item, by its label."""
    amended: Entry | None = None
    """An amendment voted since the last vote on the text."""
    refused: bool = False
    posts: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Elections: the last round of each post and who was elected in it."""
    majorities: list[tuple[Entry, int]] = field(default_factory=list)
    """Absolute majorities stated before the vote that they are about."""

    @property
    def votable(self) -> bool:
        return self.item.kind not in (ItemKind.DELEGATED, ItemKind.INFORMATION, ItemKind.QUESTION)


@dataclass(slots=True)
class Room:
    """Who is in the room. Without a roll call ``unnamed`` counts those present whose names were not said."""

    called: bool = False
    unnamed: int | None = None
    present: set[str] = field(default_factory=set)
    excused: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)
    """Those who left and are not back."""
    unnamed_proxies: int = 0

    @property
    def known(self) -> bool:
        return self.called or self.unnamed is not None


@dataclass(slots=True)
class Sitting:
    context: SittingContext
    roster: Roster
    findings: Findings
    proxies: Proxies
    room: Room = field(default_factory=Room)
    items: dict[int, Record] = field(default_factory=dict)
    quorums: list[QuorumCheck] = field(default_factory=list)
    ballots: list[BallotOutcome] = field(default_factory=list)
    elections: list[ElectionOutcome] = field(default_factory=list)
    chair: str = ""
    """Who presides now; empty where the chair has left and nobody is known to have taken it."""
    opening_chair: str = ""
    secretaries: tuple[str, ...] = ()
    opened: Entry | None = None
    closed: Entry | None = None
    suspended: Entry | None = None
    opens_at: int | None = None
    """Rank of the first opening among the entries; None where nobody said it."""
    rank: int = 0
    settled: bool = False
    opening: Presence = field(default_factory=Presence)
    figures: list[tuple[Entry, FigureStated]] = field(default_factory=list)
    """Figures stated before the sitting was settled: compared once everybody has been called."""
    quorum_said: list[tuple[Entry, QuorumStated]] = field(default_factory=list)
    voters_said: int | None = None
    in_office_said: int | None = None
    planned: dict[int, dict[str, Recused]] = field(default_factory=dict)
    """Every recusal of the sitting by item: a recused member is not counted when the item is put into discussion,
    even if it is said a moment later."""
    clock: Entry | None = None
    """The last entry whose hour does not go back."""
    doors_closed: bool = False
    open_item: int | None = None
    snapshot: Presence | None = None
    """The room as last seen; None once somebody has moved."""
    proxied_while_present: dict[str, Entry] = field(default_factory=dict)
    """Givers of a pouvoir who are still in the room, and where they gave it."""

    @property
    def in_office(self) -> int | None:
        """Members in office: the number entered, else that of the roster at the date. Where more were said to be in
        office than the roster has, the roster is incomplete: the number said stands, and the two are shown."""
        if self.context.in_office is not None and self.context.in_office > 0:
            return self.context.in_office
        return max(self.roster.seats or 0, self.in_office_said or 0) or None

    def moved(self) -> None:
        self.snapshot = None

    def record(self, number: int) -> Record:
        if number not in self.items:
            self.items[number] = Record(number, SittingItem(number, ""), known=False)
        return self.items[number]


def start(context: SittingContext) -> Sitting:
    findings = Findings(context.regime)
    roster = Roster(context)
    sitting = Sitting(context, roster, findings, Proxies(roster, findings))
    for item in context.items:
        sitting.items.setdefault(item.number, Record(item.number, item))
    sitting.chair = context.mayor
    return sitting
