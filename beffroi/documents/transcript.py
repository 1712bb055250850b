"""A transcript as readers give it and writers take it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TranscriptWord:
    """A word and when it is heard, in seconds from the start of the recording."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """What one voice says in one go. Times in seconds, None where they are not known; ``speaker`` is empty
    where nobody is named."""

    index: int
    start: float | None
    end: float | None
    speaker: str
    text: str
    words: tuple[TranscriptWord, ...] = ()
