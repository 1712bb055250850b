"""The agenda and the items: headings as they are numbered, whatever the style."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.facts import fold
from beffroi.minutes.domain.pv.headings import Heading, clean_title, headings
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.types import PvItem

_AGENDA = re.compile(
    r"^\W*(?:l'?\s?|a l')?ordre du jour\b(?![^\n]*(?:epuise|termine|inscrit|modifi|ajout|complet))(?:[^\n:]{0,60}$"
    r"|[^\n:]{0,40}:)"
)


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
    found = headings(paper)
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


def _key(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(title))


def _agenda(paper: Paper, found: Sequence[Heading], at: int | None) -> list[Heading]:
    """The list under "Ordre du jour", when the items come again below it."""
    if at is None:
        return []
    if "," in paper.flow[at : paper.line_end(at)].partition(":")[2]:
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
            found.append(Heading(start, "", clean_title(match["title"]), "listed"))
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
            found.append(Heading(start, "", clean_title(line), "listed"))
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
