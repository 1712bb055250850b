"""The votes of a meeting, as they were really said: what was not said stays None, what is computed says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Ballot, BallotResult
from beffroi.minutes.domain.vote_events import Event, read

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
    current = _Open()
    held: list[tuple[Event, Passage]] = []
    for block in _blocks(passages):
        if current.started and (block[0].item != current.item or block[0].position - current.last > _FAR):
            found += current.close()
            current = _Open()
        for event, passage in _events(block, people, current):
            if current.is_over_before(event, passage):
                found += current.close()
                current = _Open()
            if event.kind == "same" and found and not current.same:
                current.like = found[-1]
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
    return found + list(current.close())


def _blocks(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    for _, group in groupby(passages, key=lambda passage: (passage.utterance, passage.item)):
        yield list(group)


def _events(block: list[Passage], people: People, current: _Open) -> Iterator[tuple[Event, Passage]]:
    yield from read(block, people, current.started and block[0].position - current.last < 4)


@dataclass
class _Open:
    """A vote being said."""

    item: int = 0
    first: int = -1
    last: int = -1
    slots: dict[str, int] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    derived: set[str] = field(default_factory=set)
    pending: str = ""
    naming: str = ""
    """The side just counted, whose names may follow."""
    result: BallotResult | None = None
    implied: bool = False
    """Whether the result only follows from what the council decides."""
    settled: int = -1
    """Where the result was first said."""
    unanimous: bool = False
    majority: bool = False
    cast_only: bool = False
    secret: bool = False
    consent: bool = False
    opened: bool = False
    subject: str = ""
    utterances: list[int] = field(default_factory=list)
    conflicts: list[tuple[str, int, int]] = field(default_factory=list)
    elected: tuple[str, ...] = ()
    casting: bool = False
    uncounted: set[str] = field(default_factory=set)
    """Sides on which some voted, nobody said how many."""
    gathered: dict[str, int] = field(default_factory=dict)
    """What each candidate gathered, by the word that names them."""
    called: tuple[str, ...] = ()
    """Whom the chair has just called to vote."""
    voiced: int = -1
    """Where somebody called last voted."""
    same: bool = False
    like: SaidBallot | None = None
    """The vote that this one is said to repeat ("même vote")."""

    @property
    def started(self) -> bool:
        return self.first >= 0

    @property
    def under_way(self) -> bool:
        return self.started and (bool(self.asked or self.slots) or self.result is not None or self.first == self.last)

    def is_over_before(self, event: Event, passage: Passage) -> bool:
        """Whether this event begins another vote."""
        if event.kind in ("next", "same") and self.same and self.like and self.first < passage.position:
            return event.kind == "next"
        if not self.started or self.result is None:
            return bool(
                self.started
                and event.kind == "ask"
                and event.slot in self.slots
                and self._all_answered()
                and passage.position - self.last > 3
            )
        if event.kind in ("open", "ask", "secret", "same", "next"):
            return True
        if event.kind == "result":
            other = bool(event.subject and self.subject and event.subject != self.subject)
            differs = event.result != self.result and self.result is not BallotResult.TIED
            return event.strong and (other or differs or passage.position - self.last > 5)
        if event.kind == "count":
            again = self.slots.get(event.slot, event.count) != event.count and event.slot not in self.derived
            return passage.position - self.last > 4 or (again and passage.position > self.settled)
        return False

    def _all_answered(self) -> bool:
        return bool(self.asked) and all(slot in self.slots for slot in self.asked)

    def take(self, event: Event, passage: Passage) -> None:
        """Adds what was said."""
        if event.kind == "next":
            return
        if event.kind == "called":
            self.called = event.names
            return
        if event.kind == "ask" and self.voiced == passage.position:
            return
        if event.kind == "voiced":
            if not self.called:
                return
            self.voiced = passage.position
        if event.kind in ("nil", "bare", "all") and not event.slot and not self.pending:
            return
        if event.kind == "uncounted" and not (event.slot or self.pending):
            return
        if event.kind == "same" and not self.like and not self.started:
            return
        if event.kind in ("uncounted", "candidate") and not self.started:
            self._note(event)
            return
        if event.kind == "names" and not (event.slot or self.pending or (self.naming and event.strong)):
            return
        if event.kind == "names" and not self.started:
            return
        if event.kind in ("result", "consent") and not event.strong and not self.started:
            return
        if not self.started:
            self.item, self.first = passage.item, passage.position
        self.last = passage.position
        self.utterances.append(passage.utterance)
        getattr(self, f"_take_{event.kind}")(event)

    def _take_open(self, event: Event) -> None:
        self.opened = True
        self.subject = self.subject or event.subject

    def _take_secret(self, event: Event) -> None:
        self.secret = True

    def _take_ask(self, event: Event) -> None:
        self.asked.append(event.slot)
        self.pending, self.naming = event.slot, ""

    def _note(self, event: Event) -> None:
        """Kept for the vote that may follow, without beginning one."""
        if event.kind == "candidate":
            self.gathered[event.names[0]] = event.count
        elif event.slot:
            self.uncounted.add(event.slot)

    def _take_candidate(self, event: Event) -> None:
        self._note(event)

    def _take_uncounted(self, event: Event) -> None:
        self.uncounted.add(event.slot or self.pending)
        self.pending = ""

    def _take_all(self, event: Event) -> None:
        """ "Qui est pour ? Tout le monde." """
        if self.pending == "for":
            self.result, self.unanimous = BallotResult.ADOPTED, True
        else:
            self.uncounted.add(self.pending)
        self.pending = ""

    def _take_voiced(self, event: Event) -> None:
        """ "Monsieur Roux ? Contre." """
        self.slots[event.slot] = self.slots.get(event.slot, 0) + 1
        self.names[event.slot] = (*self.names.get(event.slot, ()), *self.called[:1])
        self.called, self.pending = (), ""

    def _take_same(self, event: Event) -> None:
        self.same = True

    def _take_nil(self, event: Event) -> None:
        for slot in self.asked:
            if slot not in self.slots and slot not in self.uncounted and (slot != "for" or self.pending == "for"):
                self.slots[slot] = 0
        self.pending = ""

    def _take_bare(self, event: Event) -> None:
        self._count(self.pending, event.count)
        if 0 < len(event.names) <= event.count:
            self.names[self.pending] = event.names

    def _take_count(self, event: Event) -> None:
        self._count(event.slot, event.count)
        if event.slot == self.pending:
            self.pending = ""

    def _count(self, slot: str, count: int) -> None:
        self.naming = slot if count and slot in ("against", "abstain") else ""
        before = self.slots.get(slot)
        if before is not None and before != count and slot not in self.derived:
            self.conflicts.append((slot, before, count))
        self.slots[slot] = count
        self.derived.discard(slot)

    def _take_names(self, event: Event) -> None:
        slot = event.slot or self.pending or self.naming
        known = self.names.get(slot, ())
        names = tuple(dict.fromkeys([*known, *event.names]))
        if slot not in self.slots or slot in self.derived or self.slots[slot] == len(known) > 0:
            self._count_names(slot, len(names))
        if len(names) <= self.slots.get(slot, 0):
            self.names[slot] = names

    def _count_names(self, slot: str, count: int) -> None:
        self.slots[slot] = count

    def _take_result(self, event: Event) -> None:
        self.result = event.result
        self.implied = event.implied
        self.settled = self.last if self.settled < 0 else self.settled
        self.unanimous = self.unanimous or event.unanimous
        self.majority = self.majority or event.majority
        self.cast_only = self.cast_only or event.cast_only
        self.subject = self.subject or event.subject
        self.elected = self.elected or event.names
        self.casting = self.casting or event.casting
        self.pending = self.naming = ""

    def _take_consent(self, event: Event) -> None:
        if not self.asked and not self.slots:
            self.consent = True
        self._take_result(event)

    def close(self) -> list[SaidBallot]:
        """The vote, if there was one."""
        asked = len(set(self.asked)) + self.opened > 1
        counted = len(self.slots) > 1 or (self.slots and (self.asked or self.opened or self.secret))
        said = bool(counted or self.result or (asked and self.asked) or (self.same and self.like))
        if not self.started or not said:
            return []
        self._fill()
        return [
            SaidBallot(
                self._ballot(),
                self.item,
                tuple(dict.fromkeys(self.utterances)),
                self.first,
                self.last,
                self.subject,
                self.majority,
                self.consent,
                tuple(self.conflicts),
                self.elected,
                self.casting,
            )
        ]

    def _fill(self) -> None:
        """What follows from what was said: nobody against a unanimous vote, nobody where silence answered."""
        self._repeat()
        self._elect()
        if self.implied and (self.slots.get("against") or 0) > self.slots.get("for", 10_000):
            self.result = None
        opposed = any(self.slots.get(slot) or slot in self.uncounted for slot in ("against", "abstain"))
        divided = bool(self.slots.get("against")) or "against" in self.uncounted
        self.unanimous = self.unanimous and (self.cast_only or not opposed) and not divided
        if self.unanimous and self.result is BallotResult.ADOPTED:
            self._derive("against", 0)
            if not self.cast_only:
                self._derive("abstain", 0)
        if self.result is BallotResult.ADOPTED or len(set(self.asked)) > 1:
            for slot in self.asked:
                if slot in ("against", "abstain") and (self.result is BallotResult.ADOPTED or slot != self.asked[-1]):
                    self._derive(slot, 0)

    def _repeat(self) -> None:
        """ "Même vote": the figures of the vote before, marked as derived, unless others were said."""
        if not (self.same and self.like) or any(slot for slot in self.slots):
            return
        ballot = self.like.ballot
        self.result = self.result or ballot.result
        if self.result != ballot.result:
            return
        figures = {"for": ballot.votes_for, "against": ballot.against, "abstain": ballot.abstain, "blank": ballot.blank}
        for slot, figure in figures.items():
            if figure is not None:
                self._derive(slot, figure)
        self.unanimous, self.majority = self.unanimous or ballot.unanimous, self.majority or self.like.majority
        self.names = {"against": ballot.against_names, "abstain": ballot.abstain_names, **self.names}

    def _elect(self) -> None:
        """The votes for the elected are those that they gathered."""
        if not self.elected or "for" in self.slots:
            return
        words = set(fold(self.elected[0]).replace("-", " ").split())
        found = {count for word, count in self.gathered.items() if word in words}
        if len(found) == 1:
            self.slots["for"] = found.pop()

    def _derive(self, slot: str, count: int) -> None:
        if slot not in self.slots and slot not in self.uncounted:
            self.slots[slot] = count
            self.derived.add(slot)

    def _ballot(self) -> Ballot:
        return Ballot(
            result=self.result,
            votes_for=self.slots.get("for"),
            against=self.slots.get("against"),
            abstain=self.slots.get("abstain"),
            blank=self.slots.get("blank"),
            not_voting=self.slots.get("not_voting"),
            unanimous=self.unanimous,
            secret=self.secret,
            against_names=self.names.get("against", ()),
            abstain_names=self.names.get("abstain", ()),
            derived=tuple(sorted(self.derived)),
        )


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
