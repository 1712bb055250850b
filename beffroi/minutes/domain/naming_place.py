"""A cue in its place: the turns around it, and what may be read there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from beffroi.minutes.domain.naming_answers import AT_START, NEAR_END, SpeakingTurn, answering
from beffroi.minutes.domain.naming_cues import Said

Reading = tuple[str, float, str]
"""Voice, weight, reason."""


@dataclass(slots=True)
class Place:
    """A cue with the turns around it. ``followed``: somebody else is called later in the same turn,
    ``preceded``: sooner;    ``leads``: the turn is of whoever presides."""

    turns: Sequence[SpeakingTurn]
    at: int
    said: Said
    followed: bool = False
    preceded: bool = False
    leads: bool = False
    turn: SpeakingTurn = field(init=False)
    before: SpeakingTurn | None = field(init=False)
    after: SpeakingTurn | None = field(init=False)

    def __post_init__(self) -> None:
        self.turn = self.turns[self.at]
        self.before = self.turns[self.at - 1] if self.at else None
        self.after = answering(self.turns, self.at)

    @property
    def starts(self) -> bool:
        return self.said.before <= AT_START

    @property
    def ends(self) -> bool:
        return self.said.after <= NEAR_END

    @property
    def answers(self) -> bool:
        """Whether the turn before ends with a question."""
        return self.before is not None and self.before.text.rstrip().endswith("?")
