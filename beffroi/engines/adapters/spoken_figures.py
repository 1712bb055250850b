"""Whisper writes numbers in figures and sometimes stops half-way: "20 et une voix" for twenty-one, "30 et 1 000
euros" for 31 000, "100, 25 000 euros" for 125 000. Said aloud, each of these is one number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..protocols import Word

_TENS = {"20", "30", "40", "50", "60"}
_ONE = re.compile(r"^(?:une?|1)([,.;:!?]*)$")
_HUNDREDS = re.compile(r"^([1-9]00),$")
_BELOW = re.compile(r"^[1-9][0-9]?$")
_GROUP = re.compile(r"^000[,.;:!?]*$")
_NO_PAUSE = 0.25
_UNSURE = 0.45
"""Two amounts may really have been said one after the other: the reader is asked."""
_ANOTHER = re.compile(r"^(?:autres?|demie?|quart|seule?)\b")


def mended(words: Sequence[Word]) -> list[Word]:
    """The same words with such numbers in one word each ("21", then "31" "000")."""
    made: list[Word] = []
    at = 0
    while at < len(words):
        taken = _and_one(words, at) or _split_hundreds(words, at)
        if taken:
            word, count = taken
            made.append(word)
            at += count
        else:
            made.append(words[at])
            at += 1
    return made


def _and_one(words: Sequence[Word], at: int) -> tuple[Word, int] | None:
    run = words[at : at + 3]
    if len(run) < 3 or run[0].text not in _TENS or run[1].text != "et":
        return None
    one = _ONE.match(run[2].text)
    if one is None or not _together(run) or (at + 3 < len(words) and _ANOTHER.match(words[at + 3].text)):
        return None
    return _joined(run, f"{int(run[0].text) + 1}{one[1]}", sure=1.0), 3


def _split_hundreds(words: Sequence[Word], at: int) -> tuple[Word, int] | None:
    run = words[at : at + 3]
    if len(run) < 3 or not _BELOW.match(run[1].text) or not _GROUP.match(run[2].text):
        return None
    hundreds = _HUNDREDS.match(run[0].text)
    if hundreds is None or not _together(run):
        return None
    return _joined(run[:2], str(int(hundreds[1]) + int(run[1].text)), sure=_UNSURE), 2


def _together(run: Sequence[Word]) -> bool:
    return all(after.start - before.end < _NO_PAUSE for before, after in zip(run, run[1:], strict=False))


def _joined(run: Sequence[Word], text: str, *, sure: float) -> Word:
    return Word(run[0].start, run[-1].end, text, min(sure, *(word.probability for word in run)))
