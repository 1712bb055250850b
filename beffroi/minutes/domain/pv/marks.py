"""Words that tell a vote, where they stand: counts of each side, unanimity, majority, results, secret ballots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.minutes.domain.pv.numbers import NUM, value
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.said import Mark, said_result
from beffroi.minutes.domain.pv.side_counts import side_counts, side_tables
from beffroi.minutes.domain.pv.side_names import side_names
from beffroi.minutes.domain.types import BallotResult

_UNANIMOUS = re.compile(
    r"(?:(?:a\s+l'\s?|(?<!\w)l'|(?<![\w'])(?=unanimite))unanimite|unanimement|unanime)\b"
    r"(?P<of>\s+(?:des|de ses)\s+(?:\w+\s+){0,2}?(?:suffrages|votes?|voix|votants|membres|conseillers|presents"
    r"|delegues|elus)"
    r"(?:\s+(?:municipaux|communautaires|exprimes|presents|representes|votants|et|ou|,))*)?"
)
_MAJORITY = re.compile(r"\b(?:a|par)\s+(?:la\s+)?majorite\b(?!\s+(?:des\s+membres\s+en\s+exercice|requise|qualifiee))")
_SECRET = re.compile(r"(?:scrutin|vote|bulletins?|voie de scrutin|suffrage)s?\s+(?:a\s+)?(?:bulletins?\s+)?secrets?")
_NOT_SECRET = re.compile(r"(?:ne pas|pas|sans|non|renonce\w*|dispens\w*|plutot que)[^.\n]{0,60}$")
_ALONE = re.compile(rf"^[ \t>-]*(?P<n>{NUM})\s+(?:votes?|voix)\s*[.!]?\s*$", re.M)
_BY = re.compile(
    rf"\b(?:par|avec)\s+(?P<n>{NUM})\s+(?:voix|votes|suffrages)\b(?!\s*[«\"(]?\s*(?:pour|contre|abst|favor|defav"
    rf"|oppos|sur\b(?!\s+\d)|et\b)|\s+\d)"
)
_ABOUT = re.compile(
    rf"^[ \t>-]*(?:pour|contre)\s+(?!la\s+majorite)[^:\n]{{3,90}}?\s*:\s*(?P<n>{NUM})\s+(?:votes?|voix)\s*[.!]?\s*$",
    re.M,
)
_ELSEWHERE = re.compile(
    r"(?:deja\s+(?:ete\s+)?(?:vote\w*|adopte\w*|approuve\w*|pris\w*)|precedemment|avait\s+(?:ete\s+)?\w+"
    r"|avaient\s+\w+|a\s+ete\s+adopte\w*\s+par\s+(?:le|la|l')\s+(?:commission|bureau)"
    r"|(?:commission|bureau|comite technique|comite social|cst|clect)\b[^.\n]{0,50}"
    r"|avis (?:favorable )?rendu)\s*(?:a\s+)?$"
)
_ELSEWHERE_AFTER = re.compile(
    r"\s*(?:par|de|en)\s+(?:la\s+)?(?:commission|bureau|clect|conseil communautaire (?:du|lors))"
)


def marks(paper: Paper) -> list[Mark]:
    """Every mark of a vote, in order."""
    rows = list(side_tables(paper))
    runs = [
        mark for mark in side_counts(paper) if not any(row.start < mark.end and mark.start < row.end for row in rows)
    ]
    counted = rows + runs
    found = [
        *counted,
        *side_names(paper, counted),
        *_alone(paper),
        *_unanimities(paper, counted),
        *_majorities(paper),
        *_secrets(paper),
    ]
    found.sort(key=lambda mark: mark.start)
    return found


def _alone(paper: Paper) -> Iterator[Mark]:
    """ "13 votes" on its line: a vote whose side is not written."""
    for match in _BY.finditer(paper.folded):
        yield Mark("count", match.start("n"), match.end(), {"for": value(match["n"])})
    for pattern in (_ALONE, _ABOUT):
        for match in pattern.finditer(paper.folded):
            side = "against" if match[0].lstrip().startswith("contre") else "for"
            yield Mark(
                "alone" if pattern is _ALONE else "count", match.start("n"), match.end(), {side: value(match["n"])}
            )


_COUNTED = re.compile(
    rf"\s*[(:,]?\s*(?:soit\s+|par\s+|avec\s+)?(?P<n>{NUM})\s*(?:voix|votes?|votants|pour)(?!\s*(?:contre|abst|favor"
    rf"|\w*\s*:))\s*(?:pour)?\s*\)?"
)


def _unanimities(paper: Paper, counted: list[Mark]) -> Iterator[Mark]:
    for match in _UNANIMOUS.finditer(paper.folded):
        before = paper.folded[max(0, match.start() - 90) : match.start()]
        after = paper.folded[match.end() : match.end() + 70]
        if (
            _ELSEWHERE.search(before)
            or _ELSEWHERE_AFTER.match(after)
            or re.search(r"(?:pas|sans|faute d)\s*(?:a\s+)?(?:l')?$", before)
        ):
            continue
        cast = bool(match["of"] and re.search(r"suffrages|votes?|voix|exprimes", match["of"]))
        moins = re.match(r"\W*(?:moins|a l'exception|sauf)\b", after)
        said = _COUNTED.match(paper.folded, match.end())
        told = said is not None and any(mark.start < said.end() and mark.end > match.end() for mark in counted)
        counts = {"for": value(said["n"])} if said and not moins and not told else {}
        end = said.end() if counts and said else match.end()
        yield Mark(
            "unanimity",
            match.start(),
            end,
            counts,
            result=BallotResult.ADOPTED,
            of_votes_cast=cast,
            exceptions=bool(moins),
        )


def _majorities(paper: Paper) -> Iterator[Mark]:
    for match in _MAJORITY.finditer(paper.folded):
        before = paper.folded[max(0, match.start() - 90) : match.start()]
        if _ELSEWHERE.search(before) or re.search(r"(?:elus?|obtenu|tour|scrutin[^.]{0,20})\s*$", before):
            continue
        yield Mark(
            "majority",
            match.start(),
            match.end(),
            result=said_result(paper, match.start(), match.end()) or BallotResult.ADOPTED,
        )


def _secrets(paper: Paper) -> Iterator[Mark]:
    for match in _SECRET.finditer(paper.folded):
        before = paper.folded[max(0, match.start() - 90) : match.start()]
        after = paper.folded[match.end() : match.end() + 60]
        if _NOT_SECRET.search(before) or re.match(r"\s*(?:n'|ne\b|non\b)", after):
            continue
        yield Mark("secret", match.start(), match.end())
