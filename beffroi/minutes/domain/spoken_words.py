"""Correcting what was heard: the words keep their times, and the same mishearing is found elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Timed = list[object]
"""[start, end, text, probability], as stored."""
LONGEST = 4
"""Words of a mishearing that is worth looking for elsewhere."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words heard, and the words meant in their place."""

    heard: str
    meant: str


def realign(words: Sequence[Timed], text: str) -> list[Timed]:
    """``words`` following the corrected ``text``: unchanged ones keep their times, new ones share the time of those
    they replace (certain, since a person wrote them)."""
    new = text.split()
    old = [str(word[2]).strip() for word in words]
    made: list[Timed] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            made += [[words[a + k][0], words[a + k][1], new[c + k], words[a + k][3]] for k in range(b - a)]
        elif d > c:
            start, end = _span(words, a, b)
            step = (end - start) / (d - c)
            made += [
                [round(start + k * step, 3), round(start + (k + 1) * step, 3), new[c + k], 1.0] for k in range(d - c)
            ]
    return made


def _span(words: Sequence[Timed], a: int, b: int) -> tuple[float, float]:
    """The time of ``words[a:b]``; when empty, the instant between its neighbours."""
    if b > a:
        return _seconds(words[a][0]), _seconds(words[b - 1][1])
    if not words:
        return 0.0, 0.0
    start = _seconds(words[a - 1][1]) if a else _seconds(words[0][0])
    end = _seconds(words[a][0]) if a < len(words) else start
    return start, max(start, end)


def _seconds(value: object) -> float:
    return float(str(value))


def replacements(before: str, after: str) -> list[Replacement]:
    """The short replacements that lead from ``before`` to ``after``, punctuation aside."""
    old, new = before.split(), after.split()
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "replace" or b - a > LONGEST or d - c > LONGEST:
            continue
        heard, meant = _bare(old[a:b]), _bare(new[c:d])
        if heard and meant and heard != meant:
            found.append(Replacement(heard, meant))
    return found


def _bare(words: Sequence[str]) -> str:
    return re.sub(r"^[^\w]+|[^\w%€]+$", "", " ".join(words))


def pattern(heard: str) -> re.Pattern[str]:
    """Finds these very words, whole, whatever the spaces between them."""
    inner = r"\s+".join(re.escape(word) for word in heard.split())
    return re.compile(rf"(?<![\w-]){inner}(?![\w-])")


def replace_all(text: str, replacement: Replacement) -> str:
    return pattern(replacement.heard).sub(lambda _: replacement.meant, text)


def occurrences(texts: Sequence[str], heard: str) -> list[int]:
    """Indexes of the texts where these words stand."""
    looked_for = pattern(heard)
    return [index for index, text in enumerate(texts) if looked_for.search(text)]
