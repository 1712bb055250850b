"""The rows of a table of items as the lines that an agenda without a table would have."""

from __future__ import annotations

import re

from beffroi.documents.readers.agenda_presenter import CIVIL
from beffroi.documents.readers.agenda_words import folded

_PERSON = re.compile(rf"{CIVIL}(?:\s+(?:[Ll][ea]\s+[Mm]aire|[A-ZÀ-Ý][\w' .’-]{{1,50}}))?")
_HEADINGS = {
    "number": ("n", "n°", "no", "numero", "ordre", "num", "point", "ref", "reference"),
    "title": ("objet", "intitule", "point", "points", "sujet", "titre", "libelle", "deliberation", "affaire", "theme"),
    "presenter": ("rapporteur", "rapporteure", "rapporteurs", "presente par", "presentation", "elu", "intervenant"),
}


def is_table_heading(cells: list[str]) -> bool:
    """Whether a row holds the headings of a table of items."""
    plain = [folded(cell) for cell in cells if cell]
    known = {word for group in _HEADINGS.values() for word in group}
    return len(plain) > 1 and all(cell in known or _first_word(cell) in known for cell in plain)


def from_cells(cells: list[str], columns: list[str] | None) -> str:
    """One line for a row: number, title, and the presenter where a column says so."""
    full = [cell for cell in cells if cell]
    if columns is None and len(full) > 1 and _PERSON.fullmatch(full[-1]):
        return f"{from_cells(full[:-1], None)} (rapporteur : {full[-1]})"
    if columns is None:
        if len(full) == 2 and re.fullmatch(r"\d{1,3}", full[0]):
            return f"{full[0]}. {full[1]}"
        return re.sub(r"\s+", " ", " \t ".join(full)) if len(full) != 2 else "\t".join(full)
    kinds = [_heading(folded(name)) for name in columns]
    value = dict(zip(kinds, cells, strict=True))
    number = f"{value['number']} : " if value.get("number") else ""
    number = re.sub(r"^(\d{1,3}) : $", r"\1. ", number)
    presenter = f" (rapporteur : {value['presenter']})" if value.get("presenter") else ""
    return f"{number}{value.get('title', '')}{presenter}".strip()


def _heading(cell: str) -> str:
    """Which column a heading names ("objet de la délibération" is the title's)."""
    return next((kind for kind, names in _HEADINGS.items() if cell in names or _first_word(cell) in names), "")


def _first_word(cell: str) -> str:
    """The word that heads "objet de la délibération" or "n° d'ordre"; nothing for anything else."""
    found = re.match(r"([^\W_]+°?)\s+(?:d[eu]s?\b|d['’]|à\b)", cell)
    return found[1] if found and len(cell) < 40 else ""
