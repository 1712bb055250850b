"""What follows from a vote as it was said; all of it is marked as derived."""

from __future__ import annotations

from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Ballot, BallotResult
from beffroi.minutes.domain.vote_state import OpenVote


def settle(vote: OpenVote) -> Ballot:
    """The vote as it was said, with what follows from it: nobody against a unanimous vote, nobody where silence
    answered."""
    _repeat(vote)
    _elect(vote)
    if vote.implied and (vote.slots.get("against") or 0) > vote.slots.get("for", 10_000):
        vote.result = None
    _agree(vote)
    _hush(vote)
    return _ballot(vote)


def _agree(vote: OpenVote) -> None:
    """Unanimity leaves nobody against, and nobody abstaining unless it is of the votes cast only."""
    opposed = any(vote.slots.get(slot) or slot in vote.uncounted for slot in ("against", "abstain"))
    divided = bool(vote.slots.get("against")) or "against" in vote.uncounted
    vote.unanimous = vote.unanimous and (vote.cast_only or not opposed) and not divided
    if vote.unanimous and vote.result is BallotResult.ADOPTED:
        vote.derive("against", 0)
        if not vote.cast_only:
            vote.derive("abstain", 0)


def _hush(vote: OpenVote) -> None:
    """Silence after a question is nobody, once the result is known or the next question asked."""
    adopted = vote.result is BallotResult.ADOPTED
    for slot in vote.asked:
        if slot in ("against", "abstain") and (adopted or (len(set(vote.asked)) > 1 and slot != vote.asked[-1])):
            vote.derive(slot, 0)


def _repeat(vote: OpenVote) -> None:
    """ "Même vote": the figures of the vote before, marked as derived, unless others were said."""
    if not (vote.same and vote.like) or vote.slots:
        return
    ballot = vote.like
    vote.result = vote.result or ballot.result
    if vote.result != ballot.result:
        return
    figures = {"for": ballot.votes_for, "against": ballot.against, "abstain": ballot.abstain, "blank": ballot.blank}
    for slot, figure in figures.items():
        if figure is not None:
            vote.derive(slot, figure)
    vote.unanimous, vote.majority = vote.unanimous or ballot.unanimous, vote.majority or vote.like_majority
    vote.names = {"against": ballot.against_names, "abstain": ballot.abstain_names, **vote.names}


def _elect(vote: OpenVote) -> None:
    """The votes for the elected are those that they gathered."""
    if not vote.elected or "for" in vote.slots:
        return
    words = set(fold(vote.elected[0]).replace("-", " ").split())
    found = {count for word, count in vote.gathered.items() if word in words}
    if len(found) == 1:
        vote.slots["for"] = found.pop()


def _ballot(vote: OpenVote) -> Ballot:
    return Ballot(
        result=vote.result,
        votes_for=vote.slots.get("for"),
        against=vote.slots.get("against"),
        abstain=vote.slots.get("abstain"),
        blank=vote.slots.get("blank"),
        not_voting=vote.slots.get("not_voting"),
        unanimous=vote.unanimous,
        secret=vote.secret,
        against_names=vote.names.get("against", ()),
        abstain_names=vote.names.get("abstain", ()),
        derived=tuple(sorted(vote.derived)),
    )
