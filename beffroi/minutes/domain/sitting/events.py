"""What happens in a sitting, as it was said or entered: stored first, never altered by what is computed from it.

A member is known by a ``key`` of the roster (two members may bear one name); an item by its number in the agenda.
Everything derived from these events is in ``ledger.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar


class Origin(StrEnum):
    SAID = "said"
    """Heard in the recording."""
    ENTERED = "entered"
    """Entered by a person."""
    PAPER = "paper"
    """Read from a paper of the sitting."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an event comes from: the utterances heard (their indexes), the words, or who entered it."""

    origin: Origin = Origin.ENTERED
    utterances: tuple[int, ...] = ()
    words: str = ""
    by: str = ""


class BallotKind(StrEnum):
    """CGCT L2121-21."""

    ORDINARY = "ordinary"
    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105


class ItemKind(StrEnum):
    DELIBERATION = "deliberation"
    PREVIOUS_MINUTES = "previous_minutes"
    ACKNOWLEDGEMENT = "acknowledgement"
    DELEGATED = "delegated"
    """Decisions taken by the mayor by delegation (L2122-22, L2122-23)."""
    INFORMATION = "information"
    QUESTION = "question"
    WISH = "wish"


class RecusalReason(StrEnum):
    PERSONAL = "personal"
    """A personal interest in the matter (L2131-11)."""
    APPOINTED_BODY = "appointed_body"
    """Named by the council to represent it in the body concerned (L1111-6)."""
    OWN_CHOICE = "own_choice"
    """The member prefers not to take part; the law does not ask for it."""
    ACCOUNT = "account"
    """The mayor while the financial account is put to the vote (L2121-14)."""


class Sense(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    NOT_VOTING = "not_voting"


class Outcome(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"


class StatedFigure(StrEnum):
    """A figure that somebody stated, to be compared with what is computed."""

    IN_OFFICE = "in_office"
    PRESENT = "present"
    PROXIES = "proxies"
    EXCUSED = "excused"
    ABSENT = "absent"
    VOTERS = "voters"
    QUORUM = "quorum"
    ABSOLUTE_MAJORITY = "absolute_majority"


@dataclass(frozen=True, slots=True)
class SittingMember:
    """A seat of the council. ``born`` settles a tie in an election; ``deputy_of`` names the member whose place a
    deputy (suppléant, L5211-6) takes. ``in_office_from`` and ``in_office_until`` (both included) tell a roster that
    changed in mid-term. ``member``: False for an agent or a guest whom the list of the sitting names as well, never
    counted (``domain/seats.py``)."""

    key: str
    name: str
    role: str = ""
    group: str = ""
    born: date | None = None
    deputy_of: str = ""
    in_office_from: date | None = None
    in_office_until: date | None = None
    member: bool = True


@dataclass(frozen=True, slots=True)
class SittingItem:
    number: int
    title: str
    kind: ItemKind = ItemKind.DELIBERATION
    appointment: bool = False
    """An appointment or presentation: secret unless unanimously waived (L2121-21)."""
    secret_imposed: bool = False
    """A text imposes the secret ballot: no waiver."""
    financial_account: bool = False
    """Administrative account or CFU (L2121-14, L1612-12)."""


@dataclass(frozen=True, slots=True)
class SittingContext:
    """What is known of the sitting besides its events. ``in_office``: number of members in office; None: that of the
    roster at the date. ``regime``: "general", "epci", "alsace_moselle" or "other"."""

    members: tuple[SittingMember, ...] = ()
    items: tuple[SittingItem, ...] = ()
    in_office: int | None = None
    regime: str = "general"
    second_convocation: bool = False
    starts_at: datetime | None = None
    mayor: str = ""
    """Key of the mayor or president."""


@dataclass(frozen=True, slots=True)
class Opened:
    kind: ClassVar[str] = "opened"


@dataclass(frozen=True, slots=True)
class Suspended:
    kind: ClassVar[str] = "suspended"


@dataclass(frozen=True, slots=True)
class Resumed:
    kind: ClassVar[str] = "resumed"


@dataclass(frozen=True, slots=True)
class Closed:
    kind: ClassVar[str] = "closed"


@dataclass(frozen=True, slots=True)
class RollCall:
    """Keys of members. Whoever is in none of the three lists was not named at the roll call."""

    kind: ClassVar[str] = "roll_call"
    present: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrived:
    kind: ClassVar[str] = "arrived"
    member: str


@dataclass(frozen=True, slots=True)
class Left:
    kind: ClassVar[str] = "left"
    member: str


@dataclass(frozen=True, slots=True)
class ProxyGiven:
    """A pouvoir (L2121-20). ``rank``: how many sittings in a row it has served, this one included."""

    kind: ClassVar[str] = "proxy_given"
    giver: str
    holder: str
    written: bool = True
    rank: int = 1
    illness: bool = False


@dataclass(frozen=True, slots=True)
class ProxyRevoked:
    kind: ClassVar[str] = "proxy_revoked"
    giver: str


@dataclass(frozen=True, slots=True)
class ChairTaken:
    """Who presides from now on; for an item alone when the entry has an item (L2121-14)."""

    kind: ClassVar[str] = "chair_taken"
    member: str
    elected: bool = False


@dataclass(frozen=True, slots=True)
class SecretaryNamed:
    kind: ClassVar[str] = "secretary_named"
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemOpened:
    """An item is put into discussion: the moment at which its quorum is counted (L2121-17)."""

    kind: ClassVar[str] = "item_opened"


@dataclass(frozen=True, slots=True)
class ItemAdded:
    kind: ClassVar[str] = "item_added"
    title: str
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class ItemWithdrawn:
    kind: ClassVar[str] = "item_withdrawn"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemPostponed:
    kind: ClassVar[str] = "item_postponed"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The council took note, without a vote."""

    kind: ClassVar[str] = "acknowledged"


@dataclass(frozen=True, slots=True)
class Recused:
    kind: ClassVar[str] = "recused"
    member: str
    reason: RecusalReason = RecusalReason.PERSONAL
    leaves_room: bool = True


@dataclass(frozen=True, slots=True)
class DoorsClosed:
    """Huis clos (L2121-18): ``askers`` three members or the mayor; decided without debate by a majority."""

    kind: ClassVar[str] = "doors_closed"
    askers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DoorsOpened:
    kind: ClassVar[str] = "doors_opened"


@dataclass(frozen=True, slots=True)
class BallotAsked:
    """Somebody asks for a particular ballot (L2121-21). ``askers`` named, or only counted in ``count``."""

    kind: ClassVar[str] = "ballot_asked"
    ballot: BallotKind
    askers: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True)
class SecretWaived:
    """The council decides not to vote by secret ballot on an appointment (L2121-21)."""

    kind: ClassVar[str] = "secret_waived"
    unanimous: bool = True


@dataclass(frozen=True, slots=True)
class BallotHeld:
    """A vote as it was said: None where a figure was not. ``purpose`` is "text", "revote" (the text again, announced as
    such), "amendment", "addition", "closed_doors", "urgency", "waiver" or "other"; ``label`` names an amendment, or
    one of several texts of an item. ``senses`` gives the voters whose sense was named, a proxy's vote under its giver's
    key; never filled for a secret ballot."""

    kind: ClassVar[str] = "ballot_held"
    ballot: BallotKind = BallotKind.ORDINARY
    purpose: str = "text"
    label: str = ""
    votes_for: int | None = None
    against: int | None = None
    abstain: int | None = None
    blank: int | None = None
    null: int | None = None
    not_voting: int | None = None
    unanimous: bool = False
    declared: Outcome | None = None
    senses: tuple[tuple[str, Sense], ...] = ()
    chair_casting: Sense | None = None
    """The sense in which the chair voted, where it settles a tie (L2121-20)."""
    said_twice: tuple[tuple[str, int, int], ...] = ()
    """Sides for which two figures were said, the first not taken back: (field, first, second)."""


@dataclass(frozen=True, slots=True)
class Score:
    """Votes for a candidate (or a list): ``candidate`` is a key of the roster, or a name."""

    candidate: str
    votes: int


@dataclass(frozen=True, slots=True)
class ElectionRound:
    """A round of an election (L2122-7): secret, so no voter's name is ever attached."""

    kind: ClassVar[str] = "election_round"
    post: str
    round: int
    scores: tuple[Score, ...]
    blank: int = 0
    null: int = 0
    envelopes: int | None = None
    not_voting: int = 0
    declared_majority: int | None = None
    declared_elected: str = ""
    by_list: bool = False


@dataclass(frozen=True, slots=True)
class FigureStated:
    kind: ClassVar[str] = "figure_stated"
    figure: StatedFigure
    value: int


@dataclass(frozen=True, slots=True)
class QuorumStated:
    kind: ClassVar[str] = "quorum_stated"
    reached: bool


@dataclass(frozen=True, slots=True)
class CorrectionAsked:
    """A correction to the previous sitting's procès-verbal, asked when it is put to adoption."""

    kind: ClassVar[str] = "correction_asked"
    member: str = ""
    text: str = ""


Event = (
    Opened
    | Suspended
    | Resumed
    | Closed
    | RollCall
    | Arrived
    | Left
    | ProxyGiven
    | ProxyRevoked
    | ChairTaken
    | SecretaryNamed
    | ItemOpened
    | ItemAdded
    | ItemWithdrawn
    | ItemPostponed
    | Acknowledged
    | Recused
    | DoorsClosed
    | DoorsOpened
    | BallotAsked
    | SecretWaived
    | BallotHeld
    | ElectionRound
    | FigureStated
    | QuorumStated
    | CorrectionAsked
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in its place. Entries come in the order of the sitting; ``at`` is the hour where it is known (an
    aware datetime, so that a sitting may go past midnight); ``item`` the item under discussion (None: the sitting
    itself)."""

    id: int
    event: Event
    at: datetime | None = None
    item: int | None = None
    source: Source = field(default_factory=Source)
