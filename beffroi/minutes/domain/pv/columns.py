"""Lists side by side on the page ("Présents :      Excusés :") put one under the other again, each line kept whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.facts import fold

_LABEL = re.compile(
    r"(?:(?:etaient|sont|membres|conseillers|delegues|elus|ont donne|ayant donne)\s+)*(?:presente?s?|absente?s?"
    r"|excusee?s?|absente?s? excusee?s?|representee?s?|pouvoirs?|procurations?)[^:\d]{0,30}\s*:\s*$"
)
_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
_MOST = 45

Row = tuple[int, str]
"""The rank of the line that a piece comes from, and the piece."""


def unfolded(lines: Sequence[str]) -> list[Row]:
    """Every line in order, the rows under a line of two labels or more taken column by column."""
    out: list[Row] = []
    at = 0
    while at < len(lines):
        places = _labels(lines[at])
        if len(places) < 2:
            out.append((at, lines[at]))
            at += 1
            continue
        end = _end(lines, at + 1, places)
        out += _by_column(lines, at, end, places)
        at = end
    return out


def _cells(line: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in _CELL.finditer(line)]


def _labels(line: str) -> list[int]:
    """Where the columns begin, if at least two of them begin with the label of a list and nothing else."""
    cells = _cells(line) if "\t" not in line else []
    labels = [place for place, text in cells if _LABEL.match(fold(text))]
    return [place for place, _ in cells] if len(labels) >= 2 else []


def _end(lines: Sequence[str], at: int, places: Sequence[int]) -> int:
    """The first line below that stands in none of the columns: blank, or running over where one begins."""
    for rank in range(at, min(len(lines), at + _MOST)):
        cells = _cells(lines[rank])
        if not cells or any(min(abs(start - place) for place in places) > 3 for start, _ in cells):
            return rank
        if any(start + 4 < place < start + len(text) for start, text in cells for place in places):
            return rank
    return min(len(lines), at + _MOST)


def _by_column(lines: Sequence[str], first: int, end: int, places: Sequence[int]) -> list[Row]:
    found: list[Row] = []
    for place in places:
        for rank in range(first, end):
            found += [
                (rank, text)
                for start, text in _cells(lines[rank])
                if min(places, key=lambda each: abs(each - start)) == place
            ]
    return found
