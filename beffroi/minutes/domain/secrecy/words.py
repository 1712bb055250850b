"""A text as words that can be compared, with where each stands in the text as it was given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.facts.scan import Scan, scan
from beffroi.facts.text import Plain

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[^\w]{0,4}")


@dataclass(frozen=True, slots=True)
class Word:
    """``letters`` folded (no case, no accent); ``start`` and ``end`` in the plain text of the page."""

    start: int
    end: int
    letters: str
    capital: bool


@dataclass(frozen=True)
class Page:
    """A text read once. ``words`` as written; ``figures`` the same with each number, in digits or in words, as one
    word in digits ("douze" is "12")."""

    scan: Scan
    words: tuple[Word, ...]
    figures: tuple[Word, ...]

    @property
    def shape(self) -> Plain:
        return self.scan.shape

    def close(self, one: Word, other: Word) -> bool:
        """Whether nothing but a space, a hyphen, an apostrophe or the end of a line stands between them."""
        return bool(_GAP.fullmatch(self.shape.folded, one.end, other.start))

    def between(self, one: Word, other: Word) -> str:
        return self.shape.folded[one.end : other.start]


def read(text: str) -> Page:
    page = scan(text)
    words = tuple(_word(page.shape, match.start(), match.end()) for match in _WORD.finditer(page.shape.folded))
    return Page(page, words, _in_figures(page, words))


def _word(shape: Plain, start: int, end: int) -> Word:
    return Word(start, end, shape.folded[start:end], shape.clean[start].isupper())


def _in_figures(page: Scan, words: Sequence[Word]) -> tuple[Word, ...]:
    made: list[Word] = []
    until = 0
    for word in words:
        if word.start < until:
            continue
        number = page.by_start.get(word.start)
        if number is not None and isinstance(number.value, int):
            made.append(Word(number.start, number.end, str(number.value), False))
            until = number.end
        else:
            made.append(word)
    return tuple(made)


def run_of(page: Page, words: Sequence[Word], at: int, letters: str) -> int | None:
    """The index after the words that spell ``letters`` from ``at``, however they are cut: "Martin-" and "Duval" on
    two lines, "L'Hermite" in one word or two. A plural or feminine ending is allowed. None where they do not."""
    said = ""
    for index in range(at, min(at + 40, len(words))):
        if index > at and not page.close(words[index - 1], words[index]):
            return None
        said += words[index].letters
        if len(said) >= len(letters):
            return index + 1 if _same(said, letters) else None
        if not letters.startswith(said):
            return None
    return None


def _same(said: str, letters: str) -> bool:
    return said == letters or (len(letters) > 3 and letters.isalpha() and said in _inflected(letters))


def _inflected(letters: str) -> tuple[str, ...]:
    return tuple(letters + ending for ending in ("s", "x", "e", "es"))
