"""French puts a space before some marks; a mark is no word, and goes with the word that it follows."""

from __future__ import annotations

from collections.abc import Sequence

from ..protocols import Word

_OPENING = '«("“['
_NBSP = "\u00a0"


def spoken_tokens(text: str) -> list[str]:
    """The words of a text with their marks: "observations ?" and "« projet »" are one token each."""
    made: list[str] = []
    opening = ""
    for piece in text.split():
        if _is_opening(piece):
            opening += piece + (_NBSP if piece == "«" else "")
        elif not is_word(piece) and made:
            made[-1] += _NBSP + piece
        else:
            made.append(opening + piece)
            opening = ""
    return made


def with_marks(words: Sequence[Word]) -> list[Word]:
    """The same words, each lone mark put with the word before it (or dropped when it comes first)."""
    made: list[Word] = []
    for word in words:
        if is_word(word.text):
            made.append(word)
        elif made:
            last = made[-1]
            space = _NBSP if word.text[0] in "?!:;»%€" else ""
            made[-1] = Word(last.start, max(word.end, last.end), f"{last.text}{space}{word.text}", last.probability)
    return made


def is_word(token: str) -> bool:
    return any(char.isalnum() for char in token)


def _is_opening(token: str) -> bool:
    return bool(token) and all(char in _OPENING for char in token)
