"""What changed between two texts, word by word and sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LEAST_ALIKE = 0.4
"""Two sentences less alike than this are shown one after the other: a mosaic of their words reads badly."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in both ("same"), only before ("out") or only after ("in")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence that was changed ("changed"), added or removed."""

    kind: str
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        return words_changed(self.before, self.after)


def words_changed(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in order; each word keeps a space after it, the last one too."""
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if old and new and matcher.ratio() < LEAST_ALIKE:
        return [Piece("out", _spaced(old)), Piece("in", _spaced(new))]
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", _spaced(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece("out", _spaced(old[a:b])))
        if d > c:
            pieces.append(Piece("in", _spaced(new[c:d])))
    return pieces


def _spaced(words: Sequence[str]) -> str:
    return "".join(f"{word} " for word in words)


def sentences_changed(before: Sequence[str], after: Sequence[str]) -> list[Difference]:
    """Sentences that differ between two versions of a section, in order."""
    found: list[Difference] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = min(b - a, d - c)
        found += [Difference("changed", before[a + k], after[c + k]) for k in range(pairs)]
        found += [Difference("removed", text, "") for text in before[a + pairs : b]]
        found += [Difference("added", "", text) for text in after[c + pairs : d]]
    return found
