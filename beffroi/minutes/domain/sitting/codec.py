"""Events as plain values, to be stored as JSON, and back. What cannot be read is refused with its field."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from .events import Event

_KINDS: dict[str, type] = {each.kind: each for each in get_args(Event)}

Payload = dict[str, Any]


class _Wrong(ValueError):
    """A value that is not of its type; the message says what was expected, in French."""


def kinds() -> tuple[str, ...]:
    """Every kind of event."""
    return tuple(_KINDS)


def to_payload(event: Event) -> Payload:
    """The fields of an event as JSON values: texts, numbers, booleans, lists and objects."""
    return {field.name: _plain(getattr(event, field.name)) for field in dataclasses.fields(event)}


def from_payload(kind: str, payload: Payload) -> Event:
    """The event of this kind with these fields; a field left out keeps its default.

    Raises ValueError, in French, for a kind or a field that does not exist, or a value that cannot be that field's.
    """
    made = _KINDS.get(kind) if isinstance(kind, str) else None
    if made is None:
        raise ValueError(f"Type d’événement inconnu\u00a0: «\u00a0{kind}\u00a0».")
    return cast(Event, _build(made, payload, f"l’événement «\u00a0{kind}\u00a0»"))


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


def _build(made: type, payload: Any, what: str) -> Any:
    if not isinstance(payload, dict):
        raise ValueError(f"Les champs de {what} doivent être un objet.")
    expected = _fields(made)
    for name in payload:
        if name not in expected:
            raise ValueError(f"Champ inconnu dans {what}\u00a0: «\u00a0{name}\u00a0».")
    values = {}
    for name, (hint, optional) in expected.items():
        if name in payload:
            values[name] = _field(payload[name], hint, name, what)
        elif not optional:
            raise ValueError(f"Il manque le champ «\u00a0{name}\u00a0» dans {what}.")
    return made(**values)


def _field(value: Any, hint: Any, name: str, what: str) -> Any:
    try:
        return _read(value, hint)
    except _Wrong as error:
        raise ValueError(f"Le champ «\u00a0{name}\u00a0» de {what} est incorrect\u00a0: {error}.") from None


@cache
def _fields(made: type) -> dict[str, tuple[Any, bool]]:
    """Type of each field, and whether it has a default."""
    hints = get_type_hints(made)
    return {
        field.name: (hints[field.name], field.default is not dataclasses.MISSING) for field in dataclasses.fields(made)
    }


def _read(value: Any, hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        inner = [each for each in get_args(hint) if each is not type(None)]
        return None if value is None else _read(value, inner[0])
    if get_origin(hint) is tuple:
        return _tuple(value, get_args(hint))
    if dataclasses.is_dataclass(hint):
        return _build(cast(type, hint), value, "la ligne")
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice(value, hint)
    return _SCALARS[hint](value)


def _tuple(value: Any, hints: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise _Wrong("une liste est attendue")
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(_read(each, hints[0]) for each in value)
    if len(value) != len(hints):
        raise _Wrong(f"{len(hints)} valeurs sont attendues")
    return tuple(_read(each, hint) for each, hint in zip(value, hints, strict=True))


def _choice(value: Any, hint: type[StrEnum]) -> StrEnum:
    known = {each.value: each for each in hint}
    if not isinstance(value, str) or value not in known:
        raise _Wrong(f"«\u00a0{value}\u00a0» n’est pas l’un de {', '.join(known)}")
    return known[value]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong("un texte est attendu")
    return str(value)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Wrong("un nombre entier est attendu")
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("«\u00a0vrai\u00a0» ou «\u00a0faux\u00a0» est attendu")
    return value


_SCALARS: dict[Any, Callable[[Any], Any]] = {str: _text, int: _number, bool: _yes_or_no}
