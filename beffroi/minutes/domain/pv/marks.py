"""Words that tell a vote, where they stand: counts of each side, unanimity, majority, results, secret ballots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from beffroi.minutes.domain.pv.names import names_before, names_in
from beffroi.minutes.domain.pv.numbers import NUM, value
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.types import BallotResult

SIDES = {
    "for": r"pour|favorables?",
    "against": r"contre|defavorables?|oppositions?|oppos(?:e|es|ants?)|hostiles?",
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
    rf"(?<![\w'])(?:{_SIDE})(?![a-z])|(?<![\w.,/°'-])(?P<number>{NUM})(?![\w%€]|[.,/]\d|\s?(?:€|%|euros?\b))"
    rf"|(?P<none>\bneant\b|(?<=[:=])\s*/(?!\d)|(?<=:)\s*-(?=\s*(?:\n|$)))"
)
_GLUE = re.compile(
    r"(?:[\s:;,.=/|«»\"()\[\]→⇒+•*'-]|\b(?:voix|votes?|votants?|membres?|conseillers?|elus?|suffrages?|bulletins?"
    r"|nombre|de|d'|des|par|et|a|avec|ont|se|sont|est"
    r"|vote|exprimes?|dont|procurations?|pouvoirs?|resultats?|du|le|la|les|total)\b|\bs'(?=abst))*"
)
_BRACKET = re.compile(
    r"\s*\((?P<names>[^()]{2,400})\)|\s*:\s*(?P<list>(?!\s*(?:\d|neant|/|-\s*$))[^\n:]{3,300}?(?=\s*(?:\n\s*\n"
    r"|(?<=\w\w)(?<!\bmm)[.]\s|;|$|\n)|,?\s+(?:et\s+)?\d+\s+(?:voix|vote|abst|contre|pour)))"
)
_UNANIMOUS = re.compile(
    r"(?:(?:a\s+l'\s?|(?<!\w)l'|(?<![\w'])(?=unanimite))unanimite|unanimement|unanime)\b"
    r"(?P<of>\s+(?:des|de ses)\s+(?:\w+\s+){0,2}?(?:suffrages|votes?|voix|votants|membres|conseillers|presents"
    r"|delegues|elus)"
    r"(?:\s+(?:municipaux|communautaires|exprimes|presents|representes|votants|et|ou|,))*)?"
)
_MAJORITY = re.compile(r"\b(?:a|par)\s+(?:la\s+)?majorite\b(?!\s+(?:des\s+membres\s+en\s+exercice|requise|qualifiee))")
_RESULT = re.compile(
    r"(?P<no>(?:n'est pas|non|n'a pas ete|pas)\s+(?:adoptee?s?|approuvee?s?|retenue?s?)|rejetee?s?|rejette(?:nt)?"
    r"|refusee?s?|refuse(?:nt)?|repoussee?s?|repousse)"
    r"|(?P<yes>adoptee?s?|adopte(?:nt)?|approuvee?s?|approuve(?:nt)?|acceptee?s?|accepte(?:nt)?|valide(?:e|es|s)?"
    r"|adoption|approbation)"
)
_SECRET = re.compile(r"(?:scrutin|vote|bulletins?|voie de scrutin|suffrage)s?\s+(?:a\s+)?(?:bulletins?\s+)?secrets?")
_NOT_SECRET = re.compile(r"(?:ne pas|pas|sans|non|renonce\w*|dispens\w*|plutot que)[^.\n]{0,60}$")
_ALONE = re.compile(rf"^[ \t>-]*(?P<n>{NUM})\s+(?:votes?|voix)\s*[.!]?\s*$", re.M)
_BY = re.compile(
    rf"\b(?:par|avec)\s+(?P<n>{NUM})\s+(?:voix|votes|suffrages)\b(?!\s*[«\"(]?\s*(?:pour|contre|abst|favor|defav"
    rf"|oppos|sur|et\b|,?\s*\d))"
)
_ABOUT = re.compile(
    rf"^[ \t>-]*(?:pour|contre)\s+(?!la\s+majorite)[^:\n]{{3,90}}?\s*:\s*(?P<n>{NUM})\s+(?:votes?|voix)\s*[.!]?\s*$",
    re.M,
)
_ELSEWHERE = re.compile(
    r"(?:deja\s+(?:ete\s+)?(?:vote\w*|adopte\w*|approuve\w*|pris\w*)|precedemment|avait\s+(?:ete\s+)?\w+"
    r"|avaient\s+\w+|a\s+ete\s+adopte\w*\s+par\s+(?:le|la|l')\s+(?:commission|bureau)"
    r"|(?:commission|bureau|comite technique|comite social|cst|clect)\b[^.\n]{0,50}"
    r"|avis (?:favorable )?(?:rendu )?)\s*(?:a\s+)?$"
)
_ELSEWHERE_AFTER = re.compile(
    r"\s*(?:par|de|en)\s+(?:la\s+)?(?:commission|bureau|clect|conseil communautaire (?:du|lors))"
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


def marks(paper: Paper) -> list[Mark]:
    """Every mark of a vote, in order."""
    counted = list(_counts(paper))
    found = [
        *counted,
        *_only_names(paper, counted),
        *_names_before(paper, counted),
        *_alone(paper),
        *_unanimities(paper, counted),
        *_majorities(paper),
        *_secrets(paper),
    ]
    found.sort(key=lambda mark: mark.start)
    return found


# -- counts


def _counts(paper: Paper) -> Iterator[Mark]:
    """Runs of figures and sides: "11 voix pour, 2 contre", "Pour : 14 Contre : 0", "POUR | CONTRE" over "14 | 0"."""
    for tokens in _runs(paper):
        counts, run = _read(paper, tokens)
        if counts and _is_vote(paper, run, counts):
            yield Mark("count", run[0].start(), run[-1].end(), counts, _named(paper, run))


def _runs(paper: Paper) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for match in _TOKEN.finditer(paper.folded):
        if match["number"] and _counts_something_else(paper.folded, match):
            continue
        if run and not _joined(paper.folded, run[-1].end(), match.start()):
            yield from _halves(run)
            run = []
        run.append(match)
    yield from _halves(run)


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
    return bool(_OTHER_BEFORE.search(before) or _OTHER_AFTER.match(folded, match.end()))


def _joined(folded: str, end: int, start: int) -> bool:
    gap = folded[end:start]
    if len(gap) > 460:
        return False
    gap = re.sub(r"\([^()]{2,400}\)", " ", gap)
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


def _number(match: re.Match[str]) -> int | None:
    if match["none"]:
        return 0
    return value(match["number"]) if match["number"] else None


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
    first = _colon_after(paper.folded, sides[0]) or bool(
        run and _side(run[0]) and len(run) > 2 and _number(run[-1]) is not None
    )
    at = 0
    while at < len(run) - 1:
        here, after = run[at], run[at + 1]
        colon = _side(here) and (_colon_after(paper.folded, here) or first)
        if _side(here) and _number(after) is not None and colon and not _number_leads(paper.folded, run, at + 1, first):
            counts[_side(here)] = _number(after) or 0
        elif _number(here) is not None and _side(after):
            counts[_side(after)] = _number(here) or 0
        else:
            at += 1
            continue
        used += [here, after]
        at += 2
    return counts, used


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
    lost = _said(paper, run[0].start(), run[2].end()) is BallotResult.REJECTED and left > right
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


def _about_survey(folded: str, start: int) -> bool:
    """Whether the sentence speaks of a survey of the inhabitants."""
    before = re.split(r"\.\s|\n\s*\n", folded[max(0, start - 200) : start])[-1]
    return bool(NOT_A_VOTE.search(before))


def _is_vote(paper: Paper, run: list[re.Match[str]], counts: dict[str, int]) -> bool:
    """Whether a run is a vote of the council: enough of it, at a place where votes are written, and no survey."""
    start, end = run[0].start(), run[-1].end()
    if re.fullmatch(r"une?\s+votes?\s+(?:de)?favorables?", re.sub(r"\s+", " ", paper.folded[start:end])):
        return False
    if max(counts.values()) > 250 or _about_survey(paper.folded, start):
        return False
    text = paper.folded[start:end]
    if len([side for side in counts if side != "out"]) >= 2 or re.search(r"\b(?:voix|votes?|suffrages?)\b", text):
        return True
    if set(counts) == {"abstain"} and re.search(r"abst", text):
        return True
    line_start = paper.line_start(start)
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


_NAMES_ONLY = re.compile(
    rf"(?:(?P<against>(?:ont\s+|a\s+)?vote(?:nt)?\s+contre|^\W*contre)|(?P<abstain>s'abst(?:ient|iennent|enant)"
    rf"|se sont abstenus?|s'est abstenue?|abstentions?)"
    rf"|(?P<for>(?:ont\s+|a\s+)?vote(?:nt)?\s+pour))\s*:\s*(?P<names>(?!\s*(?:{NUM}\b|neant|aucun|/"
    rf"|-))[^\n:;]{{3,200}}?)\s*(?:\n|$|;|(?<=\w\w)(?<!\bmm)\.)",
    re.M,
)


def _only_names(paper: Paper, counted: list[Mark]) -> Iterator[Mark]:
    """ "S'abstient : M. ISAMBERT": as many votes as names."""
    for match in _NAMES_ONLY.finditer(paper.folded):
        if any(mark.start <= match.start("names") <= mark.end + 2 for mark in counted):
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


def _names_before(paper: Paper, counted: list[Mark]) -> Iterator[Mark]:
    """ "Mme X votant contre", "M. Y et M. Z s'abstiennent": as many votes as names, beside a majority."""
    for match in _VERB_AFTER_NAMES.finditer(paper.folded):
        start = names_before(paper.flow, match.start())
        if start == match.start() or any(mark.start <= start <= mark.end + 2 for mark in counted):
            continue
        text = paper.flow[start : match.start()]
        names = list(names_in(text))
        if names:
            side = "against" if match["against"] else "abstain"
            yield Mark("count", start, match.end(), {side: len(names)}, {side: text}, weak=True)


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


# -- words


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
            result=_said(paper, match.start(), match.end()) or BallotResult.ADOPTED,
        )


def _said(paper: Paper, start: int, end: int) -> BallotResult | None:
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


def said_result(paper: Paper, start: int, end: int) -> BallotResult | None:
    """ "adopté", "rejeté" beside a count, or nothing."""
    return _said(paper, start, end)


def _secrets(paper: Paper) -> Iterator[Mark]:
    for match in _SECRET.finditer(paper.folded):
        before = paper.folded[max(0, match.start() - 90) : match.start()]
        after = paper.folded[match.end() : match.end() + 60]
        if _NOT_SECRET.search(before) or re.match(r"\s*(?:n'|ne\b|non\b)", after):
            continue
        yield Mark("secret", match.start(), match.end())
