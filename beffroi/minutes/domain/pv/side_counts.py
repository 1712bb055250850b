"""Counts of each side of a vote: "11 voix pour, 2 contre", "Pour : 14 Contre : 0", "POUR | CONTRE" over "14 | 0"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.facts import fold
from beffroi.minutes.domain.pv.numbers import NUM, value
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.said import Mark, about_survey, said_result, told_of
from beffroi.minutes.domain.types import BallotResult

SIDES = {
    "for": r"pour|(?<!avis )(?<!suite )favorables?|(?<=\d avis )favorables?|oui(?=\s*[:=]\s*\d)|(?<=\d )oui",
    "against": r"contre|(?<!avis )defavorables?|(?<=\d avis )defavorables?|non(?=\s*[:=]\s*\d)"
    r"|(?<=\d )non(?!\s+(?:vot|particip|excus|repres|exprim|adopt|approuv|valab))|oppositions?|oppos(?:e|es"
    r"|ants?)|hostiles?",
    "abstain": r"abs?t?ent(?:ions?|ionnistes?)|absentions?|abst\.?|abs\.?|s'abst(?:ient|iennent|enant)|abstenu(?:e"
    r"|s|es)?",
    "blank": r"(?:votes? |bulletins? )?(?:blancs?(?:\s*(?:ou|et|/|-)\s*nuls?)?|nuls?(?:\s*(?:ou|et|/)\s*blancs?)?)",
    "out": r"(?:ne (?:prend|prennent|prenant|participe|participant)\w* pas (?:part )?(?:au vote|a la deliberation)"
    r"|non[ -]participations?(?: au vote)?"
    r"|n'(?:a|ont|ayant) pas (?:pris part|participe) au vote|nppv|refus de vote|non[ -]votants?|sans participation"
    r"|ne vote(?:nt)? pas|non participant)",
}


_SIDE = "|".join(f"(?P<{name}>(?:{pattern})(?:\\(s\\))?)" for name, pattern in SIDES.items())


_TOKEN = re.compile(
    rf"(?<!\w)(?<![a-ce-z]')(?:{_SIDE})(?![a-z])|(?<![\w.,/°'-])(?P<number>{NUM})(?![\w%€]|[.,/]\d|\s?(?:€|%|euros?\b))"
    rf"|(?P<none>\bneant\b|(?<=[:=])\s*/(?!\d)|(?<=:)\s*-(?=\s*(?:\n|$)))"
)


_GLUE = re.compile(
    r"(?:[\s:;,.=/|«»\"()\[\]→⇒+•*'-]|\b(?:voix|votes?|avis|votants?|membres?|conseillers?|elus?|suffrages?|bulletins?"
    r"|nombre|de|d'|des|par|et|a|avec|ont|se|sont|est"
    r"|vote|votent|exprimes?|dont|procurations?|pouvoirs?|resultats?|du|le|la|les|total)\b|\bs'(?=abst))*"
)


_BRACKET = re.compile(
    r"\s*\((?P<names>[^()]{2,400})\)|\s*:\s*(?P<list>(?!\s*(?:\d|neant|/|-\s*$))[^\n:]{3,300}?(?=\s*(?:\n\s*\n"
    r"|(?<=\w\w)(?<!\bmm)[.]\s|;|$|\n)|,?\s+(?:et\s+)?\d+\s+(?:voix|vote|abst|contre|pour)))"
)


def side_counts(paper: Paper) -> Iterator[Mark]:
    """Runs of figures and sides: "11 voix pour, 2 contre", "Pour : 14 Contre : 0", "POUR | CONTRE" over "14 | 0"."""
    for tokens in _runs(paper):
        counts, run = _read(paper, tokens)
        if counts and _is_vote(paper, run, counts):
            yield Mark("count", run[0].start(), run[-1].end(), counts, _named(paper, run))


def side_tables(paper: Paper) -> Iterator[Mark]:
    """A table of votes: a column for each side, a vote a row."""
    columns: dict[int, str] = {}
    width = 0
    for start, line in paper.lines():
        cells = [cell.strip() for cell in re.split(r"\t|\s{2,}", line.strip())]
        sides = {at: side for at, cell in enumerate(cells) if (side := _column_side(cell))}
        if len(sides) >= 2:
            columns, width = (sides, len(cells)) if len(cells) > len(sides) else ({}, 0)
            continue
        counts = {side: cells[at] for at, side in columns.items() if at < len(cells) and cells[at].isdigit()}
        if columns and len(cells) == width and len(counts) == len(columns):
            yield Mark("count", start, start + len(line), {side: int(count) for side, count in counts.items()})
        else:
            columns, width = {}, 0


def _column_side(cell: str) -> str:
    match = _TOKEN.fullmatch(fold(cell)) if cell else None
    return _side(match) if match else ""


_DETAIL = re.compile(
    r"\(\s*(?:dont\s+)?\d+\s*\+[^()]{1,200}\)|\(\s*(?:dont\s+)?\d+\s+(?:pouvoirs?|procurations?)\b[^()]{0,200}\)"
)
"""What a count is made of: "10 pour (8 + 2 procurations)"."""


def _runs(paper: Paper) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    details = [match.span() for match in _DETAIL.finditer(paper.folded)]
    for match in _TOKEN.finditer(paper.folded):
        while details and details[0][1] <= match.start():
            details.pop(0)
        if details and details[0][0] <= match.start():
            continue
        if match["number"] and _counts_something_else(paper.folded, match):
            continue
        if run and not _joined(paper.folded, run[-1].end(), match.start()):
            yield from _halves(run)
            run = []
        run.append(match)
    yield from _halves(run)


_WHAT_FOR = re.compile(r"^\s+(?:les?\b|la\b|l'|une?\b|cette\b|ce\b)[^,;.:\n]{2,50}(?=,)")
"""What a side is for or against: "4 pour le loyer de 50 €, 2 contre"."""


_OTHER_BEFORE = re.compile(
    r"(?:votants?|exprimes?|presents?|exercice|pouvoirs?|procurations?|representes?|absolue|absents?|membres"
    r"|conseillers|point|article|n\s?°)\s*[:=]?\s*$"
)


_OTHER_AFTER = re.compile(
    r"\s*(?:pouvoirs?|procurations?|presents?|absents?|votants?|(?:suffrages )?exprimes?|par (?:procuration"
    r"|pouvoir)|tours?)\b"
)


def _counts_something_else(folded: str, match: re.Match[str]) -> bool:
    """ "Votants : 14", "dont 2 pouvoirs": figures beside the sides of a vote that belong to none."""
    before = folded[max(0, match.start() - 24) : match.start()]
    if re.search(r"(?:^|\n)\s*$", before) and re.match(r"\s?(?:[)°]|[.-]\s)", folded[match.end() : match.end() + 3]):
        return True
    return bool(_OTHER_BEFORE.search(before) or _OTHER_AFTER.match(folded, match.end()))


def _joined(folded: str, end: int, start: int) -> bool:
    gap = folded[end:start]
    if len(gap) > 460:
        return False
    gap = _WHAT_FOR.sub(" ", re.sub(r"\([^()]{2,400}\)", " ", gap))
    if gap.count("\n") > 3 or len(gap) > 60:
        return False
    return bool(_GLUE.fullmatch(gap))


def _halves(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """A run ends where a side comes again: "Pour : 14 Contre : 0" then "Pour : 13"."""
    seen: set[str] = set()
    part: list[re.Match[str]] = []
    for match in run:
        side = _side(match)
        if side and side in seen:
            carry = [part.pop()] if part and part[-1]["number"] and part[0]["number"] else []
            yield part
            part, seen = carry, set()
        if side:
            seen.add(side)
        part.append(match)
    if part:
        yield part


def _side(match: re.Match[str]) -> str:
    return next((name for name in SIDES if match[name]), "")


_WITH_PROXIES = re.compile(rf"\s*\+\s*(?P<more>{NUM})\s+(?:pouvoirs?|procurations?)\b")
"""The rest of a count: "6 + 1 pouvoir"."""


def _number(match: re.Match[str]) -> int | None:
    if match["none"]:
        return 0
    found = value(match["number"]) if match["number"] else None
    more = _WITH_PROXIES.match(match.string, match.end())
    return found + (value(more["more"]) or 0) if found is not None and more else found


def _read(paper: Paper, run: list[re.Match[str]]) -> tuple[dict[str, int], list[re.Match[str]]]:
    """The count of each side, and the tokens that it was read from."""
    while run and not (_side(run[0]) or _number(run[0]) is not None):
        run.pop(0)
    sides = [match for match in run if _side(match)]
    numbers = [match for match in run if _number(match) is not None]
    if not sides or not numbers:
        return {}, run
    if (
        len(sides) >= 2
        and len(sides) == len(numbers)
        and max(m.end() for m in sides) <= min(m.start() for m in numbers)
    ):
        return {_side(side): _number(number) or 0 for side, number in zip(sides, numbers, strict=True)}, run
    counts = _duel(paper, run)
    used = run[:3] if counts else []
    run = run[3:] if counts else run
    sides = [match for match in run if _side(match)] or sides
    first = (
        _colon_after(paper.folded, sides[0])
        or _after_label(paper.folded, run)
        or bool(run and _side(run[0]) and len(run) > 2 and _number(run[-1]) is not None)
    )
    at = 0
    while at < len(run) - 1:
        here, after = run[at], run[at + 1]
        colon = _side(here) and (_colon_after(paper.folded, here) or first)
        if _side(here) and _number(after) is not None and colon and not _number_leads(paper.folded, run, at + 1, first):
            counts[_side(here)] = _number(after) or 0
        elif _number(here) is not None and _side(after) and not _APART.search(paper.folded[here.end() : after.start()]):
            counts[_side(after)] = _number(here) or 0
        else:
            at += 1
            continue
        used += [here, after]
        at += 2
    return counts, used


def _after_label(folded: str, run: list[re.Match[str]]) -> bool:
    """ "Vote : pour 15": the side leads its figure, right after the word of the vote."""
    if not run:
        return False
    lead = folded[max(0, run[0].start() - 24) : run[0].start()]
    return bool(_side(run[0])) and bool(re.search(r"\b(?:votes?|resultats?(?: du vote)?)\s*[:–-]\s*$", lead))


_APART = re.compile(r"[.;]\s")


_GLUED = re.compile(r"\s*(?:voix|votes?)?\s*[«\"]?\s*")


def _duel(paper: Paper, run: list[re.Match[str]]) -> dict[str, int]:
    """ "par 12 voix contre 3": twelve for, three against (the other way round where the text is rejected)."""
    follows = len(run) > 3 and _side(run[3]) and _GLUED.fullmatch(paper.folded[run[2].end() : run[3].start()])
    if len(run) < 3 or _side(run[1]) != "against" or follows:
        return {}
    left, right = _number(run[0]), _number(run[2])
    voices = re.fullmatch(r"\s+(?:voix|votes|suffrages)\s+", paper.folded[run[0].end() : run[1].start()])
    if left is None or right is None or not voices or not paper.folded[run[1].end() : run[2].start()].isspace():
        return {}
    lost = said_result(paper, run[0].start(), run[2].end()) is BallotResult.REJECTED and left > right
    return {"for": right, "against": left} if lost else {"for": left, "against": right}


def _number_leads(folded: str, run: list[re.Match[str]], at: int, first: bool) -> bool:
    """Whether this number belongs to the side after it ("pour : 2 abstentions") rather than to the one before."""
    if at + 1 >= len(run) or not _side(run[at + 1]) or first:
        return False
    return bool(
        re.fullmatch(r"\s*(?:voix|votes?)?\s*[«\"]?\s*", folded[run[at].end() : run[at + 1].start()])
    ) and not _colon_after(folded, run[at + 1])


def _colon_after(folded: str, match: re.Match[str]) -> bool:
    return bool(re.match(r"\s*(?:\([^)]*\)\s*)?[»\"]?\s*[:=]", folded[match.end() : match.end() + 60]))


_SIDES_SAID = re.compile(r"\b(?:pour|contre|abst\w*)\s*:")


def _is_vote(paper: Paper, run: list[re.Match[str]], counts: dict[str, int]) -> bool:
    """Whether a run is a vote of the council: enough of it, at a place where votes are written, and no survey."""
    start, end = run[0].start(), run[-1].end()
    if re.fullmatch(r"une?\s+votes?\s+(?:de)?favorables?", re.sub(r"\s+", " ", paper.folded[start:end])):
        return False
    if max(counts.values()) > 250 or about_survey(paper.folded, start) or told_of(paper.folded, start, end):
        return False
    text = paper.folded[start:end]
    if len([side for side in counts if side != "out"]) >= 2 or re.search(
        r"\b(?:voix|votes?|votent|suffrages?)\b", text
    ):
        return True
    if set(counts) == {"abstain"} and re.search(r"abst", text):
        return True
    line_start = paper.line_start(start)
    line = paper.folded[line_start : paper.line_end(end)]
    if _colon_after(paper.folded, run[0]) and len(_SIDES_SAID.findall(line)) >= 2:
        return True
    if re.search(r"\b(?:majorite|unanimite)\b[^().\n]{0,40}\(\s*$", paper.folded[max(0, start - 60) : start]):
        return True
    lead = re.sub(r"votants\s*:?\s*\d+\W*$", "", paper.folded[line_start:start])
    before, after = lead.strip(" \t>-*•"), paper.folded[end : paper.line_end(end)].strip(" .;,!»")
    told = re.search(
        r"(?:par|avec|votes?|resultats?|scrutin|voix|:|→|,|adopte\w*|approuve\w*|moins)\s*[:(=«]?\s*$",
        paper.folded[max(0, start - 24) : start],
    )
    return (not before or bool(told)) and (
        not after or bool(re.match(r"(?:adopt|\(|→|approuv|rejet|dont|=|sur\b)", after)) or bool(told and not before)
    )


def _named(paper: Paper, run: list[re.Match[str]]) -> dict[str, str]:
    """Names written after a side: "2 contre (M. ROUX, Mme HADDAD)", "5 abstentions : V. ..."."""
    found: dict[str, str] = {}
    for at, match in enumerate(run):
        side = _side(match)
        nearby = (
            run[at + 1]
            if at + 1 < len(run) and _number(run[at + 1]) is not None and match.end() <= run[at + 1].start()
            else None
        )
        for end in (match.end(), nearby.end() if nearby else match.end()):
            rest = paper.folded[end : end + 420]
            lead = re.match(r"\s*[»\"]?", rest)
            named = _BRACKET.match(rest, lead.end() if lead else 0)
            if side and named and not re.match(r"\s*\(\s*(?:s|e|\d+)\s*\)", named[0]):
                key = "names" if named["names"] else "list"
                text = paper.flow[end + named.start(key) : end + named.end(key)]
                if re.search(r"[A-ZÀ-Ý][A-Za-zÀ-ÿ'’.-]+", text) and not re.search(
                    r"\d{2,}|abstention|contre|pour", text
                ):
                    found.setdefault(side, " ".join(text.split()))
    return found
