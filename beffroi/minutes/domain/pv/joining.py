"""Which marks of a vote tell of one ballot: the words between them, the item, the sides already told."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from beffroi.minutes.domain.pv.items import Outline
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.said import Mark

_NEAR = 420
_SUMMARY = re.compile(
    r"^[\W_]*(?:(?:la |cette )?(?:deliberation|proposition|motion|resolution|decision)\s*(?:est\s+"
    r"|mise aux voix\s+)?|vote\s*:?\s*|resultat du vote\s*:?\s*|le conseil (?:municipal )?)?"
    r"(?:adoptee?s?|adopte|approuvee?s?|approuve|acceptee?s?|votee?s?|est adoptee?|:)?\s*(?:a\s+l'|par\s+|:\s*)?\s*$"
)


@dataclass
class Open:
    """A ballot being read."""

    item: int
    start: int
    end: int
    counts: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    unanimous: bool = False
    exceptions: bool = False
    of_votes_cast: bool = False
    majority: bool = False
    secret: bool = False
    alone: bool = False
    weak: bool = True
    """Nothing but names beside a verb so far."""


def rank_of(plan: Outline, offset: int) -> int:
    """The rank of the item an offset stands under, 0 before the first."""
    return bisect_right(plan.starts, offset)


def begin(paper: Paper, plan: Outline, mark: Mark) -> Open:
    """A ballot that a mark opens."""
    opened = Open(rank_of(plan, mark.start), mark.start, mark.end)
    add(opened, mark)
    return opened


def add(opened: Open, mark: Mark) -> None:
    """What a mark adds to a ballot; a side already told stays as it was."""
    opened.end = max(opened.end, mark.end)
    opened.counts |= {side: count for side, count in mark.counts.items() if side not in opened.counts}
    opened.names |= mark.names
    opened.weak = opened.weak and mark.weak
    opened.unanimous = opened.unanimous or mark.kind == "unanimity"
    opened.exceptions = opened.exceptions or mark.exceptions
    opened.of_votes_cast = opened.of_votes_cast or mark.of_votes_cast
    opened.majority = opened.majority or mark.kind == "majority"
    opened.alone = opened.alone or mark.kind == "alone"


def joins(paper: Paper, plan: Outline, opened: Open, mark: Mark) -> bool:
    """Whether a mark tells more of the ballot being read, rather than another one."""
    if rank_of(plan, mark.start) != opened.item or mark.start - opened.end > _NEAR:
        return False
    between = paper.folded[opened.end : mark.start]
    one_sentence = not re.search(r"[.;!]\s|\n\s*\n\s*\n", between) and between.count("\n") <= 4
    if mark.weak or opened.weak:
        return (
            not any(side in opened.counts for side in mark.counts)
            and len(between) < 260
            and not re.search(r"\n\s*\n", between)
        )
    if mark.kind in ("count", "alone"):
        if any(side in opened.counts for side in mark.counts):
            return False
        if opened.counts:
            return between.count("\n") <= 2 and len(between) < 160
        if opened.unanimous and not mark.counts.get("against") and _told_below(paper, mark, between):
            return True
        return one_sentence or _short(between)
    if mark.kind == "unanimity" and opened.unanimous and not opened.item and re.search(r"\n\s*\n", between):
        return False
    line = paper.folded[paper.line_start(mark.start) : mark.start]
    if opened.counts and (opened.unanimous or opened.majority) and not one_sentence:
        return False
    if mark.kind == "unanimity" and opened.counts.get("abstain", 0) + opened.counts.get("against", 0) > 0:
        return _same_line(between) or (bool(_SUMMARY.match(line)) and _short(between))
    if opened.counts:
        return (
            bool(_SUMMARY.match(line))
            or one_sentence
            or "unanimi" not in paper.folded[mark.start : mark.end]
            or _short(between)
        )
    return (
        one_sentence
        or bool(_SUMMARY.match(line))
        or (mark.kind == "unanimity" and opened.unanimous and _goes_on(paper, mark, between))
    )


_GOES_ON = re.compile(
    r"^[\W_]*(?:et\s+|de\s+|d')?(?:autorise|decide|donne|charge|approuve|dit|sollicite|fixe|precise|mandate|valide"
    r"|accepte|prend|adopte|designe|habilite|confirme)\w*\b"
)


def _goes_on(paper: Paper, mark: Mark, between: str) -> bool:
    """The same decision, told verb by verb: "APPROUVE à l'unanimité ... ; AUTORISE à l'unanimité ..."."""
    sentence = re.split(r"[.;]\s|\n", paper.folded[max(0, mark.start - 160) : mark.start])[-1]
    return bool(_GOES_ON.match(sentence)) and "scrutin" not in between


_FIGURES_BEFORE = re.compile(r"^[\W_]*(?:nombre|membres|en exercice|presents|votants|suffrages)\b[^.]{0,140}[\d)]\W*$")


def _told_below(paper: Paper, mark: Mark, between: str) -> bool:
    """A count on its own line, right under the sentence of a decision."""
    line = paper.folded[paper.line_start(mark.start) : mark.start]
    below = bool(re.search(r"\n", between)) and not re.search(r"\n\s*\n", between)
    return bool(_SUMMARY.match(line) or _FIGURES_BEFORE.match(line)) and below and len(between) < 320


_LINKING = re.compile(
    r"(?:[\W\d]|\b(?:votes?|voix|resultats?|du|des|de|la|le|par|avec|soit|scrutin|deliberation|proposition|motion"
    r"|est|a|adopte\w*|approuve\w*)\b)*"
)


def _short(between: str) -> bool:
    """Whether nothing stands between but the words of a result ("Vote :", "adopté par")."""
    return len(between.strip()) <= 40 and between.count("\n") <= 2 and bool(_LINKING.fullmatch(between))


def _same_line(between: str) -> bool:
    return "\n" not in between.strip() and len(between) < 120 and not re.search(r"[.;]\s", between)


def in_ballot(paper: Paper, plan: Outline, opened: Open, secret: Mark) -> bool:
    """Whether the words "scrutin secret" are of this ballot."""
    return (
        rank_of(plan, secret.start) == opened.item
        and -_NEAR <= secret.start - opened.end <= 120
        and secret.start > opened.start - 600
    )
