"""Last names borne in France, folded, as they are counted by the INSEE (see ``data/README.md``)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def last_names() -> frozenset[str]:
    """Last names of more than 500 people born since 1891: "dubois", "le gall". Many are everyday words as well."""
    listed = files("beffroi.facts").joinpath("data/lastnames.txt").read_text(encoding="utf-8")
    return frozenset(listed.splitlines())
