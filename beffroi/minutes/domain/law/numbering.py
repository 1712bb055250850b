"""Numbers of deliberations, by the pattern that the commune chose, and what is wrong in a series of them.

No text sets a numbering; R2121-9 only asks for a number of order within each sitting, which the register carries. The
rank starts again each year, or each sitting when the pattern holds the day or the sitting's rank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from string import Formatter

from beffroi.facts.dates import format_date
from beffroi.minutes.domain.typography import typographic

DEFAULT_PATTERN = "{année}-{rang:03d}"
FIELDS = {
    "année": "l’année, en quatre chiffres",
    "mois": "le mois",
    "jour": "le jour de la séance",
    "séance": "le rang de la séance dans l’année",
    "rang": "le rang de la délibération",
}
_SPEC = re.compile(r"(?:0[1-9])?d?")
_WIDEST = {"année": 2026, "mois": 12, "jour": 31, "séance": 99, "rang": 999}


class Restart(StrEnum):
    YEAR = "year"
    SITTING = "sitting"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Issued:
    """A number as given, with the sitting's date and, where the pattern uses it, the sitting's rank in the year."""

    number: str
    day: date
    sitting: int = 1


def check_pattern(pattern: str) -> list[str]:
    """What is wrong with a pattern, in French; empty when it can be used."""
    return [typographic(text) for text in _faults(pattern)]


def restart(pattern: str) -> Restart:
    """When the rank starts again, from what the pattern tells apart. Raises ValueError for a wrong pattern."""
    _sure(pattern)
    used = {name for name, _ in _fields(pattern)}
    if used & {"jour", "séance"}:
        return Restart.SITTING
    return Restart.YEAR if "année" in used else Restart.NEVER


def number(pattern: str, day: date, rank: int, sitting: int = 1) -> str:
    """The number of the deliberation of this rank. Raises ValueError for a wrong pattern or a rank below 1."""
    _sure(pattern)
    if rank < 1 or sitting < 1:
        raise ValueError("ranks start at 1")
    values = {"année": day.year, "mois": day.month, "jour": day.day, "séance": sitting, "rang": rank}
    return pattern.format(**values)


def rank_of(pattern: str, written: str) -> int | None:
    """The rank in a written number; None where it does not follow the pattern."""
    match = _expression(pattern).fullmatch(written.strip())
    return int(match["rang"]) if match else None


def next_rank(pattern: str, day: date, issued: Iterable[Issued], sitting: int = 1) -> int:
    """The first rank free after those issued in the same series (year, sitting, or ever)."""
    when = restart(pattern)
    series = _series(when, Issued("", day, sitting))
    ranks = [rank_of(pattern, each.number) or 0 for each in issued if _series(when, each) == series]
    return max(ranks, default=0) + 1


def check_numbers(pattern: str, issued: Iterable[Issued]) -> list[str]:
    """Duplicates, numbers that do not follow the pattern, ranks that are missing in a series: each in French. Order
    of the sittings is not asked for: only the ranks."""
    listed = list(issued)
    return [typographic(text) for text in (*_repeated(listed), *_strange(pattern, listed), *_gaps(pattern, listed))]


def _faults(pattern: str) -> Iterator[str]:
    try:
        fields = _fields(pattern)
    except ValueError:
        yield "Une accolade n'est pas fermée : écrivez par exemple {année}-{rang:03d}."
        return
    used = [name for name, _ in fields]
    for name, spec in fields:
        if name not in FIELDS:
            yield f"« {name} » n'est pas connu. Vous pouvez utiliser : {', '.join(FIELDS)}."
        elif not _SPEC.fullmatch(spec):
            yield f"« {name}:{spec} » n'est pas compris : écrivez {name}, ou {name}:03d pour trois chiffres."
    if used.count("rang") != 1:
        yield "Le numéro doit contenir le rang de la délibération, une fois."
    if "mois" in used and not {"jour", "séance", "année"} & set(used):
        yield "Avec le mois seul, deux années donneraient les mêmes numéros : ajoutez l'année."
    if {"jour", "séance"} & set(used) and "année" not in used:
        yield "Sans l'année, deux séances donneraient les mêmes numéros : ajoutez l'année."
    if "jour" in used and "mois" not in used:
        yield "Sans le mois, deux séances donneraient les mêmes numéros : ajoutez le mois."
    yield from _stuck(pattern)
    yield from _too_long(pattern, fields)


def _stuck(pattern: str) -> Iterator[str]:
    """Two figures that touch cannot be told apart (1-11 and 11-1) unless the first has always the same width."""
    before = ""
    for text, name, spec, _ in Formatter().parse(pattern):
        if re.search(r"\D", text):
            before = ""
        if before and name:
            yield f"Séparez {before} et {name} par un signe (tiret, barre) : leurs chiffres se mêleraient."
        fixed = name == "année" or (name in ("mois", "jour") and (spec or "").startswith("02"))
        before = "" if name is None or fixed else name


def _too_long(pattern: str, fields: list[tuple[str, str]]) -> Iterator[str]:
    """@ctes takes 15 characters."""
    if any(name not in FIELDS or not _SPEC.fullmatch(spec) for name, spec in fields):
        return
    longest = pattern.format(**_WIDEST)
    if len(longest) > 15:
        yield f"Le numéro peut atteindre {len(longest)} caractères ({longest}) : la préfecture en accepte quinze."


def _fields(pattern: str) -> list[tuple[str, str]]:
    parts = list(Formatter().parse(pattern))
    if any(conversion for *_, conversion in parts):
        raise ValueError("no conversion in a pattern")
    return [(name, spec or "") for _, name, spec, _ in parts if name is not None]


def _sure(pattern: str) -> None:
    if check_pattern(pattern):
        raise ValueError("; ".join(check_pattern(pattern)))


@lru_cache(maxsize=64)
def _expression(pattern: str) -> re.Pattern[str]:
    _sure(pattern)
    written = []
    for text, name, *_ in Formatter().parse(pattern):
        written.append(re.escape(text))
        if name == "rang":
            written.append(r"(?P<rang>[0-9]+)")
        elif name:
            written.append(r"[0-9]{4}" if name == "année" else r"[0-9]+")
    return re.compile("".join(written))


def _series(when: Restart, issued: Issued) -> tuple[int, ...]:
    if when is Restart.SITTING:
        return issued.day.year, issued.day.month, issued.day.day, issued.sitting
    return (issued.day.year,) if when is Restart.YEAR else ()


def _repeated(issued: list[Issued]) -> Iterator[str]:
    given = Counter(each.number for each in issued)
    for written in sorted(one for one, times in given.items() if times > 1):
        yield f"Le numéro {written} est donné {given[written]} fois."


def _strange(pattern: str, issued: list[Issued]) -> Iterator[str]:
    for each in issued:
        if rank_of(pattern, each.number) is None:
            yield f"Le numéro {each.number} ne suit pas la numérotation choisie."


def _gaps(pattern: str, issued: list[Issued]) -> Iterator[str]:
    when = restart(pattern)
    series: dict[tuple[int, ...], dict[int, Issued]] = {}
    for each in issued:
        rank = rank_of(pattern, each.number)
        if rank is not None:
            series.setdefault(_series(when, each), {})[rank] = each
    for members in series.values():
        for rank in sorted(set(range(1, max(members) + 1)) - set(members)):
            yield f"Il manque le rang {rank}{_where(when, next(iter(members.values())).day)}."


def _where(when: Restart, day: date) -> str:
    if when is Restart.SITTING:
        return f" dans la séance du {format_date(day, weekday=False)}"
    return f" dans l'année {day.year}" if when is Restart.YEAR else ""
