"""Members who take no part in a vote, named around its words."""

from __future__ import annotations

import re

from beffroi.minutes.domain.pv.lists import names_before, names_in
from beffroi.minutes.domain.pv.paper import Paper

_OUT_VERB = re.compile(
    r"\b(?:(?:ne\s+)?(?:prend|prennent|prenant|participant|participe)\w*\s+pas|n'(?:a|ont|ayant)\s+pas\s+(?:pris|participe))"
)


_OUT_PARTS = re.compile(
    r"non[ -]participations?\s+(?:au\s+vote\s+)?(?:de\s+|:\s*)(?P<names>[^)]{3,200}?)(?:\)|,\s*(?:la|le|approuv"
    r"|d[ée]cide)|\.\s|\n\s*\n)",
    re.I,
)


def not_voting(paper: Paper, start: int, end: int, within: tuple[int, int]) -> tuple[int | None, tuple[str, ...]]:
    """How many take no part in the vote told between ``start`` and ``end``, and their names. ``within``: where the
    item begins and ends."""
    first, last = max(paper.line_start(start) - 200, within[0]), min(within[1], end + 260)
    stop = re.search(r"\n\s*\n\s*(?=\S)", paper.flow[end:last])
    limit = end + stop.start() if stop and stop.start() > 30 else last
    for match in _OUT_VERB.finditer(paper.folded, first, limit):
        begin = names_before(paper.flow, match.start())
        office = _OFFICE.search(paper.flow, max(0, begin - 60), match.start())
        names = _out(paper.flow[office.start() if office else begin : match.start()])
        if names:
            return len(names), names
    for match in _OUT_PARTS.finditer(paper.flow, first, limit):
        if names := _out(match["names"]):
            return len(names), names
    return None, ()


_OFFICE = re.compile(
    r"(?:\b[Ll][ea]|[Mm]\. le|[Mm]me l[ea])\s+(?:[Mm]aire"
    r"|[Pp]résidente?)\b(?:\s+et\s+[^.;]{2,50})?\s*,?\s*$"
)


def _out(text: str) -> tuple[str, ...]:
    """The names of those who take no part; "le maire" has none, and counts."""
    mayor = re.search(r"\b(?:[Ll]e|[Ll]a)\s+[Mm]aire\b|\b[Ll]e\s+[Pp]résident\b", text)
    return (*(("le maire",) if mayor else ()), *names_in(text))
