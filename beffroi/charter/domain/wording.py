"""French sentences put together by code: no-break spaces, lists, plurals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

NBSP = "\u00a0"
_BEFORE = re.compile(r" (?=[:;?!»%])")
_AFTER = re.compile(r"« ")


def french(text: str) -> str:
    """``text`` with its no-break spaces."""
    return _AFTER.sub(f"«{NBSP}", _BEFORE.sub(NBSP, text))


def listed(words: Sequence[str], last: str = "et") -> str:
    """« a, b et c »."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def named(keys: Sequence[str], names: Mapping[str, str], last: str = "et") -> str:
    return listed([names.get(key, key) for key in keys], last)


def months(count: int) -> str:
    return "un an" if count == 12 else f"{count} mois"
