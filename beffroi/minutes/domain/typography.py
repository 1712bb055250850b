"""French typography of a text that the program composes or quotes: apostrophes, and spaces that hold together what
must not be parted at the end of a line (Lexique des règles typographiques de l'Imprimerie nationale)."""

from __future__ import annotations

import re

NBSP, NARROW = "\u00a0", "\u202f"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("'"), "’"),
    (re.compile(r"\.{3,}"), "…"),
    (re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))"), NARROW),
    (re.compile(r"(?<=\d) (?=(?:€|%|h|voix|euros?)(?!\w))"), NBSP),
    (re.compile(r"(?<=\w) ?(?=[?!;](?:\s|$|»))"), NARROW),
    (re.compile(r"(?<=\S) (?=:(?:\s|$))"), NBSP),
    (re.compile(r"(?<=«) | (?=»)"), NBSP),
    (re.compile(r"\b(M\.|MM\.|Mme|Mmes|n°|art\.) (?=\S)"), rf"\1{NBSP}"),
)


def typographic(text: str) -> str:
    """The text with its French apostrophes and spaces; its words and figures are untouched."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


_PLAIN = str.maketrans({"’": "'", NBSP: " ", NARROW: " "})


def flat(text: str) -> str:
    """The text with plain apostrophes and spaces, each character at its place: to look words up in it."""
    # A few capitals are two characters long in lower case: those stay.
    return "".join(low if len(low := each.lower()) == 1 else each for each in text.translate(_PLAIN))
