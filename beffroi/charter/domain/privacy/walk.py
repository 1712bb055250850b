"""The words of a text with their places: what the rules on names and addresses walk along."""

from __future__ import annotations

import re
from typing import NamedTuple

from beffroi.facts.scan import Scan

_WORD = re.compile(
    r"[A-ZÀ-Þ][a-zß-ÿ]+(?=[A-ZÀ-Þ][a-zß-ÿ])|(?:[dlnsjmtc]|qu|jusqu|lorsqu|puisqu|quelqu)'(?=\w)"
    r"|[^\W\d_]+(?:['-](?=[^\W\d_])[^\W\d_]+)*'?|[0-9]+"
)


class Word(NamedTuple):
    """A word at ``clean[start:end]``; ``gap`` is what stands between it and the word before.

    A tuple rather than a dataclass: one is made for every word of every text, and this takes a third of the time."""

    start: int
    end: int
    clean: str
    folded: str
    gap: str
    capital: bool

    @property
    def upper(self) -> bool:
        return len(self.clean) > 1 and self.clean.isupper()

    @property
    def joined(self) -> bool:
        """Whether it continues the word before, on the same line or the next."""
        return self.gap in ("", " ", "  ", "-", "_", "\n", " \n", "\n ")

    @property
    def opens(self) -> bool:
        """Whether it begins a sentence, a line or a quotation."""
        return (
            not self.joined and any(mark in self.gap for mark in '.!?:;…\n«"•*>|(-') or self.gap in ("\n", " \n", "^")
        )


def words_of(page: Scan) -> list[Word]:
    clean, folded = page.shape.clean, page.folded
    found: list[Word] = []
    make = tuple.__new__
    end = 0
    for match in _WORD.finditer(clean):
        start, stop = match.span()
        word = match[0]
        gap = clean[end:start] if found else "^" + clean[:start]
        # As Word(...) makes it, without a call in Python for every word of every text.
        found.append(make(Word, (start, stop, word, folded[start:stop], gap, word[0].isupper())))
        end = stop
    return found
