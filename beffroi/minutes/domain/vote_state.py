"""A vote being said: what is asked, answered, counted, named and declared, as it comes."""

from __future__ import annotations

from dataclasses import dataclass, field

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.types import Ballot, BallotResult
from beffroi.minutes.domain.vote_events import Event

_NOTED_FOR = 6
"""Sentences that what was noted before a vote is kept for: a position said long before is no part of it."""


@dataclass
class OpenVote:
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
    like: Ballot | None = None
    """The vote that this one is said to repeat ("même vote")."""
    like_majority: bool = False
    noted: int = -1
    """Where something was last noted before the vote began."""

    @property
    def started(self) -> bool:
        return self.first >= 0

    def is_over_before(self, event: Event, passage: Passage) -> bool:
        """Whether this event begins another vote."""
        if event.kind in ("next", "same") and self.same and self.like and self.first < passage.position:
            return event.kind == "next"
        if not self.started or self.result is None:
            asked_again = self.started and event.kind == "ask" and event.slot in self.slots
            return asked_again and self._all_answered() and passage.position - self.last > 3
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
        if event.kind == "nil" and self.same and not self.pending:
            self.same = False  # "Même vote ? Non."
        if event.kind in ("next", "called"):
            self.called = event.names if event.kind == "called" else self.called
        elif event.kind in ("uncounted", "candidate") and not self.started:
            self._note(event)
            self.noted = passage.position
        elif self._counts_here(event, passage):
            if not self.started:
                self._begin(passage)
            self.last = passage.position
            self.utterances.append(passage.utterance)
            getattr(self, f"_take_{event.kind}")(event)

    def _counts_here(self, event: Event, passage: Passage) -> bool:
        """Whether the event says something of a vote where it stands."""
        if event.kind in ("nil", "bare", "all"):
            return bool(event.slot or self.pending)
        if event.kind == "uncounted":
            return bool(event.slot or self.pending)
        if event.kind == "names":
            return self.started and bool(event.slot or self.pending or (self.naming and event.strong))
        if event.kind in ("result", "consent"):
            return event.strong or self.started
        if event.kind == "same":
            return bool(self.like or self.started)
        if event.kind == "voiced":
            self.voiced = passage.position if self.called else self.voiced
            return bool(self.called)
        return not (event.kind == "ask" and self.voiced == passage.position)

    def _begin(self, passage: Passage) -> None:
        self.item, self.first = passage.item, passage.position
        if passage.position - self.noted > _NOTED_FOR:
            self.uncounted, self.gathered = set(), {}

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
            self.slots[slot] = len(names)
        if len(names) <= self.slots.get(slot, 0):
            self.names[slot] = names

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

    def derive(self, slot: str, count: int) -> None:
        """A figure that follows from what was said, unless one was said or some were not counted."""
        if slot not in self.slots and slot not in self.uncounted:
            self.slots[slot] = count
            self.derived.add(slot)
