"""A JSON request read without trusting it: one meaning, bounded, no surprise further on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .errors import bad, shown

DEEPEST = 40


def read_json(body: bytes) -> dict[str, Any]:
    """The object of a request. Raises DoorError (400)."""
    try:
        found = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise bad("La demande n’est pas écrite en UTF-8.", code="invalid_json")
    except RecursionError:
        raise _too_deep()
    except ValueError:
        raise bad("La demande n’est pas du JSON lisible, ou un champ y est deux fois.", code="invalid_json")
    if not isinstance(found, dict):
        raise bad("La demande doit être un objet JSON.", code="invalid_json")
    for text in texts_of(found):
        _text(text)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two fields of the same name would be read one way here and another way elsewhere."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("twice")
    return made


def _no_constant(name: str) -> None:
    raise ValueError(name)


def texts_of(value: Any) -> Iterator[str]:
    """Every text of a JSON value, names of fields too. Raises DoorError (400) for one that is too deep."""
    waiting = [(value, 0)]
    while waiting:
        each, depth = waiting.pop()
        if depth > DEEPEST:
            raise _too_deep()
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            waiting += [(inside, depth + 1) for inside in each]
        elif isinstance(each, dict):
            waiting += [(inside, depth + 1) for pair in each.items() for inside in pair]


def _text(value: str) -> None:
    if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise bad("Le texte contient des caractères qui n’existent pas (octet nul, moitié de caractère).")


def _too_deep() -> Exception:
    return bad(f"La demande est imbriquée sur plus de {DEEPEST} niveaux.", code="invalid_json")


def is_neutral(value: Any, *neutral: Any) -> bool:
    """Absent, or a value that changes nothing. ``False`` and 0 are told apart."""
    return value is None or any(type(value) is type(each) and value == each for each in neutral)


def number(asked: dict[str, Any], name: str, least: float, most: float) -> float | None:
    value = asked.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise bad(f"« {name} » attend un nombre de {least:g} à {most:g}.", name)
    return float(value)


def whole(asked: dict[str, Any], name: str, least: int, most: int) -> int | None:
    value = asked.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise bad(f"« {name} » attend un nombre entier de {least} à {most}.", name)
    return int(value)


def yes_no(asked: dict[str, Any], name: str) -> bool:
    value = asked.get(name)
    if value is not None and not isinstance(value, bool):
        raise bad(f"« {name} » attend true ou false.", name)
    return bool(value)


def words(asked: dict[str, Any], name: str, longest: int = 200) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise bad(f"« {shown(name)} » est attendu : un texte de {longest} caractères au plus.", name)
    return value
