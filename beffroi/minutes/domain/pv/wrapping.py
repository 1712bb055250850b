"""Lines that a page cut in the middle of a list: told from the lines that are an entry each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.minutes.domain.pv.paper import Paper

_LEAST, _MOST = 45, 150
"""Narrower or wider than any page of text: the lines are not cut by one."""
_OPEN = re.compile(
    r"(?:\b(?:à|par|de|du|au|et|pour|pouvoir|procuration|mandat|donne|donné|donnée|donnant|ayant|qui|a|représentée?"
    r"|MM?\.|Mr|Mmes?|Mlle|Monsieur|Madame|Messieurs|Mesdames|Le|La|LE|LA|DE|DU)|→|->|\()$"
)
_BEGINS = re.compile(r"\s*(?:[-–—•*>]\s|[A-ZÀ-Ý][^:,;\n]{1,60}\s?:\s)")
"""A line that begins an entry, full as the one above may be: a dash, a commune before its members."""
_GOES_ON = re.compile(
    r"(?:\((?![ivx\d])|(?:à|par|qui|ayant|pouvoir|procuration|donne|a donné|représentée?|suppléée?)\s)"
)


def width(lines: Sequence[str]) -> int:
    """How many letters the page holds on a line: the greatest length that several lines come close to; 0 where the
    lines are whole paragraphs."""
    lengths = sorted((len(line.rstrip()) for line in lines if line.strip() and "\t" not in line), reverse=True)
    for at in range(len(lengths) - 3):
        if _LEAST <= lengths[at] <= _MOST and lengths[at + 3] >= lengths[at] - 10:
            return lengths[at]
        if lengths[at] < _LEAST:
            break
    return 0


def rejoined(paper: Paper, start: int, end: int, full: int) -> str:
    """The text of ``[start, end)``, letter for letter, with a space where the page, ``full`` letters wide, cut it."""
    text = paper.flow[start:end]
    made = list(text)
    for match in re.finditer(r"\n", text):
        at = match.start()
        first = paper.flow.rfind("\n", 0, start + at) + 1
        line = paper.flow[first : start + at].rstrip()
        below = text[at + 1 :].split("\n", 1)[0]
        if not below.strip() or not line.strip():
            continue
        word = below.split(maxsplit=1)[0]
        cut = full and len(line) + 1 + len(word) > full * 0.92 and "   " not in line.strip()
        if cut and not _BEGINS.match(below) or _OPEN.search(line) or _GOES_ON.match(below.strip()):
            made[at] = " "
    return "".join(made)
