"""Sides of a vote told by names alone: "Contre : M. ROUX", "Mme HADDAD s'abstenant"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.minutes.domain.pv.lists import names_before, names_in
from beffroi.minutes.domain.pv.numbers import NUM
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.said import Mark

_NAMES_ONLY = re.compile(
    rf"(?:(?P<against>(?:ont\s+|a\s+)?vote(?:nt)?\s+contre|^\W*contre)|(?P<abstain>s'abst(?:ient|iennent|enant)"
    rf"|se sont abstenus?|s'est abstenue?|abstentions?)"
    rf"|(?P<for>(?:ont\s+|a\s+)?vote(?:nt)?\s+pour))\s*:\s*(?P<names>(?!\s*(?:{NUM}\b|neant|aucun|/"
    rf"|-))[^\n:;/]{{3,200}}?)\s*(?:\n|$|;|/|(?<=\w\w)(?<!\bmm)\.)",
    re.M,
)


def side_names(paper: Paper, counted: Sequence[Mark]) -> Iterator[Mark]:
    """Every side told by names, those of the counts (``counted``) left out."""
    yield from _only_names(paper, counted)
    yield from _names_before(paper, counted)


def _only_names(paper: Paper, counted: Sequence[Mark]) -> Iterator[Mark]:
    """ "S'abstient : M. ISAMBERT": as many votes as names."""
    for match in _NAMES_ONLY.finditer(paper.folded):
        if any(mark.start < match.end() and match.start() < mark.end for mark in counted):
            continue
        text = paper.flow[match.start("names") : match.end("names")]
        names = list(names_in(text))
        side = next(name for name in ("against", "abstain", "for") if match[name])
        if names and len(" ".join(names)) > len(text) / 3:
            yield Mark("count", match.start(), match.end("names"), {side: len(names)}, {side: text})


_VERB_AFTER_NAMES = re.compile(
    r"\b(?:ayant\s+|a\s+|ont\s+|se\s+sont\s+|s'est\s+|s'etant\s+)?"
    r"(?:(?P<against>vot(?:e|ent|ant|es?)\s+contre|se\s+prononce(?:nt)?\s+contre)|(?P<abstain>s'abst(?:ient|iennent"
    r"|enant)|abstenu\w*))(?!\s*:)"
)


def _names_before(paper: Paper, counted: Sequence[Mark]) -> Iterator[Mark]:
    """ "Mme X votant contre", "M. Y et M. Z s'abstiennent": as many votes as names, beside a majority."""
    for match in _VERB_AFTER_NAMES.finditer(paper.folded):
        start = names_before(paper.flow, match.start())
        if start == match.start() or any(mark.start <= start < mark.end for mark in counted):
            continue
        text = paper.flow[start : match.start()]
        names = list(names_in(text))
        if names:
            side = "against" if match["against"] else "abstain"
            yield Mark("count", start, match.end(), {side: len(names)}, {side: text}, weak=True)
