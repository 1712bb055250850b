"""Tables of presence: one member a line, a column for each state, a mark in the right one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beffroi.facts import fold
from beffroi.minutes.domain.pv.names import person
from beffroi.minutes.domain.pv.paper import Paper
from beffroi.minutes.domain.pv.types import Person

_STATES = (
    ("proxy", re.compile(r"pouvoir|procuration|represente(?:e)? par|mandataire|donne a")),
    ("excused", re.compile(r"excuse")),
    ("absent", re.compile(r"absent")),
    ("present", re.compile(r"present|presence|emargement")),
)
_TICK = re.compile(r"(?:x|✓|✔|☑|☒|oui|1|v|•|❌)$")
_WORDS = (
    ("absent", re.compile(r"^(?:a|abs\.?|absente?|non excusee?|absente? non excusee?)$")),
    ("excused", re.compile(r"^(?:e|exc\.?|excusee?|absente? excusee?)$")),
    ("present", re.compile(r"^(?:p|pres\.?|presente?)$")),
)
_IN_CELL = re.compile(
    r"^(?:excusee?|absente?(?: excusee?)?|representee?)?[\s,–-]*(?:pouvoir|procuration|pvr|par|donne)?\b.*?\b(?:a"
    r"|par)\s+"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A member of the table; ``holder`` is who holds the pouvoir, as written."""

    who: Person
    state: str
    holder: str = ""


Cells = list[tuple[int, str]]


def rows(paper: Paper) -> list[Row]:
    """The members of the first table of presence, or nothing."""
    lines = paper.lines()
    for at, (_, line) in enumerate(lines[:120]):
        cells = _cells(line)
        columns = {column: state for column, text in cells if (state := _state(text))}
        if len(columns) < 2 and not (len(cells) > 1 and columns and "nom" in fold(line)):
            continue
        found = _body(paper, lines[at + 1 :], cells, columns)
        if len(found) >= 3:
            return found
    return []


def _cells(line: str) -> Cells:
    """(column, text): the rank of the cell where tabs part them, else where it stands in the line."""
    if "\t" in line:
        return [(at, cell.strip()) for at, cell in enumerate(line.split("\t"))]
    return [(match.start(), match[0]) for match in re.finditer(r"\S+(?: \S+)*", line)]


def _state(text: str) -> str:
    shape = fold(text)
    if len(shape.split()) > 5 or ":" in text:
        return ""
    return next((state for state, pattern in _STATES if pattern.search(shape)), "")


def _body(paper: Paper, lines: list[tuple[int, str]], header: Cells, columns: dict[int, str]) -> list[Row]:
    """Rows one under the other; a gap or three lines of something else end the table."""
    found: list[Row] = []
    misses, last = 0, -1
    for start, line in lines:
        if found and paper.line_of(start) - last > 2:
            break
        row = _row(paper, start, line, header, columns)
        if row:
            found.append(row)
            misses, last = 0, paper.line_of(start)
        else:
            misses += 1
            if misses > 2:
                break
    return found


def _row(paper: Paper, start: int, line: str, header: Cells, columns: dict[int, str]) -> Row | None:
    cells = [(column, text) for column, text in _cells(line) if text]
    if len(cells) < 2:
        return None
    texts = [text for column, text in cells if _under(column, header) not in columns]
    whole = " ".join(texts[:2]) if _in_two_columns(header) else ""
    named = [person(text, paper.quoted(start, start + 1)) for text in (whole, *texts) if text]
    who = next((each for each in named if each), None)
    if who is None:
        return None
    who = _with_role(who, [text for _, text in cells])
    state, holder = "", ""
    for column, text in cells:
        kind = columns.get(_under(column, header), "")
        told = next((word for word, pattern in _WORDS if pattern.match(fold(text))), "")
        if kind == "proxy" and not _TICK.match(fold(text)) and person(text):
            state, holder = "represented", text
        elif kind and _TICK.match(fold(text)):
            state = state or ("represented" if kind == "proxy" else kind)
        elif kind and re.search(r"pouvoir|procuration|representee?\s+par", fold(text)):
            before = _IN_CELL.match(fold(text))
            state, holder = "represented", text[before.end() :] if before else ""
        elif kind and told:
            state = state or told
    return Row(who, state, holder) if state else None


def _in_two_columns(header: Cells) -> bool:
    """Whether last and first names have a column each."""
    names = [fold(text) for _, text in header]
    return any(name.startswith("prenom") for name in names) and any(name.startswith("nom") for name in names)


def _with_role(who: Person, texts: list[str]) -> Person:
    role = next((text for text in texts if re.match(r"(?:maire|president)", fold(text))), who.role)
    return Person(who.name, who.text, who.quotes, role, who.mark)


def _under(column: int, header: Cells) -> int:
    """The column of the header that a cell stands under."""
    return min((place for place, _ in header), key=lambda place: abs(place - column))
