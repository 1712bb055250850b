"""Headings of a procès-verbal, however its items are numbered, and lines that only look like one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beffroi.facts import fold
from beffroi.minutes.domain.pv.paper import Paper

_DELIBERATION = re.compile(
    r"^[\W_]*(?:(?P<word>[dD][ée]lib[ée]ration|D[EÉ]LIB[EÉ]RATION|[Dd][ée]lib\.?|DCM|DEL"
    r"|D)?\s*(?P<no>[nN]\s?[°ºo.]+\s*)?)"
    r"(?P<number>(?:[A-Z]{1,4}[-\s_]?)?\d{1,8}(?:\s?[-/_.]\s?\d{1,6}){1,3}[a-z]?"
    r"|\d{1,8})\b\s*(?P<sep>[:.)–—-]?)\s*(?P<title>.*)$"
)


_POINT = re.compile(
    r"^[\W_]*(?:point|question|affaire|dossier"
    r"|rapport)\s*(?:n\s?[°ºo.]*\s*)?(?P<number>\d{1,3})\b\s*[:.)–—-]*\s*(?P<title>.*)$",
    re.I,
)


_NUMBERED = re.compile(
    r"^\s*(?:[-•*]\s*)?(?P<number>\d{1,2}(?:[.-]\d{1,2}){0,2})\s*(?P<sep>(?:°\s*)?[-/).:–—]+"
    r"|\s)\s*(?P<title>[^\W\d_].*|[«\"].*)$"
)


_ROMAN = re.compile(
    r"^\s*(?P<number>(?:X{0,3})(?:IX|IV|V?I{0,3}))(?<=[IVX])\s*(?P<sep>[-/).:–—]+|\s)\s*(?P<title>[^\W\d_].*)$"
)


_LETTER = re.compile(r"^\s*(?P<number>[A-Z])\s?(?P<sep>[/)])\s*(?P<title>\S.*)$")


_OBJECT = re.compile(r"^\W*(?:objet|OBJET|Objet)\s*(?:de la délibération)?\s*[:–-]\s*(?P<title>.*)$")


_VOTE_WORD = re.compile(
    r"^\W*(?:\d{1,3}\s+)?(?:voix\b|votes?\s*(?:[:=.]|pour\b|contre\b|blanc|$)|(?:pour|contre)\b(?=\s*[:=»\d.,/]"
    r"|\s*$)|abstentions?\b|votants\b"
    r"|blancs?\b|suffrages\b|bulletins\b|unanimite\b|adoptee?s?\b|approuvee?s?\b|rejetee?s?\b)"
)


_UNIT_AFTER = re.compile(
    r"^(?:€|euros?\b|h\b|heures?\b|m[²2]?\b|km\b|ans?\b|jours?\b|mois\b|personnes?\b|voix\b|votes?\b(?!\s+d)|pour\b"
    r"|contre\b|abst)",
    re.I,
)


_DATE_LIKE = re.compile(r"^\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d{2}$")


_CAPITALS = re.compile(r"^[^a-zà-ÿ]{8,140}$")


_NOT_HEADING = re.compile(
    r"^\W*(?:le (?:maire|president|secretaire)|la secretaire|presents?|absents?|excuses?|pouvoirs?|republique"
    r"|departement|commune|extrait|proces"
    r"|compte[ -]rendu|conseil|seance|mairie|ville|arrondissement|canton|page|titulaires|suppleants|pour|contre"
    r"|abstention|vote|adopte|etaient"
    r"|secretaire|communaute|decide|approuve|autorise|prend|dit|charge|adopte|fixe|donne|accepte|nombre|date|liste)\b"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at ``start``; ``level``: "deliberation", "point", "number", "letter", "capitals" or "listed"."""

    start: int
    number: str
    title: str
    level: str


def headings(paper: Paper) -> list[Heading]:
    """Every heading, in order."""
    found: list[Heading] = []
    for start, line in paper.lines():
        folded = paper.folded[start : start + len(line)]
        heading = _heading(start, line, folded)
        if heading is None and _is_one_word(paper, start, line, folded):
            heading = Heading(start, "", clean_title(line), "capitals")
        if heading is None and start in paper.headings:
            heading = Heading(start, "", clean_title(line), "listed")
        if heading:
            found.append(heading)
    return found


def _heading(start: int, line: str, folded: str) -> Heading | None:
    if len(line) > 400 or _VOTE_WORD.match(folded):
        return None
    if match := _POINT.match(line):
        return Heading(start, match["number"], clean_title(match["title"]), "point")
    if (match := _DELIBERATION.match(line)) and _is_deliberation(match):
        return Heading(start, re.sub(r"\s", "", match["number"]), clean_title(match["title"]), "deliberation")
    if (match := _NUMBERED.match(line)) and _is_numbered(match):
        return Heading(start, match["number"], clean_title(match["title"]), "number")
    if (match := _ROMAN.match(line)) and _is_roman(match, line):
        return Heading(start, match["number"], clean_title(match["title"]), "number")
    if match := _OBJECT.match(line):
        return Heading(start, "", clean_title(match["title"]), "object")
    if match := _LETTER.match(line):
        return Heading(start, match["number"], clean_title(match["title"]), "letter")
    return Heading(start, "", clean_title(line), "capitals") if _is_in_capitals(line, folded) else None


def _is_roman(match: re.Match[str], line: str) -> bool:
    number, separated = match["number"], bool(match["sep"].strip())
    return bool(number) and (
        separated
        or (bool(re.match(r"[A-ZÀ-Ý]", match["title"])) and (len(number) > 1 or line.startswith(f"{number}  ")))
    )


_NO_TITLE = re.compile(
    r"\W*(?:deliberations?|decisions?|resultats?|debats?|discussions?|motions?|signatures?|annexes?|procurations?|quorum"
    r"|convocation|membres?|unanim\w+|invites?|elus?|conseillers?)\b"
)


def _is_one_word(paper: Paper, start: int, line: str, folded: str) -> bool:
    """ "CIMETIERE" alone on its line, a blank one above and text right below."""
    around = paper.flow[max(0, start - 2) : start], paper.flow[paper.line_end(start) + 1 :][:1]
    word = bool(re.fullmatch(r"\W*[A-ZÀ-Ý'’-]{6,30}\W*", line)) and around[0] == "\n\n" and around[1] not in ("", "\n")
    return word and not (_NOT_HEADING.match(folded) or _VOTE_WORD.match(folded) or _NO_TITLE.match(folded))


def _is_in_capitals(line: str, folded: str) -> bool:
    bare = line.strip()
    if not _CAPITALS.match(bare) or len(re.findall(r"[A-ZÀ-Ý]", bare)) < 8 or _NOT_HEADING.match(folded):
        return False
    dated = re.sub(r"\b(?:19|20)\d{2}\b", "", bare)
    return len(bare.split()) >= 2 and not re.search(r"\d{3}|:\s*\d|\s{3,}|\t", dated)


def _is_deliberation(match: re.Match[str]) -> bool:
    number = re.sub(r"\s", "", match["number"])
    if _DATE_LIKE.match(number) or _UNIT_AFTER.match(match["title"]):
        return False
    if match["word"] or match["no"]:
        return bool(match["word"] and match["word"].lower() != "d" or match["no"]) and not re.match(
            r"(?:du|en date)\b.*,", match["title"]
        )
    parts = re.split(r"[-/_.]", number)
    return (
        len(parts) >= 2
        and bool(re.match(r"(?:19|20)?\d{2}$|[A-Z]", parts[0]))
        and len(parts[-1]) >= 2
        and bool(match["sep"])
        and len(parts[1]) >= 2
    )


def _is_numbered(match: re.Match[str]) -> bool:
    title = match["title"]
    if _UNIT_AFTER.match(title) or _VOTE_WORD.match(fold(title)) and len(title.split()) <= 3:
        return False
    if match["sep"].strip():
        return match["sep"].strip() not in (".", "-", ":") or not re.match(r"\d", title)
    return (
        bool(re.match(r"[A-ZÀ-Ý]", title))
        and not title.isupper()
        and len(title.split()) <= 14
        and not title.rstrip().endswith((".", "€"))
    )


def clean_title(text: str) -> str:
    """A title without the signs around it."""
    return " ".join(text.strip(" :.-–—*|]_\t").split())
