"""The roster of an assembly: a CSV file "nom;prenom;fonction;groupe;alias", every column optional but the first."""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from dataclasses import dataclass

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards
from beffroi.documents.readers.text import decode

COLUMNS = ("nom", "prenom", "fonction", "groupe", "alias")
SHOWN = {"nom": "nom", "prenom": "prénom", "fonction": "fonction", "groupe": "groupe", "alias": "alias"}
MAX_MEMBERS = 2_000


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person. ``aliases``: what people call this person ("monsieur le maire")."""

    last_name: str
    first_name: str = ""
    role: str = ""
    group: str = ""
    aliases: tuple[str, ...] = ()


def read_roster(data: bytes, filename: str = "elus.csv") -> list[RosterLine]:
    """People of a roster file, in its order. UTF-8 or Windows-1252; semicolon, comma or tab.

    Raises DocumentError, naming the column or the line at fault."""
    guards.check(data, filename, frozenset({"csv", "txt", "tsv"}))
    rows = _rows(decode(data))
    if not rows:
        raise DocumentError("La liste des élus est vide. " + _expected())
    columns = _columns(rows[0][1])
    people = [_person(columns, number, cells) for number, cells in rows[1:]]
    if not people:
        raise DocumentError("La liste des élus n'a que sa ligne de titres : ajoutez une ligne par personne.")
    if len(people) > MAX_MEMBERS:
        raise DocumentError(f"La liste compte plus de {MAX_MEMBERS} personnes : vérifiez le fichier.")
    _refuse_duplicates(people, [number for number, _ in rows[1:]])
    return people


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Non-empty rows, each with its line number in the file."""
    lines = text.split("\n")
    skipped = 1 if re.fullmatch(r"\s*sep=.\s*", lines[0]) else 0
    heading = next((line for line in lines[skipped:] if line.strip()), "")
    delimiter = max(";,\t", key=heading.count)
    reader = csv.reader(io.StringIO("\n".join(lines[skipped:])), delimiter=delimiter, skipinitialspace=True)
    rows = []
    try:
        for cells in reader:
            stripped = [" ".join(cell.split()) for cell in cells]
            if any(stripped):
                rows.append((reader.line_num + skipped, stripped))
    except csv.Error as error:
        raise DocumentError(
            f"La liste des élus n'a pas pu être lue à la ligne {reader.line_num + skipped} : vérifiez ses guillemets."
        ) from error
    return rows


def _columns(cells: list[str]) -> list[str]:
    columns: list[str] = []
    for cell in cells:
        column = _plain(cell)
        if column not in COLUMNS and (column or columns == []):
            raise DocumentError(_unknown_column(cell))
        if column and column in columns:
            raise DocumentError(f"La colonne « {cell} » est donnée deux fois dans la liste des élus.")
        columns.append(column)
    if "nom" not in columns:
        raise DocumentError("La colonne « nom » manque dans la liste des élus. " + _expected())
    return columns


def _person(columns: list[str], number: int, cells: list[str]) -> RosterLine:
    if any(cells[len(columns) :]):
        raise DocumentError(
            f"La ligne {number} de la liste des élus a {len(cells)} cases pour {len(columns)} colonnes : "
            "mettez entre guillemets une case qui contient le séparateur."
        )
    values = {column: value for column, value in zip(columns, cells, strict=False) if column}
    if not values.get("nom"):
        raise DocumentError(f"La ligne {number} de la liste des élus n'a pas de nom : complétez-la.")
    aliases = tuple(alias for part in re.split(r"[|,/;]", values.get("alias", "")) if (alias := part.strip()))
    return RosterLine(
        last_name=values["nom"],
        first_name=values.get("prenom", ""),
        role=values.get("fonction", ""),
        group=values.get("groupe", ""),
        aliases=aliases,
    )


def _refuse_duplicates(people: list[RosterLine], numbers: list[int]) -> None:
    seen: dict[str, int] = {}
    for person, number in zip(people, numbers, strict=True):
        key = _plain(f"{person.first_name} {person.last_name}")
        if key in seen:
            name = f"{person.first_name} {person.last_name}".strip()
            raise DocumentError(
                f"« {name} » figure deux fois dans la liste des élus (lignes {seen[key]} et {number}) : "
                "gardez une seule ligne, ou distinguez ces personnes par leur prénom."
            )
        seen[key] = number


def _unknown_column(cell: str) -> str:
    shown = cell or "(sans titre)"
    near = difflib.get_close_matches(_plain(cell), COLUMNS, n=1)
    hint = f" Vouliez-vous dire « {SHOWN[near[0]]} » ?" if near else ""
    return f"La colonne « {shown} » de la liste des élus n'est pas connue.{hint} {_expected()}"


def _expected() -> str:
    names = ", ".join(SHOWN[column] for column in COLUMNS)
    return f"La première ligne donne les titres des colonnes, parmi : {names} (seul « nom » est obligatoire)."


def _plain(text: str) -> str:
    """Lower case without accents nor outer spaces, to compare what people type."""
    decomposed = unicodedata.normalize("NFD", text.strip().lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
