"""A file of records, read: encoding, JSON or CSV, and what is refused with its reason. Nothing is kept of a file that
cannot be read; a row that cannot be kept is told with its number, and the others stand."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.facts.text import fold

from .fields import LONGEST
from .standards import Standard, atrs
from .standards.atrs import ALIASES, PREFIX

LARGEST = 10 * 2**20
"""Bytes of a file."""
MOST_ROWS = 5_000
DEEPEST = 12
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LISTS = ("uses", "usages", "records", "algorithms", "results", "algoritmes", "data")


class FileRefused(ValueError):
    """The file cannot be read at all; the message is French and says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file with its number for a person (the first is 1); ``refused`` says why it cannot be kept."""

    number: int
    row: Mapping[str, Any]
    refused: str = ""


def read_file(content: bytes, standard: Standard) -> list[Line]:
    """Raises FileRefused."""
    if len(content) > LARGEST:
        raise FileRefused("Ce fichier dépasse 10 Mo. Partagez-le en plusieurs.")
    if not content.strip():
        raise FileRefused("Ce fichier est vide.")
    text = decode(content, strict=standard.form == "json")
    lines = _json_lines(text) if standard.form == "json" else _csv_lines(text, standard)
    if not lines:
        raise FileRefused("Ce fichier ne contient aucune fiche.")
    if len(lines) > MOST_ROWS:
        raise FileRefused(f"Ce fichier contient {len(lines)} fiches : 5 000 au plus. Partagez-le en plusieurs.")
    return lines


def decode(content: bytes, *, strict: bool) -> str:
    """UTF-8, or UTF-16 that says so; Windows' own encoding for a table. ``strict``: JSON, which has no other. Raises
    FileRefused."""
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig"]
    if not strict and encodings == ["utf-8-sig"]:
        encodings.append("cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileRefused("Ce fichier n’est pas du texte en UTF-8. Enregistrez-le en « CSV UTF-8 » ou en JSON.")


# --- JSON -------------------------------------------------------------------------------------------------


class _Twice(ValueError):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = Counter(name for name, _ in pairs)
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise _Twice(twice[0])
    return dict(pairs)


def _no_number(name: str) -> Any:
    raise FileRefused(f"« {name} » n’est pas une valeur de JSON.")


def _json_lines(text: str) -> list[Line]:
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except _Twice as error:
        raise FileRefused(
            f"« {str(error)[:60]} » est donné deux fois dans une même fiche : corrigez le fichier."
        ) from None
    except json.JSONDecodeError as error:
        raise FileRefused(f"Ce n’est pas du JSON : erreur à la ligne {error.lineno}, colonne {error.colno}.") from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused("Ce JSON est trop emboîté ou contient un nombre démesuré.") from None
    return [_json_line(number, row) for number, row in enumerate(_rows(found), 1)]


def _rows(found: Any) -> list[Any]:
    """The list of records, wherever the file puts it. Raises FileRefused."""
    if isinstance(found, dict):
        lists = [found[name] for name in _LISTS if isinstance(found.get(name), list)]
        return lists[0] if lists else [found]
    if isinstance(found, list):
        return found
    raise FileRefused("Ce JSON ne contient pas de fiches : une liste, ou un objet par fiche, était attendu.")


def _json_line(number: int, row: Any) -> Line:
    if not isinstance(row, dict):
        return Line(number, {}, "Ce n’est pas une fiche : un objet JSON était attendu.")
    return Line(number, row, _unfit(row))


def _unfit(value: Any, depth: int = 0) -> str:
    """Why no database may keep this, or nothing."""
    if depth > DEEPEST:
        return "Cette fiche est trop emboîtée."
    if isinstance(value, str):
        if "\0" in value or any(0xD800 <= ord(char) < 0xE000 for char in value):
            return "Cette fiche contient des caractères illisibles."
        return "Un texte de cette fiche dépasse 20 000 caractères." if len(value) > LONGEST else ""
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return "Cette fiche contient un nombre démesuré."
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**18:
        return "Cette fiche contient un nombre démesuré."
    inside: Iterable[Any] = ()
    if isinstance(value, dict):
        inside = [*value.keys(), *value.values()]
    elif isinstance(value, list):
        inside = value
    return next((said for each in inside if (said := _unfit(each, depth + 1))), "")


# --- CSV --------------------------------------------------------------------------------------------------


def _csv_lines(text: str, standard: Standard) -> list[Line]:
    first = text.lstrip("\n\r").split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    csv.field_size_limit(LARGEST)
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
    return Line(number, row, "Une cellule est remplie dans une colonne sans titre." if lost else _unfit(row))


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
