"""Text made plain for searching, with a way back to the characters it came from.

Everything in ``facts`` searches a ``Plain`` text (digits of any script in ASCII, spaces, dashes and apostrophes
in one form, invisible characters gone) and answers with offsets in the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = "’‘ʼ′`´＇"
_DASHES = "‐‑‒–—―−﹣－"


@lru_cache(maxsize=4096)
def _clean(char: str) -> str:
    """What stands for a character in a plain text: one character, several (œ) or none (zero-width space)."""
    if char < "\x7f":
        return {"\t": " ", "\r": " ", "\x0b": "\n", "\x0c": "\n", "`": "'"}.get(char, char) if char >= "\t" else " "
    if char in _APOSTROPHES:
        return "'"
    if char in _DASHES:
        return "-"
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in ("Zl", "Zp"):
        return "\n"
    if category in ("Zs", "Cc"):
        return " "
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "No" or char in "ªº°":
        return "°" if char == "º" else char
    if char in "œŒæÆ":
        return {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"}[char]
    if unicodedata.decomposition(char).startswith("<"):
        return unicodedata.normalize("NFKC", char)
    return char


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    """A character in lower case without its accent; always exactly one character."""
    bare = unicodedata.normalize("NFD", char)[:1].lower()
    return bare if len(bare) == 1 else char


@dataclass(frozen=True, slots=True)
class Plain:
    """``clean`` keeps case and accents, ``folded`` has neither; both have the same length."""

    original: str
    clean: str
    folded: str
    origin: tuple[int, ...] | None = None
    """Where each plain character was, or None when nothing moved."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text behind ``[start, end)`` of the plain one (never empty)."""
        if self.origin is None:
            return start, end
        first, last = self.origin[start], self.origin[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return first, last

    def quote(self, start: int, end: int) -> str:
        """The original characters behind ``[start, end)`` of the plain text."""
        first, last = self.span(start, end)
        return self.original[first:last]


def plain(text: str) -> Plain:
    """The plain form of a text, in time proportional to its length."""
    table = {char: _clean(char) for char in set(text)}
    moved = "".join(char for char, form in table.items() if len(form) != 1)
    origin = _origin(text, table, moved) if moved else None
    clean = replaced(text, table)
    folded = replaced(clean, {char: _fold(char) for char in set(clean)})
    return Plain(text, clean, folded, origin)


_MANY = 80


def replaced(text: str, forms: dict[str, str]) -> str:
    """Each character in its form. As ``str.translate``, which takes a hundred times longer on a text that is not all
    ASCII: few characters change, and none becomes another that changes."""
    changed = {char: form for char, form in forms.items() if form != char}
    if len(changed) > _MANY or not changed.keys().isdisjoint("".join(changed.values())):
        return text.translate({ord(char): form for char, form in forms.items()})
    for char, form in changed.items():
        text = text.replace(char, form)
    return text


def _origin(text: str, table: dict[str, str], moved: str) -> tuple[int, ...]:
    """Where each plain character was; ``moved`` are the characters that become several, or none."""
    origin: list[int] = []
    at = 0
    for match in re.finditer(f"[{re.escape(moved)}]", text):
        origin += range(at, match.start())
        origin += [match.start()] * len(table[match[0]])
        at = match.end()
    origin += range(at, len(text))
    return tuple(origin)


def strip_accents(text: str) -> str:
    """The text without its accents; case is kept."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def fold(text: str) -> str:
    """Lower case, no accents, one kind of space, dash and apostrophe: for comparing, not for offsets."""
    return _folded_word(text) if len(text) < 32 else plain(text).folded


@lru_cache(maxsize=16384)
def _folded_word(text: str) -> str:
    return plain(text).folded


_ABBREVIATION = re.compile(
    r"(?:^|(?<=[^a-z0-9]))(?:mm|mmes?|mlles?|me|dr|pr|ste?|art|al|cf|ex|pp|no|ref|tel|av|bd|bld|pl|env|etc|chap"
    r"|dept|janv|fevr|juil|oct|nov|dec|[a-z])$"
)
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"'»”)\]]*(?: »)?(?=\s|$)|\n(?:[ ]*\n)+|\n(?=[ ]*(?:[-•*–]|[0-9]{1,2}[.)])[ ])")
_STARTS = re.compile(r"[\s\"'«“(\[•*-]*[A-ZÀ-ÖØ-Ý0-9€]")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence (surrounding spaces left out), in order; empty ones are not given.

    "M. Garnier", "n° 3", "art. 2", "L. 2121-15" and decimals do not end a sentence; a blank line or the next
    entry of a list does, punctuation or not."""
    shape = plain(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(shape.clean):
        if _ends(shape, stop):
            _keep(shape, start, stop.end(), spans)
            start = stop.end()
    _keep(shape, start, len(shape.clean), spans)
    return spans


def sentences(text: str) -> list[str]:
    """The sentences of a text, as strings."""
    return [text[start:end] for start, end in split_sentences(text)]


def _ends(shape: Plain, stop: re.Match[str]) -> bool:
    mark = stop[0]
    if mark[0] == "\n" or stop.end() == len(shape.clean):
        return True
    if mark[0] == "." and not mark.startswith("..") and _is_abbreviation(shape, stop.start()):
        return False
    return bool(_STARTS.match(shape.clean, stop.end()))


def _is_abbreviation(shape: Plain, dot: int) -> bool:
    """Whether the dot belongs to an abbreviation or an initial; "etc." may still end a sentence."""
    found = _ABBREVIATION.search(shape.folded, max(0, dot - 8), dot)
    if not found:
        return False
    word = shape.clean[found.start() : dot]
    if len(word) == 1:
        return word.isupper() or word in "np"
    return not word.startswith("etc") or not _STARTS.match(shape.clean, dot + 1)


def _keep(shape: Plain, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    piece = shape.clean[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip())
    if last > first:
        spans.append(shape.span(first, last))
