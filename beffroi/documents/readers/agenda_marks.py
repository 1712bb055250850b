"""How a line of an agenda begins: "1.", "II -", "A)", "Délibération n° 3 :", "2025-01 :", a bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from beffroi.documents.readers import agenda_words as words

_END = r"\s*(?:[.)\]:°/]|[-–—―]+)+"
_LABEL_WORD = (
    r"(?:point|d[ée]lib[ée]ration|d[ée]l(?:ib)?\.?|dcm|question|affaire|rapport|dossier|projet|sujet|article|art\.)"
)
_NUMBER = r"n\s?[°ºo]\s*\.?"
_REFERENCE = r"\d{2,4}\s?[-–./]\s?\d{1,4}(?:\s?[-–./]\s?\d{1,4}){0,2}"
_ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"

# order matters: the first that fits says what the line is
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "label",
        re.compile(
            rf"^(?:{_LABEL_WORD}\s*(?:{_NUMBER}\s*)?|{_NUMBER}\s*)(?P<number>{_REFERENCE}|\d{{1,3}})(?:{_END}|\s)\s*",
            re.IGNORECASE,
        ),
    ),
    ("reference", re.compile(r"^(?P<number>\d{2,4}\s?[-–./]\s?\d{1,4}(?:[-–./]\d{1,4})?)\s*(?:[:–—]|\s-)\s*(?=\D)")),
    ("reference", re.compile(r"^(?P<number>\d{4}\s?[-–./]\s?\d{2,3})\s+(?=[A-ZÀ-Ý«])")),
    (
        "decimal",
        re.compile(
            rf"^(?P<number>\d{{1,2}}\.\d{{1,2}}(?=\D)|\d{{1,2}}-(?:\d{{1,2}}|[a-zA-Z]\b)"
            rf"|\d{{1,2}}\s?[-.]\s?(?:\d{{1,2}}|[a-zA-Z])(?={_END}))(?:{_END}\s*|\s+)(?=\S)"
        ),
    ),
    ("decimal", re.compile(rf"^(?P<number>[IVX]{{1,4}}[.-]\d{{1,2}})(?:{_END}\s*|\s+)(?=\S)")),
    ("decimal", re.compile(r"^(?P<number>[A-Z]\d{1,2})\s*(?:[.):]|[-–—])+\s*(?=\S)")),
    ("arabic", re.compile(rf"^(?P<number>\d{{1,2}}){_END}(?=\s|[^\W\d_]|[«\"]|$)\s*")),
    ("roman", re.compile(rf"^(?P<number>{_ROMAN}){_END}(?=\s|$)\s*")),
    ("letter", re.compile(r"^(?P<number>(?!M\.)[A-Za-z])\s?(?:[.)\]/]|[-–—])+(?=\s|$)\s*")),
    ("letter", re.compile(r"^(?P<number>[A-Z])\s[-–—](?=[A-ZÀ-Ý«])")),
    ("bare", re.compile(r"^(?P<number>\d{1,2})(?:\t+|\s+)(?=[A-ZÀ-Ý«])")),
    ("numeral", re.compile(rf"^(?P<number>{_ROMAN})\s+(?=[A-ZÀ-Ý«])")),
    ("bullet", re.compile(r"^(?P<number>[-–—•·●○◦▪■□►▶➢➤➔→✓✔❖◆♦*+\uf000-\uf0ff>]+)\s*(?=\S)")),
    # bullets of symbol fonts, as they come out of Word and of scans: a lone sign before a capital
    (
        "bullet",
        re.compile(r"^(?P<number>[#%&§¤©Øüþ]{1,2}|[vyqoŸY4¥eés®°¢»]{1,2}(?=\s[A-ZÀ-Ý])|[eé]#)\s+(?=[\"«A-ZÀ-Ý])"),
    ),
)
_DATE = re.compile(r"^\d{1,2}\s?([-./])\s?\d{1,2}\s?\1\s?(?:\d{4}|\d{2})\b|^\d{1,2}\s?[h:]\s?\d{2}\b")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Mark:
    """``kind`` is the way of numbering, ``label`` what is printed, ``value`` the number where it counts (else 0),
    ``rest`` the words after it."""

    kind: str
    label: str
    value: int
    rest: str


def mark(line: str) -> Mark | None:
    """How ``line`` begins, None when with nothing but words."""
    line = re.sub(r"^[~`'’;,.|_=¦]\s+", "", line.strip()).replace("\\_", " ").replace("\\", "").replace("**", "")
    if _DATE.match(line):
        return None
    for kind, pattern in _PATTERNS:
        found = pattern.match(line)
        if found:
            label = "".join(found["number"].split())
            rest = line[found.end() :].strip()
            if kind == "bullet" and (inner := mark(rest)) and inner.kind in ("decimal", "label", "reference"):
                return inner
            return Mark(kind, label, _value(kind, label), rest)
    return None


class Piece(NamedTuple):
    text: str
    mark: Mark | None


# true bullets may stand between any two items; what a scan makes of them only between two that look like items
_BULLET_INSIDE = re.compile(r"\s+(?=[•●▪■□►▶➢➤➔✓✔❖◆]\s+[«A-ZÀ-Ý])")
_STRAY_INSIDE = re.compile(r"\s+(?=(?:[#%&§¤>]{1,2}|[4vyYŸ])\s+(?P<next>[A-ZÀ-Ý].*))")


def split_items(text: str, found: Mark | None) -> list[Piece]:
    """The items that one line holds: a scan may set two short ones side by side ("# Budget # Emprunt")."""
    if found is None or found.kind not in ("bullet", "bare"):
        return [Piece(text, found)]
    cuts = [cut.start() for cut in _BULLET_INSIDE.finditer(text) if cut.start()]
    for cut in _STRAY_INSIDE.finditer(text):
        before = text[: cut.start()].rstrip()
        if cut.start() and (words.is_act(cut["next"]) or before.endswith((",", ";"))):
            cuts.append(cut.start())
    edges = [0, *sorted(set(cuts)), len(text)]
    pieces = [text[start:end].strip() for start, end in zip(edges, edges[1:], strict=False)]
    return [Piece(text, found)] if len(pieces) == 1 else [Piece(piece, mark(piece)) for piece in pieces]


_SPOILED = re.compile(
    r"^(?:[^\w\s]\s*)*(?:[^\s\d]{1,2}\s*)?[-–—]\s?(?P<number>\d{1,2})\s*_?\s*[:.]\s*(?P<rest>[«A-ZÀ-Ý].*)$"
)


def restored(line: str, parent: str, elders: list[str]) -> Mark | None:
    """The number of a sub-item whose first figure a scan spoiled ("œ -2 : Adoption..." below 3 and after 3-1 is
    3-2), None where the sequence does not tell it."""
    found = _SPOILED.match(line.replace("\\_", "_").replace("\\", "").strip())
    if not found or not parent.isdigit():
        return None
    previous = int(re.findall(r"\d+", elders[-1])[-1]) if elders and re.search(r"\d$", elders[-1]) else 0
    if not previous < int(found["number"]) <= previous + 2:
        return None
    return Mark("decimal", f"{parent}-{found['number']}", 0, found["rest"])


_MISREAD_ROMAN = re.compile(r"^(?P<number>[IVXTlLJH1|!]{1,5})(?:\s*[-.)–—]+\s*|\s+)(?P<rest>[«A-ZÀ-Ý].*)$")


def restored_roman(line: str, expected: int) -> Mark | None:
    """The roman number that a scan spoiled ("IT. FINANCES" after I is II), None where the sequence does not tell it."""
    found = _MISREAD_ROMAN.match(line.strip())
    if not found:
        return None
    label = re.sub(r"[TlLJ1|!]", "I", found["number"].replace("H", "II"))
    plain = re.fullmatch(_ROMAN, label)
    return Mark("roman", label, expected, found["rest"]) if plain and _value("roman", label) == expected else None


def _value(kind: str, label: str) -> int:
    if kind in ("arabic", "bare") or (kind == "label" and label.isdigit()):
        return int(label)
    if kind == "letter":
        return ord(label.upper()) - ord("A") + 1
    if kind in ("roman", "numeral"):
        values = [_ROMAN_VALUES[char] for char in label]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return 0
