"""Pouvoirs told in a sentence of the header, outside any list: "M. Roy, absent, a donné pouvoir à Mme Cros"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.minutes.domain.pv.names import TITLE
from beffroi.minutes.domain.pv.paper import Paper

_GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*(?!\n))"
_WORD = (
    rf"(?!{TITLE}[ \t\n])(?!(?:Pouvoir|Procuration|Mandat|Absent|Excuse|Present|Secretaire|Le|La|Les"
    rf"|Etai)[a-z]*\b)(?:[A-Z][\w'.-]*|(?:d'|l'|D'|L')[A-Z][\w'-]*)"
)
_NAME = (
    rf"(?:{TITLE}{_GAP}?)?(?:(?:[Ll]e|[Ll]a){_GAP}(?:[Mm]aire|[Pp]residente?)"
    rf"|{_WORD}(?:{_GAP}(?:(?:de|du|des|la|le|dit|van|von){_GAP}){{0,2}}{_WORD}){{0,5}})"
)
_POWER = r"(?:pouvoir|procuration|mandat)s?"
_TO = rf"(?:a|au{_GAP}profit{_GAP}de|en{_GAP}faveur{_GAP}de)"
_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<giver>{_NAME})(?:[ \t]*,[^,.;:\n()A-Z]{{2,40}},)?[ \t]*[,(]?{_GAP}?(?:qui{_GAP})?(?:a|ayant|avait){_GAP}"
        rf"(?:donne|laisse|confie|remis|transmis){_GAP}(?:(?:son|un|tout){_GAP})?{_POWER}"
        rf"(?:{_GAP}(?:ecrit|de{_GAP}vote|de{_GAP}voter{_GAP}en{_GAP}son{_GAP}nom))?{_GAP}{_TO}{_GAP}(?P<holder>{_NAME})",
        rf"(?P<giver>{_NAME})[ \t]*,?{_GAP}(?:est|etait|etant){_GAP}representee?{_GAP}par{_GAP}(?P<holder>{_NAME})",
        rf"(?P<holder>{_NAME})[ \t]*,?{_GAP}(?:a|avait|detient|porte|dispose{_GAP}d[u']){_GAP}?(?:(?:recu|le|un"
        rf"|du){_GAP})*"
        rf"{_POWER}{_GAP}de{_GAP}(?P<giver>{_NAME})",
        rf"(?i:{_POWER}){_GAP}(?:(?:a{_GAP}ete{_GAP})?donnee?{_GAP}par|de){_GAP}(?P<giver>{_NAME}){_GAP}{_TO}{_GAP}"
        rf"(?P<holder>{_NAME})",
    )
)
_AND_BY = re.compile(rf"[ \t]*,?{_GAP}(?:et{_GAP})?par{_GAP}(?P<giver>{_NAME}){_GAP}{_TO}{_GAP}(?P<holder>{_NAME})")

Told = tuple[str, str, int, int]
"""Who gives, who holds, and where it is said."""


def told(paper: Paper, limit: int) -> Iterator[Told]:
    """Every pouvoir said in words before ``limit``, as written."""
    for pattern in _SHAPES:
        for match in pattern.finditer(paper.bare, 0, limit):
            last: re.Match[str] | None = match
            while last is not None:
                yield _written(paper, last)
                last = _AND_BY.match(paper.bare, last.end(), limit) if pattern is _SHAPES[-1] else None


def _written(paper: Paper, match: re.Match[str]) -> Told:
    giver, holder = (paper.flow[match.start(name) : match.end(name)] for name in ("giver", "holder"))
    return giver, holder, match.start("giver"), match.end("holder")
