"""A vote that was heard, as an event: its figures as they were said, and no name where it was secret."""

from __future__ import annotations

from collections.abc import Callable

from beffroi.minutes.domain.types import Ballot, BallotResult, Fact

from .events import BallotHeld, BallotKind, Outcome, Sense

_OUTCOMES = {
    BallotResult.ADOPTED: Outcome.ADOPTED,
    BallotResult.REJECTED: Outcome.REJECTED,
    BallotResult.TIED: Outcome.TIED,
}
_CASTING = {BallotResult.ADOPTED: Sense.FOR, BallotResult.REJECTED: Sense.AGAINST}
_PURPOSES = {"amendement": "amendment", "sous amendement": "amendment", "huis clos": "closed_doors"}
_SLOTS = {"for": "votes_for"}


def ballot_held(fact: Fact, key_of: Callable[[object], str]) -> BallotHeld:
    """The vote of a fact; ``key_of`` gives the member of a name. What was derived is left for the ledger to compute,
    but for the silence that answers "qui est contre ?": nobody is a figure that was heard."""
    ballot = fact.ballot or Ballot()
    secret = ballot.secret
    settled = bool(fact.values.get("casting_vote")) and not secret and ballot.result is not None
    return BallotHeld(
        ballot=BallotKind.SECRET if secret else BallotKind.ORDINARY,
        purpose=_PURPOSES.get(str(fact.values.get("subject", "")), "text"),
        votes_for=None if "votes_for" in ballot.derived else ballot.votes_for,
        against=_heard(ballot, "against"),
        abstain=_heard(ballot, "abstain"),
        blank=ballot.blank,
        not_voting=ballot.not_voting,
        unanimous=ballot.unanimous,
        declared=_OUTCOMES.get(ballot.result) if ballot.result else None,
        senses=() if secret else _senses(ballot, key_of),
        chair_casting=_CASTING.get(ballot.result) if settled and ballot.result else None,
        said_twice=_said_twice(fact),
    )


def _heard(ballot: Ballot, name: str) -> int | None:
    """Of a unanimous vote, nobody asked: the zeros are computed."""
    value: int | None = getattr(ballot, name)
    return None if name in ballot.derived and ballot.unanimous else value


def _senses(ballot: Ballot, key_of: Callable[[object], str]) -> tuple[tuple[str, Sense], ...]:
    against = ((key_of(name), Sense.AGAINST) for name in ballot.against_names)
    abstain = ((key_of(name), Sense.ABSTAIN) for name in ballot.abstain_names)
    return (*against, *abstain)


def _said_twice(fact: Fact) -> tuple[tuple[str, int, int], ...]:
    """Two figures said for one side, the first not taken back."""
    found = fact.values.get("conflicts")
    pairs = found if isinstance(found, list) else []
    return tuple((_SLOTS.get(str(slot), str(slot)), int(first), int(second)) for slot, first, second in pairs)
