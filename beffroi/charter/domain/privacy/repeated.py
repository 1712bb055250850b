"""People who were named and are named again; names spelled letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.scan import Scan

from .found import Found
from .naming import PARTICLES, is_first, is_last
from .spans import Kind
from .walk import Word
from .words import EVERYDAY, NOT_ALONE


def again(page: Scan, words: Sequence[Word], taken: bytearray, names: Sequence[str]) -> Iterator[Found]:
    """Where somebody already named is named again, by the first or the last name alone."""
    parts = {
        part
        for name in names
        for part in re.findall(r"[a-z]+(?:[-'][a-z]+)*", name)
        if len(part) > 2 and part not in PARTICLES
    }
    for word in words:
        if taken[word.start] or word.folded not in parts:
            continue
        if (word.capital and (not word.opens or word.folded not in EVERYDAY or is_first(word))) or (
            word.folded not in EVERYDAY and word.folded not in NOT_ALONE
        ):
            yield Found(word.start, word.end, Kind.NAME, 0.85, "personne déjà nommée dans le texte")


def spelled_names(page: Scan, words: Sequence[Word]) -> Iterator[Found]:
    """Names spelled letter by letter, which the page has closed up."""
    origin = page.shape.origin
    if origin is None or len(page.shape.original) - len(page.shape.clean) < 3:
        return
    for word in words:
        spread = origin[word.end - 1] - origin[word.start] + 1
        if spread > len(word.folded) > 3 and spread >= 2 * len(word.folded) - 1 and _is_spelled_name(page, word):
            yield Found(word.start, word.end, Kind.NAME, 0.85, "nom épelé")


def _is_spelled_name(page: Scan, word: Word) -> bool:
    cue = re.search(r"(?:epell?e|epelle|s'ecrit|lettres|appelle|nom)[^.]{0,20}$", page.before(word.start, 40))
    return bool(cue) or is_last(word) or (is_first(word) and word.folded not in EVERYDAY)
