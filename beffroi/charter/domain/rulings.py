"""What a clause answers, and what all of them together decide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """From the mildest to the strictest."""

    ALLOW = "allow"
    MASK = "mask"
    REQUIRE = "require"
    """Something must be done first (a signature, a training, a mention)."""
    ELSEWHERE = "elsewhere"
    """Allowed on an engine that runs in another place."""
    REFUSE = "refuse"


STRICTNESS = {verdict: rank for rank, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Ruling:
    """One clause's answer. ``why`` and ``way`` are French: the reason, and a lawful way to do the job."""

    verdict: Verdict
    why: str = ""
    way: str = ""
    requires: tuple[str, ...] = ()
    """What must be done first: keys such as "training", "signature:dpo", "mention"."""
    places: tuple[str, ...] = ()
    """ELSEWHERE: places where the call would be allowed."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A ruling with the article that gave it, as it was voted. Number 0: the program's own floor, not a clause."""

    number: int
    title: str
    text: str
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Decision:
    """What all clauses together answer; the strictest wins. ``version`` is the charter's in force (0: none voted)."""

    allowed: bool
    reason: str = ""
    """French, for the person who is refused: the article as voted, why, and a lawful way."""
    mask: bool = False
    applied: tuple[Applied, ...] = ()
    version: int = 0

    @property
    def verdict(self) -> Verdict:
        """The strictest of all that was ruled."""
        return max((each.ruling.verdict for each in self.applied), key=STRICTNESS.__getitem__, default=Verdict.ALLOW)

    @property
    def clauses(self) -> list[int]:
        """Numbers of the articles that had something to say, in order."""
        return sorted({each.number for each in self.applied})
