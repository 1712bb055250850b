"""Entries of a list made plain: communes and lists taken off, pouvoirs in two columns joined, letters folded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.facts import plain
from beffroi.minutes.domain.pv.lists import Entry
from beffroi.minutes.domain.pv.names import find, is_role, person
from beffroi.minutes.domain.pv.types import Person

_ONE_TITLE = re.compile(r"(?:M\.|M(?=\s[A-ZÀ-Ý])|Mr\.?|Mme\.?|Mlle\.?|Monsieur|Madame|Mademoiselle)\s")
_TITLE_OF_SEVERAL = re.compile(r"(?:MM\.?|Mmes|Messieurs|Mesdames)\b")
_CAPITALS = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý'’./ -]{2,}")


def group_off(text: str) -> str:
    """The entry without the commune or the list that its line begins with ("Liste « Agir » : Jean Roy", "Ourde : Anne
    Cros"); an office before a name stays."""
    group = _GROUP.match(text)
    return text[group.end() :] if group and not is_role(group["group"]) else text


_GROUP = re.compile(r"(?P<group>[A-ZÀ-Ý][^:,()\n]{1,60}?)\s?:\s+(?=[A-ZÀ-Ý])")


def paired(text: str, present: Sequence[Person]) -> str:
    """A list of pouvoirs in two columns, or with a bar between giver and holder, with an arrow in place of the gap:
    where each second name, and no first one, is of somebody present."""
    for gap in (r"[ ]{3,}|[ ]*\t+[ ]*", r"[ ]+/[ ]+"):
        made = list(text)
        rows = 0
        for row in re.finditer(r"[^;\n]+", text):
            cells = [cell for cell in re.split(gap, row[0].strip()) if cell]
            if not cells or not any(person(cell) for cell in cells):
                made[row.start() : row.end()] = " " * len(row[0])
                continue
            if len(cells) != 2 or not find(cells[1], present) or find(cells[0], present):
                break
            found = next(re.finditer(gap, row[0].strip()))
            at = row.start() + len(row[0]) - len(row[0].lstrip()) + found.start()
            made[at : at + len(found[0])] = "→" if len(found[0]) == 1 else f" {'→' * (len(found[0]) - 2)} "
            rows += 1
        else:
            if rows:
                return "".join(made)
    return text


def shape_of(text: str) -> str:
    """The folded entry, letter for letter: the mark of an initial stands where its space was."""
    return plain(text.replace("\u2060", " ")).folded


def without_places(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Where each member bears a title of their own ("M. Guy PRIS"), capitals without one are the commune they sit for,
    on its own line ("LUZANCEL")."""
    titled = [each for each in entries if _ONE_TITLE.match(each.text)]
    several = any(_TITLE_OF_SEVERAL.match(each.text) for each in entries)
    if several or len(titled) < 4 or 5 * len(titled) < 2 * len(entries):
        return entries
    places = [each for each in entries if each not in titled and _CAPITALS.fullmatch(each.text)]
    return [each for each in entries if each not in places] if len(places) > 1 else entries
