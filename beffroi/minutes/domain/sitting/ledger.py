"""What follows from the events of a sitting: presence, quorum, ballots, and every disagreement between what was
said or entered and what is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .events import BallotHeld, BallotKind, ElectionRound, Entry, Outcome, SittingContext, Source


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where it comes from: ``label`` in French ("23 présents à l'appel"), with the entry that said it
    (None: computed, ``how`` then gives the sum)."""

    label: str
    value: str
    entry: int | None = None
    how: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A disagreement, both sides shown. ``code`` is stable ("two_proxies", "more_votes_than_voters"...); ``article``
    the text that it is about; ``blocking`` False where the regime's rule is not verified or the matter is only a
    warning."""

    code: str
    message: str
    figures: tuple[Figure, ...] = ()
    article: str = ""
    item: int | None = None
    entries: tuple[int, ...] = ()
    blocking: bool = True


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is there at a moment, by keys, in the order of the roster. ``represented`` is (giver, holder) for the
    pouvoirs that can be used now; ``deputies``, (member replaced, deputy who sits). ``out_of_vote``: present or
    represented members who do not take part in the item's vote (recused, the mayor for the account, and the givers of
    a pouvoir that follows its holder out)."""

    present: tuple[str, ...] = ()
    represented: tuple[tuple[str, str], ...] = ()
    excused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    out_of_vote: tuple[str, ...] = ()
    present_count: int = 0
    """Number present: that of the names where there was a roll call, else the figure stated."""
    proxy_count: int = 0
    deputies: tuple[tuple[str, str], ...] = ()

    @property
    def voters(self) -> int:
        """How many votes can be cast: present and represented, less those out of the vote."""
        return self.present_count + self.proxy_count - len(self.out_of_vote)


@dataclass(frozen=True, slots=True)
class QuorumCheck:
    """Quorum at one moment (L2121-17): ``moment`` is "opening", "item" or "resumption"; ``needed`` the number of
    members who must be physically present, None where no condition applies; ``counted_out``: recused members that the
    text leaves out of the count."""

    moment: str
    present: int
    needed: int | None
    in_office: int | None
    reached: bool
    item: int | None = None
    at: datetime | None = None
    counted_out: tuple[str, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class BallotOutcome:
    """A ballot and what the law makes of it. ``voters``: votes that could be cast at that moment; ``cast``: suffrages
    exprimés (for + against); ``needed``: votes for that adopt it; ``result`` computed (None where figures lack);
    ``filled``: figures that were not said and are computed, by name; ``kind`` as it should be written."""

    entry: int
    item: int | None
    ballot: BallotHeld
    kind: BallotKind
    voters: int | None
    votes_for: int | None
    against: int | None
    abstain: int | None
    blank: int | None
    null: int | None
    not_voting: int | None
    cast: int | None
    needed: int | None
    result: Outcome | None
    casting_used: bool = False
    filled: tuple[str, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class ElectionOutcome:
    """A round and who is elected (key or name), None where nobody is. ``needed``: the absolute majority, None in a
    third round. ``by_age``: the eldest won a tie."""

    entry: int
    item: int | None
    round: ElectionRound
    voters: int | None
    cast: int
    needed: int | None
    elected: str | None
    by_age: bool = False
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class ItemState:
    """What became of an item: ``fate`` is "pending", "discussed", "adopted", "rejected", "tied", "acknowledged",
    "named" (somebody designated without a vote), "withdrawn", "postponed" or "elected"; ``presence`` when it was put
    into discussion and ``at_vote`` when voted."""

    number: int
    fate: str = "pending"
    presence: Presence | None = None
    at_vote: Presence | None = None
    chair: str = ""
    recused: tuple[str, ...] = ()
    closed_doors: bool = False
    ballots: tuple[int, ...] = ()
    """Entries of its ballots, in order."""


@dataclass(frozen=True, slots=True)
class Ledger:
    opening: Presence
    quorums: tuple[QuorumCheck, ...]
    ballots: tuple[BallotOutcome, ...]
    elections: tuple[ElectionOutcome, ...]
    items: tuple[ItemState, ...]
    contradictions: tuple[Contradiction, ...]
    secretaries: tuple[str, ...] = ()
    chair: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None

    def item(self, number: int) -> ItemState | None:
        return next((state for state in self.items if state.number == number), None)

    def ballots_of(self, number: int) -> tuple[BallotOutcome, ...]:
        return tuple(outcome for outcome in self.ballots if outcome.item == number)

    @property
    def blocking(self) -> tuple[Contradiction, ...]:
        return tuple(each for each in self.contradictions if each.blocking)


def compute(context: SittingContext, entries: Sequence[Entry]) -> Ledger:
    """The ledger of a sitting. Never raises for what was said or entered: what makes no sense is a contradiction.
    Linear in the number of entries."""
    from .reading import read  # the reading builds the types above

    return read(context, entries)
