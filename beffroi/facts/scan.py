"""A text read once: its plain form and its numbers, which every finder starts from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from beffroi.facts.numbers import NumberMention, raw_numbers
from beffroi.facts.text import Plain, plain

_FIGURES = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Scan:
    """Offsets in a scan are those of the plain text, until ``shape.span`` brings them back."""

    shape: Plain
    numbers: list[NumberMention]
    by_start: dict[int, NumberMention] = field(default_factory=dict)
    by_end: dict[int, NumberMention] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What finders read once for all of them."""

    @property
    def folded(self) -> str:
        return self.shape.folded

    def number_after(self, at: int, *, room: int = 3) -> NumberMention | None:
        """The number that begins at ``at`` or after a few spaces."""
        stop = min(len(self.folded), at + room)
        while at < stop and self.folded[at] in " \n":
            at += 1
        return self.by_start.get(at)

    def number_before(self, at: int, *, room: int = 3) -> NumberMention | None:
        """The number that ends at ``at`` or a few spaces before."""
        stop = max(0, at - room)
        while at > stop and self.folded[at - 1] in " \n":
            at -= 1
        return self.by_end.get(at)

    def from_figures(self, pattern: re.Pattern[str], text: str = "") -> Iterator[re.Match[str]]:
        """Matches, in the folded text or in ``text`` of the same length, of a pattern that begins with a figure and
        that no figure may precede: tried where figures begin, and not at every character."""
        text = text or self.folded
        starts = self.memory.get("figures")
        if starts is None:
            starts = self.memory["figures"] = [match.start() for match in _FIGURES.finditer(self.folded)]
        end = 0
        for at in starts:
            match = pattern.match(text, at) if at >= end else None
            if match:
                yield match
                end = match.end()

    def before(self, at: int, length: int = 40) -> str:
        """The folded text just before an offset."""
        return self.folded[max(0, at - length) : at]


def scan(text: str | Scan) -> Scan:
    """Read a text once; a scan is given back as it is."""
    if isinstance(text, Scan):
        return text
    return read(plain(text))


def read(shape: Plain) -> Scan:
    """A plain text with its numbers."""
    numbers = raw_numbers(shape)
    return Scan(shape, numbers, {n.start: n for n in numbers}, {n.end: n for n in numbers})
