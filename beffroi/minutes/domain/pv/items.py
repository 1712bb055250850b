"""The agenda and the items: headings as they are numbered, whatever the style."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.facts import fold
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.types import PvItem

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
    r"^(?:€|euros?\b|h\b|heures?\b|m[²2]?\b|km\b|ans?\b|jours?\b|mois\b|personnes?\b|voix\b|votes?\b|pour\b"
    r"|contre\b|abst)",
    re.I,
)
_AGENDA = re.compile(
    r"^\W*(?:l'?\s?|a l')?ordre du jour\b(?![^\n]*(?:epuise|termine|inscrit|modifi|ajout|complet))(?:[^\n:]{0,60}$"
    r"|[^\n:]{0,40}:)"
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


@dataclass(frozen=True, slots=True)
class Outline:
    """The agenda and the headings of the body, in order."""

    agenda: tuple[PvItem, ...]
    items: tuple[PvItem, ...]
    starts: tuple[int, ...]
    """Where each item begins."""
    agenda_at: int | None
    """Where "Ordre du jour" stands."""


def outline(paper: Paper, after: int) -> Outline:
    """The items of a document; ``after``: where the header ends, before which only the agenda is looked for."""
    found = _headings(paper)
    at = next((start for start, line in paper.lines() if _AGENDA.match(paper.folded[start : start + len(line)])), None)
    agenda = _agenda(paper, found, at)
    listed = {each.start for each in agenda}
    last = max(listed, default=0)
    titles = {_key(each.title) for each in agenda if len(_key(each.title)) > 6}
    body = [
        each
        for each in found
        if each.start not in listed and each.start > min(after, last if listed else after) and each.start > last
    ]
    body += [
        each for each in _repeated(paper, titles, last) if all(abs(each.start - other.start) > 2 for other in body)
    ]
    body.sort(key=lambda each: each.start)
    body = _without_objects(paper, body)
    shown = agenda or [each for each in body if each.level != "letter" and at is not None]
    return Outline(
        tuple(_item(paper, rank, each) for rank, each in enumerate(shown, start=1)),
        tuple(_item(paper, rank, each) for rank, each in enumerate(body, start=1)),
        tuple(each.start for each in body),
        at,
    )


def _item(paper: Paper, rank: int, each: Heading) -> PvItem:
    return PvItem(rank, each.number, each.title, paper.quoted(each.start, each.start + 1), each.level == "deliberation")


def _headings(paper: Paper) -> list[Heading]:
    found: list[Heading] = []
    for start, line in paper.lines():
        folded = paper.folded[start : start + len(line)]
        heading = _heading(start, line, folded)
        if heading is None and start in paper.headings:
            heading = Heading(start, "", _title(line), "listed")
        if heading:
            found.append(heading)
    return found


def _heading(start: int, line: str, folded: str) -> Heading | None:
    if len(line) > 400 or _VOTE_WORD.match(folded):
        return None
    if match := _POINT.match(line):
        return Heading(start, match["number"], _title(match["title"]), "point")
    if (match := _DELIBERATION.match(line)) and _is_deliberation(match):
        return Heading(start, re.sub(r"\s", "", match["number"]), _title(match["title"]), "deliberation")
    if (match := _NUMBERED.match(line)) and _is_numbered(match):
        return Heading(start, match["number"], _title(match["title"]), "number")
    if (match := _ROMAN.match(line)) and _is_roman(match, line):
        return Heading(start, match["number"], _title(match["title"]), "number")
    if match := _OBJECT.match(line):
        return Heading(start, "", _title(match["title"]), "object")
    if match := _LETTER.match(line):
        return Heading(start, match["number"], _title(match["title"]), "letter")
    return Heading(start, "", _title(line), "capitals") if _is_in_capitals(line, folded) else None


def _is_roman(match: re.Match[str], line: str) -> bool:
    number, separated = match["number"], bool(match["sep"].strip())
    return bool(number) and (
        separated
        or (bool(re.match(r"[A-ZÀ-Ý]", match["title"])) and (len(number) > 1 or line.startswith(f"{number}  ")))
    )


def _is_in_capitals(line: str, folded: str) -> bool:
    bare = line.strip()
    if not _CAPITALS.match(bare) or len(re.findall(r"[A-ZÀ-Ý]", bare)) < 8 or _NOT_HEADING.match(folded):
        return False
    return len(bare.split()) >= 2 and not re.search(r"\d{3}|:\s*\d|\s{3,}|\t", bare)


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


def _title(text: str) -> str:
    return " ".join(text.strip(" :.-–—*|]_\t").split())


def _key(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(title))


def _agenda(paper: Paper, found: Sequence[Heading], at: int | None) -> list[Heading]:
    """The list under "Ordre du jour", when the items come again below it."""
    if at is None:
        return []
    levels = ("number", "listed", "point", "deliberation", "capitals")
    after = [each for each in found if each.start > at and each.level in levels and each.start not in paper.headings]
    bullets = _bullets(paper, at)
    if bullets and (not after or bullets[0].start <= after[0].start):
        return bullets
    run: list[Heading] = []
    for each in after:
        again = run and (each.number == run[0].number or _alike(each.title, run[0].title))
        if again and len(run) >= 2:
            return run
        if run and paper.line_of(each.start) - paper.line_of(run[-1].start) > 4:
            return run if len(run) >= 3 and _gap(run, paper) else []
        run.append(each)
    return []


def _gap(run: Sequence[Heading], paper: Paper) -> bool:
    """Whether the lines of a list follow each other: nothing is said between them."""
    return paper.line_of(run[-1].start) - paper.line_of(run[0].start) <= 2 * len(run)


def _bullets(paper: Paper, at: int) -> list[Heading]:
    found: list[Heading] = []
    lines = [(start, line) for start, line in paper.lines() if start > at]
    for start, line in lines:
        match = re.match(r"^\s*(?:[-•*–o>➢✓]|\uf0b7)\s+(?P<title>\S.*)$", line)
        if match:
            found.append(Heading(start, "", _title(match["title"]), "listed"))
        elif found and not re.match(r"^\s{3,}\S|^[a-zà-ÿ(]", line) or not found:
            break
    return found if len(found) >= 2 else []


def _alike(one: str, other: str) -> bool:
    left, right = _key(one), _key(other)
    return bool(left) and bool(right) and (left.startswith(right[:18]) or right.startswith(left[:18]))


def _repeated(paper: Paper, titles: set[str], last: int) -> list[Heading]:
    """Lines of the body that are titles of the agenda word for word."""
    if not titles:
        return []
    found = []
    for start, line in paper.lines():
        if start > last and _key(re.sub(r"^\W*\d*\W*", "", line)) in titles:
            found.append(Heading(start, "", _title(line), "listed"))
    return found


def _without_objects(paper: Paper, body: list[Heading]) -> list[Heading]:
    """ "OBJET :" right under a number is its title, not another item; a heading in capitals under one likewise."""
    kept: list[Heading] = []
    for each in body:
        before = kept[-1] if kept else None
        near = before is not None and paper.line_of(each.start) - paper.line_of(before.start) <= 25
        close = before is not None and paper.line_of(each.start) - paper.line_of(before.start) <= 3
        if (
            before
            and each.level == "object"
            and near
            and before.level == "deliberation"
            or before
            and each.level == "capitals"
            and close
        ):
            kept[-1] = Heading(before.start, before.number, before.title or each.title, before.level)
        elif before and each.level == "point" and close and before.level == "deliberation":
            continue
        else:
            kept.append(each)
    return kept
