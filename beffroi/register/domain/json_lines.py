"""Records of a JSON file, wherever it puts them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from .lines import FileRefused, Line, unfit

_LISTS = ("uses", "usages", "records", "algorithms", "results", "algoritmes", "data")


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


def json_lines(text: str) -> list[Line]:
    """Raises FileRefused."""
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
    return Line(number, row, unfit(row))
