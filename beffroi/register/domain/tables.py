"""Records of a CSV table, read and written; no cell that we write is a formula for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import Any

from beffroi.facts.text import fold

from .lines import FileRefused, Line, unfit
from .standards import Standard, atrs
from .standards.atrs import ALIASES, PREFIX

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
LONGEST_CELL = 10 * 2**20


def csv_lines(text: str, standard: Standard) -> list[Line]:
    """Raises FileRefused."""
    first = text.lstrip("\n\r").split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        raise FileRefused("Ce tableau est mal formé : un guillemet n’est pas refermé.") from None
    rows = [row for row in table if any(cell.strip() for cell in row)]
    if not rows:
        return []
    headers = _headers(rows[0], standard)
    return [_csv_line(number, headers, row) for number, row in enumerate(rows[1:], 1)]


def _headers(row: list[str], standard: Standard) -> list[str]:
    """The columns under the standard's own names. Raises FileRefused."""
    known = {_folded(column.key): column.key for column in standard.columns}
    headers = [known.get(_folded(cell), cell.strip()) for cell in row]
    if standard.code == atrs.STANDARD.code:
        bare = [header.removeprefix(PREFIX) for header in headers]
        headers = [alias if (alias := ALIASES.get(each, each)) not in bare or alias == each else each for each in bare]
    twice = [header for header, count in Counter(filter(None, headers)).items() if count > 1]
    if twice:
        raise FileRefused(f"La colonne « {twice[0][:60]} » est là deux fois : gardez-en une.")
    if not set(headers) & set(known.values()):
        raise FileRefused(f"Aucune colonne connue du format {standard.label} : vérifiez la première ligne du tableau.")
    return headers


def _folded(header: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(header)).split())


def _csv_line(number: int, headers: list[str], cells: list[str]) -> Line:
    if len(cells) > len(headers) and any(cells[len(headers) :]):
        return Line(number, {}, f"{len(cells)} cellules pour {len(headers)} colonnes : la ligne est décalée.")
    row = {header: unguarded(cell) for header, cell in zip(headers, cells, strict=False) if header}
    lost = any(cell.strip() and not header for header, cell in zip(headers, cells, strict=False))
    return Line(number, row, "Une cellule est remplie dans une colonne sans titre." if lost else unfit(row))


def guarded(cell: str) -> str:
    """No spreadsheet reads the cell as a formula (an apostrophe is put before, as the OWASP advises)."""
    return f"'{cell}" if cell.startswith(_FORMULA) or _is_guarded(cell) else cell


def unguarded(cell: str) -> str:
    """The cell before ``guarded``."""
    return cell[1:] if _is_guarded(cell) else cell


def _is_guarded(cell: str) -> bool:
    return cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'"))


def to_csv(rows: list[dict[str, Any]], standard: Standard) -> str:
    """Columns that stand always, then those that hold something, in the standard's order, then what came with the
    rows. Lists are told on several lines of their cell."""
    filled = {key for row in rows for key, value in row.items() if value not in ("", None, [])}
    ours = [column.key for column in standard.columns]
    columns = [key for key in ours if key in standard.always or key in filled]
    more = dict.fromkeys(key for row in rows for key in row if key not in ours and key in filled)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(key) for key in [*columns, *more]])
    for row in rows:
        writer.writerow([guarded(_cell(row.get(key, ""))) for key in [*columns, *more]])
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)
