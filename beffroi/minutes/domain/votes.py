"""The votes of a meeting, as they were really said: what was not said stays None, what is computed says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import Ballot
from beffroi.minutes.domain.vote_events import Event, read
from beffroi.minutes.domain.vote_follows import settle
from beffroi.minutes.domain.vote_state import OpenVote

_FAR = 14
"""Sentences without a word about the vote after which it is over."""


@dataclass(frozen=True, slots=True)
class SaidBallot:
    """A vote and where it was said. ``conflicts``: (slot, first figure, second figure) said without taking the
    first back. ``majority``: the result was said to be "à la majorité". ``consent``: adopted with nobody
    objecting, no vote being taken."""

    ballot: Ballot
    item: int
    sources: tuple[int, ...]
    first: int
    last: int
    subject: str = ""
    majority: bool = False
    consent: bool = False
    conflicts: tuple[tuple[str, int, int], ...] = ()
    elected: tuple[str, ...] = ()
    casting: bool = False
    """The chair's casting vote settled it."""


def find_ballots(passages: Sequence[Passage], people: People) -> list[SaidBallot]:
    """Every vote, in order, with its sources."""
    found: list[SaidBallot] = []
    current = OpenVote()
    held: list[tuple[Event, Passage]] = []
    for block in _blocks(passages):
        if current.started and (block[0].item != current.item or block[0].position - current.last > _FAR):
            found += _closed(current)
            current = OpenVote()
        for event, passage in _events(block, people, current):
            if current.is_over_before(event, passage):
                found += _closed(current)
                current = OpenVote()
            if event.kind == "same" and found and not current.same:
                current.like, current.like_majority = found[-1].ballot, found[-1].majority
            if not current.started and event.kind == "names" and event.slot:
                held.append((event, passage))
                continue
            current.take(event, passage)
            if current.started:
                # Names said just before the vote is declared ("monsieur A vote contre. La délibération est...").
                for early, where in held:
                    if 0 <= passage.position - where.position <= 4 and passage.utterance == where.utterance:
                        current.take(early, where)
                held = []
    return found + _closed(current)


def _blocks(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    for _, group in groupby(passages, key=lambda passage: (passage.utterance, passage.item)):
        yield list(group)


def _events(block: list[Passage], people: People, current: OpenVote) -> Iterator[tuple[Event, Passage]]:
    yield from read(block, people, current.started and block[0].position - current.last < 4)


def _closed(vote: OpenVote) -> list[SaidBallot]:
    """The vote, if there was one."""
    asked = len(set(vote.asked)) + vote.opened > 1
    counted = len(vote.slots) > 1 or (vote.slots and (vote.asked or vote.opened or vote.secret))
    said = bool(counted or vote.result or (asked and vote.asked) or (vote.same and vote.like))
    if not vote.started or not said:
        return []
    ballot = settle(vote)
    sources = tuple(dict.fromkeys(vote.utterances))
    found = SaidBallot(ballot, vote.item, sources, vote.first, vote.last, vote.subject, vote.majority, vote.consent)
    return [replace(found, conflicts=tuple(vote.conflicts), elected=vote.elected, casting=vote.casting)]


def with_derived_for(ballot: Ballot, voters: int | None) -> Ballot:
    """The votes for, computed where they were not said: voters less those against, abstaining, blank or not
    voting; left as it is where any of these is unknown. Tells so in ``derived``."""
    known = ballot.against is not None and ballot.abstain is not None
    if ballot.votes_for is not None or voters is None or not known or ballot.result is None:
        return ballot
    others = (ballot.against or 0) + (ballot.abstain or 0) + (ballot.blank or 0) + (ballot.not_voting or 0)
    if others > voters:
        return ballot
    return replace(ballot, votes_for=voters - others, derived=tuple(sorted({*ballot.derived, "votes_for"})))
