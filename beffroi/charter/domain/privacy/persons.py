"""Who is the same person in a call: "Claire Dubois", "DUBOIS Claire" and "Dubois" alone, unless two bear the name."""

from __future__ import annotations

from collections.abc import Iterable

from beffroi.facts.firstnames import wide_first_names
from beffroi.facts.people import as_known, first_names_agree, tokens
from beffroi.facts.text import fold

from .page import page

Parts = tuple[tuple[str, ...], tuple[str, ...]]
"""First names, last names: folded words."""


class Persons:
    """The people named in one call. Keys are opaque; they are never shown."""

    def __init__(self) -> None:
        self._full: dict[Parts, str] = {}
        self._written: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"<Persons: {len(self._written)}>"

    def add(self, names: Iterable[str]) -> None:
        """People as they are named in a text, so that who is named in part can be told."""
        for name in names:
            first, last, written = _parts(name)
            if first and last:
                self._full.setdefault((first, last), written)

    def key(self, name: str) -> str:
        """The same for every way of naming one person."""
        first, last, written = _parts(name)
        bearers = [who for who in self._full if _may_be(who, first, last)]
        who = bearers[0] if len(bearers) == 1 else (first, last)
        key = "|".join(map(" ".join, who)) if first or last else written
        self._written.setdefault(key, self._full.get(who, written))
        return key

    def shown(self, key: str) -> str:
        """The name in full, as it was first written."""
        return self._written[key]

    def last_of(self, written: str) -> str:
        """The last name in a full name, as it is written; the whole where it has but one part."""
        first, last, _ = _parts(written)
        if not (first and last):
            return written
        words = written.split()
        kept = [word for word in words if not set(tokens(word)) <= set(first)]
        return " ".join(kept) or written


def _may_be(who: Parts, first: tuple[str, ...], last: tuple[str, ...]) -> bool:
    if not last:
        return bool(first) and who[0] == first
    return who[1] == last and first_names_agree(" ".join(who[0]), " ".join(first))


def _parts(name: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """First names, last names, and the name on one line."""
    written = " ".join(name.split())
    known = as_known(page(written).shape.clean)
    if not known.first and fold(known.last) in wide_first_names():
        return tokens(known.last), (), written
    return tokens(known.first), tokens(known.last), written
