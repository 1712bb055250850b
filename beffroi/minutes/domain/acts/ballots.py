"""Votes as documents state them. The type says what may be written: a secret ballot has no place for a name.

Sources: CGCT L2121-20 (majority of votes cast, the chair's casting vote), L2121-21 (public: names and sense of the
votes; secret; elections in three rounds, the eldest in a tie), L2121-15 as amended by ordonnance 2021-1310 (names
for public ballots), L1612-12 (the financial account is adopted unless a majority is against).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from beffroi.minutes.domain.acts.body import Person


class Outcome(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"


class Sense(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of voters. Abstentions, blank and null papers are no votes cast. ``not_voting`` counts members who
    declare that they take no part, themselves or by the pouvoir that they hold. Raises ValueError below nought."""

    votes_for: int
    against: int = 0
    abstain: int = 0
    blank: int = 0
    null: int = 0
    not_voting: int = 0

    def __post_init__(self) -> None:
        if min(self.votes_for, self.against, self.abstain, self.blank, self.null, self.not_voting) < 0:
            raise ValueError("a number of votes is never below nought")

    @property
    def cast(self) -> int:
        """ "Suffrages exprimés"."""
        return self.votes_for + self.against

    @property
    def voters(self) -> int:
        """ "Votants": everybody who voted or abstained."""
        return self.cast + self.abstain + self.blank + self.null

    @property
    def majority(self) -> int:
        """Absolute majority of the votes cast."""
        return self.cast // 2 + 1


@dataclass(frozen=True, slots=True)
class OrdinaryBallot:
    """Show of hands. Names are optional: a commune may write who was against or abstained, or nobody at all.
    ``casting_vote``: a tie that the chair's voice decided. ``account``: the vote on the financial account."""

    figures: Figures
    outcome: Outcome
    against_names: tuple[Person, ...] = ()
    abstain_names: tuple[Person, ...] = ()
    not_voting_names: tuple[Person, ...] = ()
    casting_vote: bool = False
    account: bool = False


@dataclass(frozen=True, slots=True)
class NamedVote:
    """A voter and the sense of the vote; ``by_proxy``: cast by this colleague, who holds the pouvoir."""

    voter: Person
    sense: Sense
    by_proxy: Person | None = None


@dataclass(frozen=True, slots=True)
class PublicBallot:
    """At the request of a quarter of those present. The figures are counted from the names, never entered."""

    votes: tuple[NamedVote, ...]
    outcome: Outcome
    not_voting_names: tuple[Person, ...] = ()
    casting_vote: bool = False
    account: bool = False

    @property
    def figures(self) -> Figures:
        senses = [vote.sense for vote in self.votes]
        return Figures(
            senses.count(Sense.FOR),
            senses.count(Sense.AGAINST),
            senses.count(Sense.ABSTAIN),
            not_voting=len(self.not_voting_names),
        )


@dataclass(frozen=True, slots=True)
class SecretBallot:
    """On a text. No name, no casting vote: in a tie the proposal is rejected."""

    figures: Figures
    outcome: Outcome
    account: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What one candidate or one list gathered in a round."""

    candidate: str
    votes: int


@dataclass(frozen=True, slots=True)
class Round:
    """A round of an election. ``not_voting``: members who took no paper. ``elected``: who is elected in this round
    (empty when the round elects nobody)."""

    tallies: tuple[Tally, ...]
    blank: int = 0
    null: int = 0
    not_voting: int = 0
    elected: tuple[str, ...] = ()
    by_age: bool = False
    """A tie in the third round, decided for the eldest."""

    @property
    def cast(self) -> int:
        return sum(tally.votes for tally in self.tallies)

    @property
    def majority(self) -> int:
        return self.cast // 2 + 1

    @property
    def voters(self) -> int:
        return self.cast + self.blank + self.null


@dataclass(frozen=True, slots=True)
class Election:
    """An appointment by rounds, secret unless the council waived it unanimously (``open_by_consent``). ``post``:
    "deuxième adjoint au maire". ``tellers``: who counted the papers ("assesseurs")."""

    post: str
    rounds: tuple[Round, ...]
    tellers: tuple[Person, ...] = ()
    open_by_consent: bool = False


class NoVote(StrEnum):
    """An item that ends without a vote."""

    ACKNOWLEDGED = "acknowledged"
    NAMED = "named"
    """Somebody designated without a vote: the secretary of the sitting (L2121-15)."""
    INFORMATION = "information"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"
    SOLE_CANDIDATE = "sole_candidate"
    """One candidate a seat: the appointment takes effect at once, the chair reads it out (L2121-21, last
    paragraph)."""


@dataclass(frozen=True, slots=True)
class WithoutBallot:
    """``reason``: why it is withdrawn or postponed, or the names of those designated or appointed; a sentence end
    without a stop."""

    kind: NoVote
    reason: str = ""


Ballot = OrdinaryBallot | PublicBallot | SecretBallot | Election | WithoutBallot


@dataclass(frozen=True, slots=True)
class BallotRequest:
    """A request for a particular ballot, which minutes state (L2121-15). ``by``: names, for a public ballot;
    ``count``: how many asked; ``secret``: which ballot; ``granted``: whether it took place."""

    secret: bool
    count: int
    by: tuple[Person, ...] = ()
    granted: bool = True


@dataclass(frozen=True, slots=True)
class Recusal:
    """A member who takes no part in an item because of an interest in it (L1111-6, L2131-11). ``reason`` is
    published only when the body chose to: leave it empty otherwise."""

    person: Person
    left_room: bool
    reason: str = ""
