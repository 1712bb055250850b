"""Decisions written without any count: "Adopté.", "Accord du conseil", "Le conseil approuve la convention"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.said import Mark
from beffroi.minutes.domain.types import BallotResult

_NO = r"rejetee?s?|refusee?s?|refus|non adoptee?s?|avis defavorable|desaccord"
_YES = (
    r"adoptee?s?|approuvee?s?|acceptee?s?|votee?s?|validee?s?|adoption|approbation|accord|favorable|avis favorable"
    r"|ok|d'accord"
)
_ALONE = re.compile(
    r"(?:^|(?<=[a-z)\d€»][.!?]\s)|(?<=, )(?=(?:il|elle)s? (?:est|sont) ))[ \t>*•–-]*(?:(?:resultat(?: du vote)?"
    r"|vote|decision|avis|deliberation|scrutin"
    r"|avis du conseil)\b[^\n:]{0,30}"
    r":\s*)?(?:(?:la |cette |le |ce )?(?:deliberation|proposition|motion|projet|resolution|voeu"
    r"|devis|demande|rapport|point)\s+(?:est\s+|a ete\s+)?"
    r"|(?:il|elle)s? (?:est|sont) (?:donc |ainsi )?"
    r"|(?:les?\b|la\b|l'|cette\b|ces?\b)[^\n.:;,]{2,60}\s(?:est|sont)\s+)?"
    rf"(?:(?P<no>{_NO})|(?P<yes>{_YES}))"
    r"(?:\s+(?:de principe|du conseil(?: municipal| communautaire| d'administration)?|de l'assemblee|du comite"
    r"|de l'ensemble (?:du conseil(?: municipal)?|de l'assemblee|des (?:elus|conseillers|membres)(?: presents)?)"
    r"|des (?:elus|conseillers|membres)(?: presents)?|general|sans (?:observations?|remarques?|debat|discussion"
    r"|reserves?|modifications?|commentaires?)|a main levee|en l'etat|tel(?:le)? quel(?:le)?|par le conseil"
    r"(?: municipal| communautaire| d'administration)?|par l'assemblee|par tous))*[ \t]*[.!]*[ \t]*$",
    re.M,
)
_TITLED = re.compile(
    rf"(?<=[a-z\d)])\s*[:.–→>-]\s+(?:(?P<no>{_NO})|(?P<yes>adoptee?s?|approuvee?s?|acceptee?s?|validee?s?"
    r"|accord(?= du conseil)|avis favorable(?= du conseil)))(?: du conseil(?: municipal)?|(?: par le conseil(?:"
    r" municipal)?))?(?: a main levee| sans (?:observations?|remarques?|debat|discussion|reserves?))?[ \t]*\.?[ \t]*$",
    re.M,
)
_BODY = (
    r"(?:(?:le )?conseil(?: municipal| communautaire| d'administration| syndical| metropolitain|(?= a\b|[ ,;:]))"
    r"|l'assemblee(?: deliberante)?|le comite(?: syndical)?|l'ensemble (?:du conseil|des (?:elus|conseillers|membres))"
    r"|les (?:elus|conseillers(?: municipaux)?|membres du conseil(?: municipal)?|delegues))"
)
_VERBS = (
    r"(?:(?:a |ont )?(?P<no>rejet(?:te|tent|e)|refus(?:e|ent)|s'oppose|emet un avis defavorable)"
    r"|(?:a |ont )?(?P<yes>approuv(?:e|ent)|adopt(?:e|ent)|accept(?:e|ent)|valid(?:e|ent)|entérine|enterin(?:e|ent)"
    r"|vot(?:e|ent)(?= (?:le|la|les|l'|une|un)\b)|donn(?:e|ent) (?:un avis|son accord|leur accord"
    r"|une suite favorable)|emet(?:tent)? un avis favorable|se prononce(?:nt)? (?:pour|favorablement|en faveur)"
    r"|(?:est|sont) (?:favorables?|d'accord)))\b"
)
_AFTER_TALK = r"(?:\s*,?\s*(?:apres|ayant|oui|entendu|sur|vu)\b[^.;\n]{0,120}?(?:,|\bdelibere\w*|\n))?"
_DECIDES = re.compile(rf"\b{_BODY}{_AFTER_TALK}[\s,:*•–-]*{_VERBS}")
_DELIBERATED = re.compile(
    r"(?:apres (?:en )?(?:avoir )?(?:delibere|deliberation|debattu|discussion|echange)\w*|le conseil municipal|decide)"
    r"[\s,:*•–-]+(?:le conseil(?: \w+)?\s*|decide\s*)?[\s,:*•–-]*"
    r"(?:(?P<no>rejette|refuse)|(?P<yes>approuve|adopte|accepte|valide|(?:decide\s+)?d'(?:approuver|adopter"
    r"|accepter|autoriser)|decide\b|autorise|fixe))\b"
)
_ALL_AGREE = re.compile(
    r"(?:^|(?<=[.!;:]\s))\W*(?P<yes>tou(?:s|tes)(?: les (?:elus|conseillers|membres)(?: presents)?)?"
    r" (?:sont|se disent) (?:d'accord|favorables))\b(?P<no>(?!))?",
    re.M,
)
_PAST = re.compile(
    r"\s*(?:,\s*)?(?:par deliberation|lors d|le \d|du \d|en \d{4}|en (?:janvier|fevrier|mars|avril|mai|juin|juillet"
    r"|aout|septembre|octobre|novembre|decembre)|l'an (?:dernier|passe)|depuis|pour (?:memoire|rappel))"
)
_TOLD = re.compile(
    r"\b(?:vu\b|consider\w+|rappel\w*|precedemment|deja|lorsque|quand|si\b|que\b|avant que|afin que|pour que|dont"
    r"|laquelle|lequel|departement\w*|regional\w*|commission|prefet|conseil d'ecole)[^.\n]{0,80}$"
)


def decisions(paper: Paper, starts: Sequence[int], counted: Sequence[tuple[int, int]], after: int) -> Iterator[Mark]:
    """Decisions below ``after`` that nothing counts: one an item at most where the council is the subject, none where
    the item has a vote (``counted``: the stretches of those), for the words are then those of that vote."""
    taken = list(counted)
    for mark in _alone(paper):
        if mark.start > after and all(_far(paper, starts, mark, span) for span in taken):
            taken.append((mark.start, mark.end))
            yield mark
    for mark in _said(paper):
        if mark.start > after and not any(_same_unit(paper, starts, mark.start, span[0]) for span in taken):
            taken.append((mark.start, mark.end))
            yield mark


def _mark(match: re.Match[str]) -> Mark:
    result = BallotResult.REJECTED if match["no"] else BallotResult.ADOPTED
    return Mark("result", match.start(), match.end(), result=result)


def _alone(paper: Paper) -> list[Mark]:
    """A line, or the end of one, that is nothing but a result."""
    found = [_mark(match) for match in _ALONE.finditer(paper.folded)]
    for match in _TITLED.finditer(paper.folded):
        line = paper.folded[paper.line_start(match.start()) : match.start()]
        if not _TOLD.search(line) and not any(
            each.start <= match.end() and match.start() <= each.end for each in found
        ):
            found.append(_mark(match))
    return sorted(found, key=lambda mark: mark.start)


def _said(paper: Paper) -> list[Mark]:
    """The council as the subject of a decision told in the present, or of one just taken."""
    found = []
    for pattern in (_DECIDES, _DELIBERATED, _ALL_AGREE):
        for match in pattern.finditer(paper.folded):
            sentence = re.split(r"[.;]\s|\n\s*\n", paper.folded[max(0, match.start() - 120) : match.start()])[-1]
            if not _TOLD.search(sentence) and not _PAST.match(paper.folded, match.end()):
                found.append(_mark(match))
    return sorted(found, key=lambda mark: mark.start)


def _far(paper: Paper, starts: Sequence[int], mark: Mark, span: tuple[int, int]) -> bool:
    """Whether a result and a vote are told apart enough to be of two decisions."""
    if bisect_right(starts, mark.start) != bisect_right(starts, span[0]):
        return True
    low, high = (span[1], mark.start) if span[1] <= mark.start else (mark.end, span[0])
    apart = bool(re.search(r"\n\s*\n", paper.folded[low:high]))
    titled = bool(re.search(r"[a-z]{3}", paper.folded[paper.line_start(mark.start) : mark.start]))
    return apart and (titled or high - low > 160)


_HEADED = re.compile(r"\n\s*\n[ \t]*[A-ZÀ-Ý][^\n.:;!?]{2,70}\n(?=\S)")
"""A line of its own above a paragraph: the heading of another subject."""


def _same_unit(paper: Paper, starts: Sequence[int], one: int, other: int) -> bool:
    """The same item, or the same paragraph or the next where the document has no items."""
    rank = bisect_right(starts, one)
    if rank != bisect_right(starts, other):
        return False
    between = paper.flow[min(one, other) : max(one, other)]
    return rank > 0 or not _HEADED.search(between) and len(re.findall(r"\n\s*\n", between)) <= 1
