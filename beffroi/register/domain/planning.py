"""What an import would do, row by row, before it does anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .fields import BY_NAME, LOCKED, Kind, Values
from .lines import Line
from .standards import Standard
from .values import check, is_address


class Fate(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


FATE_NAMES = {
    Fate.CREATED: "nouvelle",
    Fate.CHANGED: "modifiée",
    Fate.SAME: "déjà là, identique",
    Fate.REFUSED: "refusée",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A record that is already in the register: ``key`` finds it again, ``declared`` says that the code holds a part
    of it."""

    key: str
    values: Values
    kept: Mapping[str, Any]
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    number: int
    fate: Fate
    name: str
    identifier: str
    values: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    refused: str = ""
    key: str = ""
    """Of the record that it changes, empty for a new one."""
    changes: tuple[str, ...] = ()
    """Fields that it would change."""


def plan(lines: Iterable[Line], standard: Standard, known: Mapping[str, Known]) -> list[Planned]:
    """``known``: records of the register by their identifier in this standard; those without one by "name:" and their
    name in lower case."""
    seen: dict[str, int] = {}
    return [_planned(line, standard, known, seen) for line in lines]


def _planned(line: Line, standard: Standard, known: Mapping[str, Known], seen: dict[str, int]) -> Planned:
    read = standard.read(line.row)
    name = read.values.get("name", "")
    identifier = standard.identifier(line.row)
    found = identifier or f"name:{name.lower()}"
    refused = line.refused or _refused(name, found, seen)
    if refused:
        return Planned(line.number, Fate.REFUSED, name, identifier, notes=read.notes, refused=refused)
    seen[found] = line.number
    return _fated(line.number, name, identifier, read.values, read.kept, read.notes, known.get(found))


def _refused(name: str, found: str, seen: Mapping[str, int]) -> str:
    if not name:
        return "Le nom manque : une fiche sans nom ne peut pas être retrouvée."
    if len(name) > 200:
        return "Le nom dépasse 200 caractères."
    if found in seen:
        return f"La même fiche est déjà à la ligne {seen[found]} de ce fichier."
    return ""


def _fated(
    number: int,
    name: str,
    identifier: str,
    values: dict[str, str],
    kept: dict[str, Any],
    notes: tuple[str, ...],
    already: Known | None,
) -> Planned:
    notes = (*notes, *_doubts(values))
    if already is None:
        return Planned(number, Fate.CREATED, name, identifier, values, kept, notes)
    if already.declared:
        values = {each: value for each, value in values.items() if each not in LOCKED}
    changes = tuple(each for each, value in values.items() if already.values.get(each, "") != value)
    fate = Fate.CHANGED if changes or already.kept != kept else Fate.SAME
    return Planned(number, fate, name, identifier, values, kept, notes, key=already.key, changes=changes)


def _doubts(values: Values) -> list[str]:
    """What is kept as it came, and is to be looked at."""
    found = [f"{BY_NAME[name].label} : {fault}" for name, fault in check(values)]
    for name, value in values.items():
        most = BY_NAME[name].longest
        if len(value) > most:
            found.append(f"{BY_NAME[name].label} : {len(value)} caractères, au-delà des {most} des formats ouverts.")
        if BY_NAME[name].kind == Kind.LINKS and any(
            not is_address(line.rpartition("|")[2].strip()) for line in value.splitlines()
        ):
            found.append(f"{BY_NAME[name].label} : une ligne n’a pas d’adresse, elle ne sera pas un lien.")
    return found
