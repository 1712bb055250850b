"""Something said of a vote, where it stands; and the words of its result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.types import BallotResult

_RESULT = re.compile(
    r"(?P<no>(?:n'est pas|non|n'a pas ete|pas)\s+(?:adoptee?s?|approuvee?s?|retenue?s?)|rejetee?s?|rejette(?:nt)?"
    r"|refusee?s?|refuse(?:nt)?|avis defavorable|repoussee?s?|repousse)"
    r"|(?P<yes>adoptee?s?|adopte(?:nt)?|approuvee?s?|approuve(?:nt)?|acceptee?s?|accepte(?:nt)?|valide(?:e|es|s)?"
    r"|adoption|approbation)"
)


NOT_A_VOTE = re.compile(
    r"sondage|enquete|questionnaire|consultation (?:de la population|des habitants|citoyenne)|referendum"
    r"|reponses? recues?|petition"
)


@dataclass
class Mark:
    """Something said of a vote at ``[start, end)``. ``kind``: "count", "unanimity", "majority", "result", "secret",
    "alone", "out"."""

    kind: str
    start: int
    end: int
    counts: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    result: BallotResult | None = None
    of_votes_cast: bool = False
    exceptions: bool = False
    weak: bool = False
    """Tells more of a vote that other words tell, and no vote by itself."""


def said_result(paper: Paper, start: int, end: int) -> BallotResult | None:
    """The result in the same line as the words of the vote."""
    first, last = max(paper.line_start(start), start - 120), min(paper.line_end(end), end + 80)
    below = paper.folded[paper.line_end(end) : paper.line_end(end) + 110].strip("\n").split("\n")[0]
    if re.match(
        r"\W*(?:la |le |cette |ce )?(?:proposition|deliberation|motion|voeu|amendement|resolution|adopte|rejete"
        r"|resultat)",
        below,
    ):
        last = paper.line_end(end) + 110
    found = None
    for match in _RESULT.finditer(paper.folded, first, last):
        found = BallotResult.REJECTED if match["no"] else found or BallotResult.ADOPTED
    return found


def about_survey(folded: str, start: int) -> bool:
    """Whether the sentence speaks of a survey of the inhabitants."""
    before = re.split(r"\.\s|\n\s*\n", folded[max(0, start - 200) : start])[-1]
    return bool(NOT_A_VOTE.search(before))


_BEFORE_NOW = re.compile(r"\b(?:etiez|etions|aviez|avions|avaient|avait|etaient)\b[^.:;\n]{0,60}$")
_IN_ANOTHER_ROOM = re.compile(r"[^.;\n]{0,40}\ben (?:commission|bureau|conseil communautaire|comite)\b")


def told_of(folded: str, start: int, end: int) -> bool:
    """Whether somebody tells of another vote: "vous étiez 8 pour et 4 contre", "8 pour et 4 contre en commission"."""
    return bool(_BEFORE_NOW.search(folded[max(0, start - 90) : start]) or _IN_ANOTHER_ROOM.match(folded, end))
