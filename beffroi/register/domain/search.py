"""Search in a register: every word asked, whatever its accents, capitals or ending; names first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from beffroi.facts.text import fold

from .sheet import Sheet

LONGEST_QUERY = 200
_WORD = re.compile(r"[a-z0-9œæ]+")


def words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _root(word: str) -> str:
    """Without the endings of number, so that "caméras" finds "caméra"."""
    return word.rstrip("sx") if len(word) > 3 else word


def find(sheets: Iterable[Sheet], query: str) -> list[Sheet]:
    """Those that hold every word (all of them when nothing is asked); a word stands for those that it begins."""
    asked = [_root(word) for word in words(query[:LONGEST_QUERY])]
    scored = [(score, rank, sheet) for rank, sheet in enumerate(sheets) if (score := _score(sheet, asked)) is not None]
    return [sheet for _, _, sheet in sorted(scored, key=lambda each: (-each[0], each[1]))]


def _score(sheet: Sheet, asked: list[str]) -> int | None:
    named = words(sheet.name)
    held = words(" ".join((*sheet.values.values(), sheet.status_name)))
    if not all(any(word.startswith(root) for word in held) for root in asked):
        return None
    return sum(any(word.startswith(root) for word in named) for root in asked)
