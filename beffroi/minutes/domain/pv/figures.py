"""The figures of the header: members in office, present, represented, absent, voters, quorum."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.facts import fold
from beffroi.minutes.domain.pv.numbers import END, NUM, value
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.types import Figure

_IS = (
    r"(?:[ \t]*[.…_·]{4,90}[ \t:]{0,4}|[ \t.=–—()-]{0,12}|[ \t]*:[\s.]{0,12})(?:(?:est|etait|etaient|sont|fixe"
    r"|requis|de|a|au nombre|necessaire"
    r"|minimum)\s*){0,3}[ \t:(=]{0,3}"
)
_WHO = (
    r"(?:conseill\w+|membres?|delegue\w*|elue?s?|titulaires?)(?: municipaux| communautaires?| syndicaux| titulaires?)*"
)
_E = r"(?:\(e\)\(?s?\)?|\(es\)|[.·-]e[.·-]?s?)?"
_N = (
    rf"(?<![\w/.,°])(?P<n>{NUM})(?<!\bh \d\d)(?:[ \t]|(?<!\n\d)(?<!\n\d\d)[ \t]*\n?[ \t]*(?=conseill|membre"
    rf"|delegue|elue?s))"
    r"(?![\w ']{0,30}:\s*\d)"
)
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "both",
            rf"{_N}(?:{_WHO}\s+)?(?:etaient |sont |etant )?(?<![a-z])(?:presents|present|presentes"
            rf"|presente(?=\()){_E} (?:ou|et) representee?s?",
        ),
        (
            "both",
            rf"(?<![a-z])(?:presents|present|presentes|presente(?=\()){_E} (?:ou"
            rf"|et) representee?s?{_IS}(?P<n>{NUM}){END}(?!\s*(?:procuration|pouvoir))",
        ),
        ("in_office", rf"en exercice(?: au jour de la seance| a ce jour)?{_IS}(?P<n>{NUM})(?:\s?/\s?(?P=n))?{END}"),
        ("in_office", rf"{_N}{_WHO}\s+(?:qui (?:le |la )?compos\w+ .{{0,30}}|du conseil \w+ )?(?:etant )?en exercice"),
        ("in_office", rf"(?:composant|composent|formant)\s[^.;]{{0,90}}?,?\s*au\s+nombre\s+de\s+(?P<n>{NUM}){END}"),
        ("in_office", rf"\bpresents?\s+sur\s+(?P<n>{NUM}){END}"),
        ("in_office", rf"sur (?:un total de |les )?{_N}(?:{_WHO}\s+)?(?:en exercice|que compte)"),
        (
            "in_office",
            rf"nombre (?:total )?de (?:conseillers|membres|delegues)(?: municipaux| communautaires| elus"
            rf"| du conseil(?: municipal)?)?\s*:\s*(?P<n>{NUM}){END}",
        ),
        (
            "in_office",
            rf"(?<!quorum )(?:membres|conseillers|effectif) (?:elus|legal"
            rf"|du conseil(?: municipal)?){_IS}(?P<n>{NUM}){END}",
        ),
        (
            "present",
            rf"(?<![a-z])(?:presents|present|presentes|presente(?=\()){_E}(?: a la seance| physiquement"
            rf"| a l'ouverture| en seance)?{_IS}(?P<n>{NUM})\s+titulaires?\s+et\s+(?P<more>{NUM})\s+suppleants?",
        ),
        (
            "present",
            rf"(?<![a-z])(?:presents|present|presentes|presente(?=\()){_E}(?: a la seance| physiquement"
            rf"| a l'ouverture(?: de la seance)?| en seance)?{_IS}(?P<n>{NUM}){END}(?!\s*(?:titulaires?"
            rf"|representes?|abs))",
        ),
        (
            "present",
            rf"{_N}(?:{_WHO}\s+)?(?:etaient |sont |etant |effectivement |physiquement )*(?<![a-z])(?:presents"
            rf"|present|presentes|presente(?=\()){_E}(?!\s*(?:ou|et) repres)(?=\W|$)",
        ),
        (
            "present",
            rf"(?<![a-z])(?:presents|presente(?=\()){_E}{_IS}(?P<n>{NUM})\s?/\s?\d{{1,3}}(?![/\d])",
        ),
        (
            "in_office",
            rf"(?<![a-z])(?:presents|presente(?=\()){_E}{_IS}\d{{1,3}}\s?/\s?(?P<n>{NUM})(?![/\d])",
        ),
        ("voters", rf"(?:nombre de (?:votants|suffrages|votes)|votants?){_IS}(?P<n>{NUM}){END}"),
        ("voters", rf"pris part (?:a la deliberation|au vote|aux? votes?){_IS}(?P<n>{NUM}){END}"),
        ("voters", rf"{_N}votants?\b"),
        (
            "represented",
            rf"(?:pouvoirs?|procurations?|mandats?)(?: donnes?| de vote)?{_IS}(?P<n>{NUM}){END}(?!\s*(?:voix|votes?))",
        ),
        (
            "represented",
            rf"(?<![a-z])(?<!ou )(?<!et )(?:representes|representees|represente(?=\()){_E}{_IS}(?P<n>{NUM}){END}",
        ),
        ("represented", rf"{_N}(?:pouvoirs?|procurations?|(?:{_WHO}\s+)?(?:etaient |sont )?representee?s)\b"),
        ("excused", rf"(?<!absents )(?<!absent )(?<!absents et )(?<!non )excusee?s?{_E}{_IS}(?P<n>{NUM}){END}"),
        ("absent", rf"absente?s?{_E}(?: et excusee?s?| excusee?s?| non excusee?s?)?{_IS}(?P<n>{NUM}){END}"),
        ("absent", rf"{_N}(?:{_WHO}\s+)?(?:etaient |sont )?absente?s?\b"),
        ("quorum", rf"quorum{_IS}(?P<n>{NUM}){END}"),
        ("quorum", rf"quorum[^.\n]{{0,80}}minimum (?:de )?(?P<n>{NUM}){END}"),
    )
)
_COLUMN = (
    ("in_office", re.compile(r"en exercice|afferents|effectif")),
    ("present", re.compile(r"present")),
    ("represented", re.compile(r"pouvoir|procuration|represent")),
    ("absent", re.compile(r"absent|excuse")),
    ("voters", re.compile(r"votants?|pris part|suffrages")),
)


_PUT_FORWARD = re.compile(r"présentée?s?\b", re.I)
"""« présentés » is no « présentes »: without accents they are alike."""
_THOUSANDS = re.compile(r"[ \u00a0\u202f]\d{3}\b")


def written(paper: Paper, limit: int | None = None) -> list[tuple[str, Figure, int]]:
    """Every figure of the header up to ``limit``: (field, figure, offset), in order. Numbers above 250 are no count of
    members."""
    end = len(paper.folded) if limit is None else limit
    found: list[tuple[str, Figure, int]] = []
    taken: set[tuple[str, int]] = set()
    for name, pattern in _FIELDS:
        for match in pattern.finditer(paper.folded, 0, end):
            number = value(match["n"]) + (value(match["more"]) if "more" in pattern.groupindex else 0)
            at = match.start("n")
            beside = paper.folded[paper.line_start(match.start()) : match.start()]
            if name == "represented" and "quorum" in beside:
                continue
            if _PUT_FORWARD.match(paper.flow, match.start()) or _THOUSANDS.match(paper.flow, match.end("n")):
                continue
            if number > 250 or (name, at) in taken or any(at == place for other, place in taken if other != name):
                continue
            taken.add((name, at))
            found.append((name, Figure(number, paper.quoted(match.start("n"), match.end("n"))), at))
    found += _columns(paper, end)
    return sorted(found, key=lambda each: each[2])


def _columns(paper: Paper, end: int) -> Iterator[tuple[str, Figure, int]]:
    """ "En exercice | Présents | Votants", then "15 | 12 | 14" on the next line."""
    lines = [(start, line) for start, line in paper.lines() if start < end and not re.fullmatch(r"[\s|:-]+", line)][
        :120
    ]
    for (_, heads), (below, numbers) in zip(lines, lines[1:], strict=False):
        if re.search(r"\d", heads) or not re.fullmatch(r"[\s\d|/-]+", numbers):
            continue
        names = [
            next((name for name, pattern in _COLUMN if pattern.search(cell)), "")
            for cell in map(fold, re.split(r"\s{2,}|\t|\|", heads.strip()))
            if cell.strip()
        ]
        counts = re.findall(r"\d+", numbers)
        if len(names) == len(counts) + 1 and not names[0]:
            names = names[1:]
        if len([name for name in names if name]) >= 2 and len(names) == len(counts):
            for name, count in zip(names, counts, strict=True):
                if name:
                    yield name, Figure(int(count), paper.quoted(below, below + 1)), below
