"""Where the lists of a procès-verbal begin and end: "Étaient présents :", "Absents excusés", "Pouvoirs :"..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beffroi.minutes.domain.pv.names import TITLE, is_sentence
from beffroi.minutes.domain.pv.numbers import NUM
from beffroi.minutes.domain.pv.paper import Paper

_LEAD = (
    r"(?:nombre de )?(?:(?:etai(?:en)?t|est|sont|ont ete|furent|les|liste des|membres?|personnes|conseill(?:er"
    r"|ere)s?(?:[/ ·]?e?re?·?s)?"
    r"|delegue(?:[·(]?e\)?)?[·(]?s?\)?"
    r"|elu(?:[·(]?e\)?)?[·(]?s?\)?|titulaires?|suppleante?s?|municipaux|communautaires?|syndicaux"
    r"|du conseil(?: municipal"
    r"| communautaire)?"
    r"|mesdames|messieurs|mmes?|mm|m|et|aussi|\.|,|:|avec voix deliberative|ordre du tableau)\s*)*"
)
_E = r"(?:\(s\)|\(es\)|\(e\)\(s\)|\(?e?\)?s?|[.·-]?e[.·-]?s)?"
_PRESENT = (
    rf"presente?s?{_E}(?: (?:les (?:conseillers|membres|delegues|elus)(?: municipaux| communautaires)?|suivants?"
    r"|mesdames et messieurs les (?:conseillers|membres|delegues)(?: municipaux| communautaires)?|denommes|designes"
    rf"|ci-apres|ci-dessous|ce jour|et ont signe(?: la feuille)?|a la (?:presente )?(?:seance|reunion)"
    rf"|a l'ouverture(?: de la seance)?|physiquement|en seance|et votants?"
    rf"|titulaires?))*"
)
_EXCUSED = rf"(?:absente?s?{_E}[ ,–-]*(?:et |ou |/ ?)?)?excusee?s?{_E}(?: sans (?:pouvoir|procuration))?"
_UNEXCUSED = (
    rf"(?:(?:absente?s?{_E} )?(?:non[ -]excusee?s?|sans excuse)"
    rf"|absente?s?{_E}(?: non representee?s?| sans (?:pouvoir|procuration|mandat))?)"
)
_GAVE = (
    r"(?:votes? (?:par|avec) )?(?:(?:qui )?(?:ont|a|ayant|avaient|donnent|donne)\s+)?(?:donnee?|laisse|confie"
    r"|remis)?\s*"
    r"(?:un |leur |leurs |son )?(?:pouvoirs?|procurations?|mandats?)(?:\(s\))?(?: de vote| ecrits?"
    r"| donnee?s?(?: par)?)*"
    r"(?: de voter(?: en (?:leur|son) nom)?)?"
)
_REPRESENTED = (
    rf"(?:absente?s?{_E}[ ,–-]*(?:et |ou |/ ?)?)?(?:excusee?s?{_E}[ ,–-]*(?:et |ou |/ ?|avec )?)?"
    rf"(?:mandants?\s*/\s*mandataires?|avec (?:une? )?)?(?:(?<=mandataire)|(?<=mandataires)"
    rf"|representee?s?{_E}(?: par (?:un |leur )?(?:pouvoirs?|procurations?|mandats?))?|{_GAVE}|suppleee?s?"
    rf"|remplacee?s?)"
)
_KINDS = (
    ("both", r"presente?s? (?:ou|et) representee?s?"),
    ("represented", rf"{_LEAD}{_REPRESENTED}"),
    ("absent", rf"{_LEAD}(?:absente?s?{_E} )?(?:non[ -]excusee?s?|sans excuse)"),
    ("excused", rf"{_LEAD}{_EXCUSED}"),
    ("absent", rf"{_LEAD}{_UNEXCUSED}"),
    ("present", rf"{_LEAD}{_PRESENT}"),
    ("present", r"(?:membres )?participants|(?:etaient|sont) reunis|ont assiste a la (?:seance|reunion)"),
    (
        "others",
        r"(?:(?:assistai(?:en)?t|participai(?:en)?t|(?:etai(?:en)?t )?egalement presente?s?"
        r"|etai(?:en)?t aussi presente?s?"
        r"|invitee?s?|en presence de|personnels?|agents?|public|administration|services|presse)[^:\n]{0,60})",
    ),
)
_SPACE = r"\s"
"""A label may run over the end of a line."""
_HEAD = (
    r"(?:^[ \t+*•>–-]*|(?<=[a-z)][a-z)][.;]\s)|(?<=[)]\s)|(?<=[ ]{3})|(?<=\t)"
    r"|(?<=[–—-]\s)(?=(?:absent|excuse|present|represent|pouvoir|procuration)\w*(?:\([es]+\))?\s*:)"
    r"|(?<=[,:a-z.]\s)(?=(?:etai(?:en)?t|sont)\s+(?:aussi\s+)?(?:presents?|absents?|excuses?"
    r"|representes?)\b[^:\n]{0,30}:))"
)
_COUNT = (
    rf"(?:\s*\(\s*{NUM}\s*\)|\s+{NUM}(?=\s*(?:\(|:))"
    r"|\s*\(\s*(?:titulaires?|suppleante?s?|conseillers|delegues|avec|sans|par|pouvoirs?|procurations?)\b[^():\n]{0,40}\)(?=\s*:))?"
)
_TAIL = r"\s*(?P<end>:|=|\((?=\s*[a-z])|(?:[-–—](?=\s))|$|(?=__TITLE__))"
_FOLDED_TITLE = r"(?:mm?\.|mmes?\b|mlles?\b|monsieur\b|madame\b|messieurs\b|mesdames\b)"
_LABEL = re.compile(
    _HEAD
    + r"(?:"
    + "|".join(f"(?P<k{at}_{kind}>{pattern.replace(' ', _SPACE)})" for at, (kind, pattern) in enumerate(_KINDS))
    + rf"){_COUNT}"
    + _TAIL.replace("__TITLE__", rf"\s{_FOLDED_TITLE}"),
    re.M,
)
_INLINE = re.compile(
    rf"(?P<n>{NUM})(?:[ \t]+|\s+(?=conseill|membre|delegue|elu))(?:conseill\w+|membres?|delegue\w*"
    rf"|elus?)?\s*(?:municipaux |communautaires )?(?:etai(?:en)?t |sont |est )?(?:(?:ont|a|ayant|avaient) donne )?"
    r"(?P<kind>presents?|absents?(?: excuses?)?|excuses?|procurations?|pouvoirs?|representes?)\s*(?P<end>[:(])"
)
_INLINE_KIND = {"pr": "represented", "po": "represented", "re": "represented", "ab": "absent", "ex": "excused"}
_ALL_BUT = re.compile(
    r"\b(?:tou(?:s|tes)\b[^.:\n]{0,60}\bpresente?s\b[^.:\n]{0,12}|presente?s?\s*:\s*(?:tou(?:s|tes)"
    r"|(?:l'ensemble|la totalite))\b[^.:\n]{0,80}?)\s*\b"
    r"(?:a l'exception|sauf|hormis|exceptee?|excepte)\s+(?:de\s+|d')?:?\s*"
)
"""Everybody was there but those who are named."""
_STOP = re.compile(
    r"(?<=[a-z)] )secretaire de (?:la )?seance\s*:|(?:^[\s+*•>–-]*|(?<=[a-z)][a-z)][.;]\s)"
    r"|(?<=\s{3}))(?:l'?ordre du jour|ordre du jour|(?:un |une |la "
    r"|le )?secretaires?\b(?! generale?)|(?:le )?secretariat\b"
    r"|secretariat de seance|a ete (?:nomme|designe|elu)|(?:le )?quorum|nombre (?:de|total)|date (?:de|d')"
    r"|convo(?:cation|que)"
    r"|formant|lesquels|la seance|conformement|il (?:a ete|est|y a)|soit\b|en preambule|preambule|deliberations?\b"
    r"|[^\n,;:(]{3,50}(?:, absente?,)? (?:a|ont|avait|avaient) donn\w+ (?:son |leur |tout )?(?:pouvoir|procuration)"
    r"|(?:pouvoir|procuration) (?:de|a ete|est|donne)\b"
    r"|objet\b|le (?:proces|compte)[ -]"
    r"|approbation|compte[ -]rendu|proces[ -]verbal|points? n|presidente?(?: de (?:la )?seance)?\s*:|presidence\b"
    r"|votants?\b|votes?\s*:"
    r"|vu\b|l'an\b"
    r"|membres en exercice|(?:conseillers )?en exercice|majorite|sous la|le conseil\b|le maire\b(?!\s*:)"
    r"|la maire\b(?!\s*:)"
    r"|le president\b(?!\s*:)|en qualite de"
    r"|(?:monsieur|madame|mme?|mr|m\.) (?:le|la) (?:maire|president\w*) (?:\w+ ){0,3}?(?:ouvre|declare|constate"
    r"|propose|rappelle"
    r"|demande|informe|procede|remercie|souhaite|fait|donne|soumet|expose|accueille|indique)|depart\b|arrivee\b"
    r"|debut\b|ouverture"
    r"|heure\b|lieu\b|rapporteur|n\s?°|\d{1,2}\s?[-.)/]\s|i\s?[-.)]|a l'unanimite|apres\b|designation|election"
    r"|installation"
    r"|information|le secretaire|la secretaire|(?:monsieur|[\w'-]+) [^\n,:]{2,60} (?:est|a ete) (?:designe|nomme|elu)"
    r"|(?:[\w.'-]+ ){1,3}(?:est |a |sont )?(?:arrivee?s?|quitte|quittent|rejoint) (?:a|la|en|le|vers)\b"
    r"|(?:mme?|m\.|madame|mr) .{0,60}(?:est|a ete) (?:designe|nomme|elu|propose))",
    re.M,
)


_OF_A_VOTE = re.compile(r"\b(?:pour|contre|abst\w*|voix)\b[^.;]{0,60}$|\+\s*$")
"""What stands before "2 procurations :" where it tells of the votes of one side."""
_LISTED_BELOW = re.compile(rf"[ \t]*\n(?=[ \t*•>–-]*(?:{TITLE}\s+)?[A-ZÀ-Ý][^\n:]{{3,60}}\s(?:à|pouvoir|par|\()\s*)")
"""A figure alone after the label, and the list it counts on the next line."""
_NAMED_BELOW = re.compile(
    rf"(?:[ \t]*/[ \t]*\d{{1,3}})?[ \t]*\n(?=(?:{TITLE}\s+[A-ZÀ-Ý]|[A-ZÀ-Ý][\w'’-]+ [A-ZÀ-Ý][\w'’-]+[ \t]*[,;]))"
)
_GOES_BEFORE = re.compile(r"\b(?:et|ou|non)[ \t]*\n[ \t]*\Z")
"""The end of a line that the label's own goes on with: "des membres présents et | représentés"."""
_COUNT_FIRST = re.compile(rf"\s*{NUM}\s*[:(]")
_COUNTED = re.compile(rf"(?:[ \t]*|\s*(?={NUM}[ \t]*(?:\n|$))){NUM}\b(?!\s*[:(])")
"""A figure after the label: a count, not a list."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A list: ``kind`` ("present", "excused", "absent", "represented", "others", "both"), where its label starts, and
    the stretch of its entries."""

    kind: str
    label: int
    start: int
    end: int


def segments(paper: Paper) -> list[Segment]:
    """The lists of the header, in order; once the members present are listed again (the next extract), it is over."""
    marks = sorted(_marks(paper), key=lambda mark: (mark[1], -mark[2]))
    kept: list[tuple[str, int, int, bool]] = []
    for mark in marks:
        if not kept or mark[1] >= kept[-1][2]:
            kept.append(mark)
    found: list[Segment] = []
    for at, (kind, label, start, bracket) in enumerate(kept):
        after = kept[at + 1][1] if at + 1 < len(kept) else len(paper.flow)
        end = _closing(paper.flow, start, after) if bracket else _stop(paper, start, min(after, start + 4000))
        found.append(Segment(kind, label, start, end))
    return _header(found, paper)


def _marks(paper: Paper) -> Iterator[tuple[str, int, int, bool]]:
    for match in _LABEL.finditer(paper.folded):
        kind = next(name.split("_", 1)[1] for name, text in match.groupdict().items() if text and name != "end")
        if kind == "both" or _GOES_BEFORE.search(paper.folded, max(0, match.start() - 30), match.start()):
            continue
        if match["end"] == "" and not _plausible_without_colon(paper, match):
            continue
        start = match.end()
        counted = _COUNTED.match(paper.folded, start)
        if counted:
            below = _LISTED_BELOW if kind == "represented" else _NAMED_BELOW
            listed = below.match(paper.flow, counted.end())
            if listed is None:
                continue
            start = listed.end()
        elif before := _COUNT_FIRST.match(paper.folded, start):
            start = before.end()
        yield kind, match.start(), start, match["end"] == "(" or paper.folded[start - 1] == "("
    for match in _ALL_BUT.finditer(paper.folded):
        yield "absent", match.start(), match.end(), False
    for match in _INLINE.finditer(paper.folded):
        beside = paper.folded[paper.line_start(match.start()) : match.start()]
        if _COUNTED.match(paper.folded, match.end()) or _OF_A_VOTE.search(beside):
            continue
        kind = "present" if match["kind"].startswith("pres") else _INLINE_KIND[match["kind"][:2]]
        yield kind, match.start(), match.end(), match["end"] == "(" or paper.folded[: match.start()].endswith("(")


def _plausible_without_colon(paper: Paper, match: re.Match[str]) -> bool:
    """A heading without a colon: alone on its line with a list below, or right before a title."""
    rest = paper.flow[match.end() : match.end() + 80]
    if re.search(r"pouvoir|procuration|mandat", match[0]) and not rest.startswith("\n"):
        return False
    if re.match(rf"\s*{TITLE}\s", rest) and not rest.startswith("\n"):
        return len(match[0].split()) <= 6
    below = re.sub(r"^de\s+", "", rest.lstrip("\n \t-•*"))
    return rest.startswith("\n") and bool(re.match(r"[A-ZÀ-Ý]", below)) and len(match[0].strip()) > 5


def _closing(flow: str, start: int, limit: int) -> int:
    depth = 1
    for at in range(start, min(len(flow), start + 3000)):
        depth += {"(": 1, ")": -1}.get(flow[at], 0)
        if not depth:
            return at
    return limit


def _stop(paper: Paper, start: int, limit: int) -> int:
    """Where a list ends: the next label, or a line that begins something else."""
    stops = (match.start() for match in _STOP.finditer(paper.folded, start + 1, limit))
    numbered = _NUMBERED.match(paper.flow, start)
    end = next((at for at in stops if not (numbered and _NUMBERED.match(paper.flow, at))), limit)
    prose = next((each for each in _PARAGRAPH.finditer(paper.flow, start + 1, end) if _talks(each["line"])), None)
    return prose.start() if prose else end


_NUMBERED = re.compile(
    rf"\s*\d{{1,2}}\s?[-.)/]\s+(?:{TITLE}\s+[A-ZÀ-Ý]|(?:[A-ZÀ-Ý]{{2,}}[A-ZÀ-Ý'’-]*\s+)+[A-ZÀ-Ý][a-zà-ÿ]|[A-ZÀ-Ý][a-zà-ÿ-]+\s+[A-ZÀ-Ý]{{2,}})"
)
"""A numbered line that is a name."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n+[ \t]*(?P<line>\S[^\n]*)")


_GIVING = re.compile(
    r"(?:\bqui\s+)?(?:\b(?:a|ont|ayant|avait|avaient)\s+)?\bdonn\w+\s+(?:son\s+)?(?:pouvoir|procuration)s?\b"
)


def _talks(line: str) -> bool:
    """Whether a paragraph that begins so is prose: the list above is over."""
    return is_sentence(_GIVING.sub("", re.sub(r"\([^)]*\)", "", line))[:110])


def _header(found: list[Segment], paper: Paper) -> list[Segment]:
    first = next((each for each in found if each.kind == "present"), None)
    begin = first.label if first else (found[0].label if found else 0)
    again = [
        each.label
        for each in found
        if each.kind == "present"
        and first
        and each.label > first.end
        and paper.line_of(each.label) > paper.line_of(first.end) + 12
    ]
    limit = min([*again, begin + 9000])
    return [each for each in found if each.label < limit]
