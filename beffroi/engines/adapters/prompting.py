"""How a Whisper model is told what to expect: as the text that would come just before, in plain French."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_CHARACTERS = 700
"""About 220 tokens of names: the most that Whisper reads before it writes."""


def prompt(vocabulary: Sequence[str]) -> str | None:
    """None without vocabulary."""
    words = list(dict.fromkeys(word.strip() for word in vocabulary if word.strip()))
    if not words:
        return None
    told = f"Séance du conseil municipal : {', '.join(words)}."
    return told if len(told) <= _MOST_CHARACTERS else told[:_MOST_CHARACTERS].rpartition(",")[0] + "."
