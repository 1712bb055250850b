"""What stands for personal data in a masked text: "[PERSONNE_1]", "[TELEPHONE_2]"... and how it is read back, even
where a model changed its case, its accents, its spaces or its brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beffroi.facts.text import fold

from .spans import Kind

LABELS: dict[Kind, str] = {
    Kind.NAME: "PERSONNE",
    Kind.ADDRESS: "ADRESSE",
    Kind.PHONE: "TELEPHONE",
    Kind.EMAIL: "COURRIEL",
    Kind.NIR: "SECU",
    Kind.IBAN: "IBAN",
    Kind.PLATE: "IMMATRICULATION",
    Kind.BIRTH: "NAISSANCE",
    Kind.CAF: "ALLOCATAIRE",
    Kind.DOCUMENT: "DOCUMENT",
    Kind.CARD: "CARTE",
}
LONGEST = 48
"""More characters than any token has, however a model writes it."""


def _loose(label: str) -> str:
    """A label in any case, its letters with or without an accent."""
    accented = {"E": "[eéèêë]", "A": "[aàâ]", "U": "[uùû]", "C": "[cç]", "I": "[iîï]"}
    return "".join(accented.get(letter, letter.lower()) for letter in label)


_NAMES = "|".join(_loose(label) for label in sorted(LABELS.values(), key=len, reverse=True))
_PLAIN = [label for label in LABELS.values() if label not in ("DOCUMENT", "CARTE", "IBAN")]
_GAP = r"[ \u00a0\u202f\t\\_\-‐‑–.:°n]"
TOKEN = re.compile(
    rf"\\?[\[{{⟦<〈【]{{1,2}}[ \u00a0\u202f*_\\]{{0,3}}(?:l[ae] |l['’]|les )?(?P<name>{_NAMES})s?{_GAP}{{0,4}}"
    r"(?P<number>[0-9]{1,5})[ \u00a0\u202f*\\]{0,3}[\]}⟧>〉】]{1,2}"
    rf"|(?<![\w])(?P<bare>{_NAMES})s?\\?_\\?(?P<barenumber>[0-9]{{1,5}})(?![0-9])\]?"
    rf"|(?<![\w])(?P<caps>(?-i:{'|'.join(_PLAIN)}))(?-i:S?)[ -](?P<capsnumber>[0-9]{{1,5}})(?![0-9])",
    re.IGNORECASE,
)
HINT = re.compile(rf"(?:{'|'.join(label.lower() for label in sorted(LABELS.values()))})[^0-9]{{0,9}}[0-9]")
"""What a folded text that holds a token holds, found sooner."""


@dataclass(frozen=True, slots=True)
class Token:
    """A placeholder at ``text[start:end]``."""

    start: int
    end: int
    label: str
    number: int

    @property
    def key(self) -> str:
        return f"{self.label}_{self.number}"


def tokens(text: str) -> Iterator[Token]:
    """The placeholders of a text, in order, whoever wrote them."""
    for match in TOKEN.finditer(text):
        label = fold(match["name"] or match["bare"] or match["caps"]).upper()
        yield Token(
            match.start(), match.end(), label, int(match["number"] or match["barenumber"] or match["capsnumber"])
        )


_OPENER = re.compile(rf"\\?[\[{{⟦<〈【]{{1,2}}[^\[\]{{}}⟦⟧<>〈〉【】\n]{{0,{LONGEST}}}$|\\$|[\[{{⟦<〈【]$")
_TAIL = re.compile(r"(?<!\w)([^\W\d_]{1,16})(\\?[_ -]?\\?)([0-9]{0,5})$")


def unfinished(text: str) -> int:
    """Where a placeholder may have begun that the text does not end yet; the text's length when there is none."""
    opener = _OPENER.search(text, max(0, len(text) - LONGEST - 4))
    if opener:
        return opener.start()
    tail = _TAIL.search(text, max(0, len(text) - LONGEST))
    if tail and _begins_label(tail[1], whole=bool(tail[2] or tail[3])):
        return tail.start()
    return len(text)


def _begins_label(word: str, *, whole: bool) -> bool:
    folded = fold(word).upper()
    if whole:
        return folded.removesuffix("S") in LABELS.values() or folded in LABELS.values()
    return any(f"{label}S".startswith(folded) for label in LABELS.values())
