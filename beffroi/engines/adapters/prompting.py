"""How a Whisper model is told what to expect: as the text that would come just before, in plain French."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MOST_CHARACTERS = 700
"""About 220 tokens of names: the most that Whisper reads before it writes, and it forgets the beginning."""


def prompt(vocabulary: Sequence[str]) -> str | None:
    """Whole sentences as they are, then the other words in one; the last ones where there are too many. None
    without vocabulary."""
    hints = [re.sub(r"\s+", " ", hint).strip() for hint in dict.fromkeys(vocabulary)]
    sentences = [hint for hint in hints if hint.endswith((".", "?", "!"))]
    others = [hint for hint in hints if hint and hint not in sentences]
    if others:
        sentences.append(f"{', '.join(others)}.")
    told = " ".join(sentences)
    if len(told) > _MOST_CHARACTERS:
        told = told[-_MOST_CHARACTERS:].partition(" ")[2]
    return told or None
