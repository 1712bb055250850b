"""Digits given one after the other, written in groups or said in words: what a telephone number is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.facts.scan import Scan

_BETWEEN = re.compile(
    r"[ ,\n.\-…/_·•|*]{0,5}(?:(?:euh|heu|hum|hm|mmh|ah|oh|ben|bah|bon|voila|oui|hein"
    r"|alors|puis|ensuite|et puis|et|donc|apres)(?![a-z])[ ,.…]{1,4}){0,3}"
    r"|[\])}>][ ]?[\[({<]"
)
"""What stands between two groups: a mark, words said while one looks for the next, or each in its own brackets. Who
says "attendez" or "pardon" begins again."""
_FEW = frozenset(("2", "3", "4"))
_TIMES_THE = re.compile(r" fois (?:le |les |un )?")
MOST = 34
"""More digits than any number that is looked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some digits at ``folded[start:end]`` of a scan: "06", "six", "trente-quatre"."""

    start: int
    end: int
    digits: str


@dataclass(frozen=True, slots=True)
class Window:
    """Groups ``first`` to ``last`` (left out) of a run, read as one number."""

    start: int
    end: int
    digits: str
    last: int


def digit_runs(page: Scan) -> list[list[Group]]:
    """Neighbouring groups of digits; a percentage, a rank or a number of a thousand in words ends a run."""
    if "digits" not in page.memory:
        page.memory["digits"] = _runs(page)
    runs: list[list[Group]] = page.memory["digits"]
    return runs


def _runs(page: Scan) -> list[list[Group]]:
    runs: list[list[Group]] = []
    before = -1
    for number in page.numbers:
        digits = _digits(page.folded[number.start : number.end], number.value, number.ordinal or number.percent)
        if not digits:
            before = -1
            continue
        group = _repeated(page, Group(number.start, number.end, digits))
        ten = runs[-1][-1] if before >= 0 else None
        if ten and ten.digits in _FEW and _TIMES_THE.fullmatch(page.folded, ten.end, group.start):
            runs[-1][-1] = Group(ten.start, group.end, group.digits * int(ten.digits))
        elif ten and _units(page, ten, number.start, digits):
            runs[-1][-1] = Group(ten.start, number.end, str(int(ten.digits) + int(digits)))
        elif before >= 0 and _BETWEEN.fullmatch(page.folded, before, group.start):
            runs[-1].append(group)
        else:
            runs.append([group])
        before = number.end
    return runs


_TIMES = {"double ": 2, "triple ": 3}


def _repeated(page: Scan, group: Group) -> Group:
    """ "double zéro" is two zeros."""
    word = page.before(group.start, 7)
    if word not in _TIMES or len(group.digits) != 1:
        return group
    return Group(group.start - len(word), group.end, group.digits * _TIMES[word])


def _units(page: Scan, ten: Group, start: int, digits: str) -> bool:
    """Whether a figure ends a ten in words: "cinquante-6"."""
    words = page.folded[ten.start].isalpha() and len(ten.digits) == 2 and ten.digits[1] == "0"
    return words and len(digits) == 1 and page.folded[start].isdigit() and page.folded[ten.end : start] == "-"


def _digits(said: str, value: object, other: bool) -> str:
    if other:
        return ""
    if said[0].isdigit():
        figures = re.sub(r"[ .,'\n]", "", said)
        return figures if figures.isdigit() else ""
    return str(value) if isinstance(value, int) and 0 <= value < 1000 else ""


def window(run: Sequence[Group], first: int, length: int) -> Window | None:
    """The number of exactly ``length`` digits that begins with a group, or None."""
    digits = ""
    for at in range(first, len(run)):
        digits += run[at].digits
        if len(digits) >= length:
            return Window(run[first].start, run[at].end, digits, at + 1) if len(digits) == length else None
    return None
