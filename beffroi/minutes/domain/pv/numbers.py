"""Numbers as regular expressions of a folded text: in figures up to 999, in words up to 120."""

from __future__ import annotations

import re

from beffroi.facts import parse_number, plain, to_words

_WORDS = sorted({plain(to_words(number)).folded for number in range(121)} | {"une", "aucune", "aucun"}, key=len)
NUM = rf"(?:\d{{1,3}}|(?:{'|'.join(re.sub('[ -]', '[ -]', word) for word in reversed(_WORDS))}))"
"""A count: no group of its own. To be followed by something that ends it."""
END = r"(?![\w%€]|[.,/:-]\d|\s?(?:€|%|euros?\b|h\d|h\b|heures?\b))"
_NONE = {"aucune", "aucun", "neant", "/", "-", "nil"}


def value(text: str) -> int:
    """The number behind a NUM. Raises ValueError for anything else."""
    bare = text.strip().lower()
    if bare in _NONE:
        return 0
    if bare.isdigit():
        return int(bare)
    number = parse_number(re.sub(r"\s+", " ", bare))
    if number is None:
        raise ValueError(f"not a count: {text!r}")
    return int(number)
