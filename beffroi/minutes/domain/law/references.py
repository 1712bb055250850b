"""Where each rule's wording was read. Filled as the texts are found; a row not verified says so on the pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """``says``: one French sentence. ``source``: the address where the wording was read, "" where it was not."""

    code: str
    title: str
    says: str
    source: str
    verified: bool


ARTICLES: dict[str, Article] = {}
