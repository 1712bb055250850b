# ruff: noqa: E501  (patterns read best whole)
"""Figures of a vote that no side is said with: yes and no, equal shares, the winner's alone, the candidates'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.minutes.domain.vote_counts import SUBJECT, Count, number

_YES, _NO = re.compile(r"\b(\d+) oui\b|\boui ?: ?(\d+)"), re.compile(r"\b(\d+) non\b|\bnon ?: ?(\d+)")


def by_yes_and_no(text: str) -> Iterator[Count]:
    """ "13 oui, 8 non", "oui : 13"."""
    yes, no = _YES.search(text), _NO.search(text)
    for slot, hit in (("for", yes), ("against", no)):
        if hit and ((yes and no) or hit[2]):
            yield Count(slot, int(hit[1] or hit[2]), *hit.span())


_SAID_OF_GROUP = re.compile(r"\b(?:a|avec|soit|par|ses|leurs) (\d+|une) voix\b")


def of_the_group(text: str, group: Count) -> Iterator[Count]:
    """ "L'opposition vote contre, soit cinq voix": the figure said of the only group is its own."""
    hit = _SAID_OF_GROUP.search(text)
    if hit:
        yield Count(group.slot, number(hit[1]), *hit.span())


_EACH = re.compile(r"\b(\d+) (?:voix |votes )?(?:partout|de chaque cote|des deux cotes|de part et d'autre)\b")


def equal(text: str) -> Iterator[Count]:
    """ "Onze partout": as many on both sides."""
    for hit in _EACH.finditer(text):
        yield Count("for", int(hit[1]), *hit.span())
        yield Count("against", int(hit[1]), *hit.span())


_WON = re.compile(
    r"\b(?:adopt|approuv|vot|elu|acquis|obten|obtien|recueill|reuni|valid|accept|proclam|emport)\w*[^.?!;_]{0,40}?\b(\d+) (?:voix|suffrages?|votes?)\b(?! (?:contre|pour|pres|d'ecart|exprimes))"
)
_LOST = re.compile(
    r"\b(?:rejet|repouss|refus)\w*[^.?!;_]{0,20}? par (\d+) (?:voix|suffrages?|votes?)\b(?! (?:contre|pour|pres))"
)
_BY = re.compile(r"\b(?:par|avec) (\d+) (?:voix|suffrages)\b(?! (?:contre|pour|pres|d'ecart|de plus|d'avance))")
_LESS = re.compile(r"\b(?:moins|sauf|hormis|a) (?:\d+|une?) (?:voix|votes?)\b")


def without_side(text: str, sides: set[str], rejected: bool) -> Iterator[Count]:
    """A figure without a side: "adopté par 14 voix", "n'a recueilli que sept voix"."""
    text = _LESS.sub(lambda hit: "_" * len(hit[0]), text)
    lost = _LOST.search(text)
    if lost and not sides & {"against", "for"}:
        yield Count("against", int(lost[1]), lost.start(1), lost.end())
        return
    won = _WON.search(text) or (None if rejected else _BY.search(text))
    if won and "for" not in sides and not (rejected and not re.search(r"recueill|obten|reuni", won[0])):
        yield Count("for", int(won[1]), won.start(1), won.end())


_WORDS_OF_NO_CANDIDATE = """
    votants votant bulletins blancs exprimes suffrages par avec pour contre majorite absolue tour nuls sont est
    presents adopte adoptee rejete rejetee elu elue recueilli obtenu total que unanimite moins abstention
    abstentions voix depouillement resultat donc soit compte fait avons vois avait obtient dit elle elles ils qui recueille liste voeu nous
"""
_NO_CANDIDATE = frozenset(_WORDS_OF_NO_CANDIDATE.split())
_CANDIDATE = re.compile(
    r"\b(?:(?:madame|monsieur|mme|m\.) (?:[a-z'-]+ )?(?!obt|recueil|totalis|avec|ont\b)(?P<called>[a-z'-]{3,})[ ,:]+(?:(?:a |ont |qui )?(?:obtenu|obtient|recueilli|recueille|totalise|avec|a|:)[ ,]+)*(?P<own>\d+)(?: voix| suffrages|(?= ?[,.;]|\s*$))"
    rf"|(?!obt|recueil|totalis|avec|ont\b|(?:{'|'.join(sorted(_NO_CANDIDATE))})\b)(?P<name>[a-z'-]{(3,)})[ ,:]+(?:(?:a |ont |qui )?(?:obtenu|obtient|recueilli|recueille|totalise|:)[ ,]+)*(?P<gathered>\d+) (?:voix|suffrages))\b(?! (?:pour|contre))"
    r"|\b(?P<given>\d+) (?:voix |suffrages |bulletins )?(?:exprimes,? )?(?:tous )?(?:pour|en faveur de|(?:portent|portant|sont|etant|mentionnent|indiquent)? ?(?:au|le) nom de|celui de|celui du|a) (?:(?:madame|monsieur|mme|m\.) )?(?:[a-z'-]+ )?(?P<to>[a-z'-]{3,})(?=[,.;:]| et\b|\s*$| \d)"
)


def candidates(text: str) -> Iterator[tuple[int, str, int]]:
    """(where, name, votes) of each candidate ("madame Aubert, seize voix")."""
    for hit in _CANDIDATE.finditer(text):
        name, count = hit["called"] or hit["name"] or hit["to"], hit["own"] or hit["gathered"] or hit["given"]
        if name not in _NO_CANDIDATE and not name.isdigit() and not re.fullmatch(SUBJECT, name):
            yield hit.start(), name, int(count)
