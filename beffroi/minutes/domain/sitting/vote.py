"""A vote being examined: what was said of it, and the room in which it was held."""

from __future__ import annotations

from dataclasses import dataclass

from .ballots import Count, Decision
from .events import BallotHeld, BallotKind, Entry
from .ledger import Presence
from .state import Record


@dataclass(frozen=True, slots=True)
class Vote:
    """``event``: without a name where it is secret; ``kind``: as it should be written; ``chair``: who presides."""

    entry: Entry
    event: BallotHeld
    record: Record | None
    kind: BallotKind
    room: Presence
    voters: int | None
    count: Count
    decision: Decision
    chair: str

    @property
    def secret(self) -> bool:
        """Held in secret, or should have been: in both cases nobody is named."""
        return BallotKind.SECRET in (self.kind, self.event.ballot)

    @property
    def tied(self) -> bool:
        return self.count.cast is not None and self.count.votes_for == self.count.against
