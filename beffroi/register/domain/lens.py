"""Between a row of another register and a record of ours, both ways, without loss.

Reading keeps aside (``kept``) what we have no field for and what our field could not give back as it was: a number
where we write text, HTML, a state that ours does not tell apart, a date that is none. Writing gives it back as long as
the record still says the same, and what the record says now otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .fields import BY_NAME, Values
from .values import FieldRefused, clean

Row = Mapping[str, Any]
"""A row as its file gives it: JSON values, or the cells of a CSV."""


class Unreadable(ValueError):
    """A value that means nothing for our field; the message is French. It is kept aside."""


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` of theirs is ``field`` of ours. ``read`` raises Unreadable."""

    key: str
    field: str
    read: Callable[[Any], str]
    write: Callable[[str], Any]
    required: bool = False
    """Written even when empty."""


@dataclass(frozen=True, slots=True)
class Read:
    values: dict[str, str]
    kept: dict[str, Any]
    notes: tuple[str, ...] = ()
    """French: what was not understood, and kept aside."""


def read_row(columns: tuple[Column, ...], row: Row) -> Read:
    values: dict[str, str] = {}
    notes: list[str] = []
    kept = {key: raw for key, raw in row.items() if key not in {column.key for column in columns}}
    for column in columns:
        if column.key not in row:
            continue
        raw = row[column.key]
        value, note = _value(column, raw)
        notes += [note] if note else []
        if value:
            values[column.field] = value
        if not value or not _same(column.write(value), raw):
            kept[column.key] = raw
    return Read(values, kept, tuple(notes))


def write_row(
    columns: tuple[Column, ...], values: Values, kept: Mapping[str, Any], defaults: Values | None = None
) -> dict[str, Any]:
    """The row of a record. ``defaults``: what is written for a field that nobody filled in, ours or theirs."""
    row: dict[str, Any] = {}
    for column in columns:
        value = values.get(column.field, "")
        if column.key in kept and _value(column, kept[column.key])[0] == value:
            row[column.key] = kept[column.key]
            continue
        value = value or (defaults or {}).get(column.field, "")
        if value or column.required:
            row[column.key] = column.write(value)
    known = {column.key for column in columns}
    return row | {key: raw for key, raw in kept.items() if key not in known}


def _value(column: Column, raw: Any) -> tuple[str, str]:
    """(our value, why it is empty when something was given)."""
    try:
        return clean(BY_NAME[column.field], column.read(raw)), ""
    except (Unreadable, FieldRefused) as error:
        return "", f"{column.key} : {error}"


def _same(first: Any, second: Any) -> bool:
    """Equal as JSON is: 1, 1.0, true and "1" are four values."""
    return json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)
