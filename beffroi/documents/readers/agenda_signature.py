"""Who signs a convocation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from beffroi.documents.readers.agenda_words import loose
from beffroi.facts.names import find_names

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value and the rank, from 1, of the line it was read from."""

    value: T
    line: int


@dataclass(frozen=True, slots=True)
class Signatory:
    """``role`` as printed ("Le Maire", "La première adjointe"), ``name`` empty where a signature alone stands."""

    role: str
    name: str = ""


_OFFICE = r"maire|président|présidente|vice-présidente?|premi(?:er|ère)\s+(?:adjointe?|maire)|doyenne?"
_ROLE = loose(
    r"^(?:(?!m\.|mme)\W*\w{0,3}[.,]\s+|\W+)?(?P<role>(?:pour\s+)?(?:(?:m\.|mme|monsieur|madame)\s+)?"
    rf"(?:l.adjointe?\b|l[ea]\s+(?:{_OFFICE})\b)[^\n]{{0,60}}?)(?:\s*[,:]\s*|$)(?P<rest>.*)$"
)
_ROLE_AFTER = loose(rf"^(?:l[ea]\s+)?(?:{_OFFICE})\b(?:\s+(?:de|d['’]|du|délégué).*)?$")
_NAME_THEN_ROLE = loose(rf"^(?P<name>[^,]{{4,40}}),\s*(?P<role>(?:l[ea]\s+)?(?:{_OFFICE})\b.{{0,40}})$")

_TWO_WORDS = re.compile(r"^[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? [A-ZÀ-Ý]{2,}(?:[ '’-][A-ZÀ-Ý]+)*$")
"""A first name and a family name in capitals, which few other lines are."""


def signatory(lines: Sequence[str], first: int, end: int) -> Said[Signatory] | None:
    """Who signs, looked for from the line before ``end`` up to ``first`` (ranks from 0): an office with a name on its
    line or just below, or a name above an office. An office without a name signs nothing above the list."""
    below_the_list = end == len(lines)
    for rank in range(end - 1, first - 1, -1):
        for found in _signed(lines, rank, first):
            if found.name or below_the_list:
                return Said(found, rank + 1)
    return None


def _signed(lines: Sequence[str], rank: int, first: int) -> Iterator[Signatory]:
    line = lines[rank].replace("*", "").strip()
    if both := _NAME_THEN_ROLE.match(line):
        if name := _name(both["name"]):
            yield Signatory(both["role"].strip(" .:"), name)
    elif found := _ROLE.match(line):
        below = [other for other in lines[rank + 1 : rank + 6] if other.strip()][:2]
        yield Signatory(found["role"].strip(" ,:"), _first_name([found["rest"], *below]))
    elif _ROLE_AFTER.match(line):
        above = [other for other in lines[max(first, rank - 3) : rank] if other.strip()][-1:]
        if name := _first_name(above):
            yield Signatory(line.strip(" ,:"), name)


def _first_name(lines: Sequence[str]) -> str:
    return next(filter(None, map(_name, lines)), "")


def _name(line: str) -> str:
    """The name that a line is, and nothing else; a sentence that names somebody signs nothing."""
    line = re.sub(r"(?:\s+\S)+$|^\W+", "", line.strip(" .,;:"))
    if _TWO_WORDS.match(line):
        return line
    found = find_names(line)
    return found[0].text if len(found) == 1 and len(found[0].text) >= 0.7 * len(line) else ""
