"""How long a proof-reading should take, so that a person can plan it: an order of magnitude, said as such."""

from __future__ import annotations

from collections.abc import Iterable

from .types import ONE_BY_ONE

SECONDS_ONE_BY_ONE = 40
"""To hear a passage, compare and answer."""
SECONDS_IN_GROUP = 12
WORDS_A_MINUTE = 220
"""Attentive silent reading of French."""


def minutes_to_read(kinds: Iterable[str], words: int) -> int:
    """Minutes for the open points of these kinds and a text of ``words`` words; at least 1."""
    points = sum(SECONDS_ONE_BY_ONE if kind in ONE_BY_ONE else SECONDS_IN_GROUP for kind in kinds)
    return max(1, round(points / 60 + words / WORDS_A_MINUTE))
