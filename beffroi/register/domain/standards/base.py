from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from beffroi.register.domain.fields import Values
from beffroi.register.domain.lens import Column, Read, Row, read_row, write_row

Faults = Callable[[Mapping[str, Any]], list[str]]


def _as_it_is(row: Row) -> dict[str, Any]:
    return dict(row)


def _no_fault(row: Row) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class Standard:
    """``form`` "json" or "csv". ``identity``: keys that name a row in its register, the first that is filled in holds.
    ``before``/``after``: their row as our columns see it, and back. ``constants``: written where nothing else was
    given. ``faults``: why a row would break the standard, in French; such a row is left out of the file and told."""

    code: str
    label: str
    form: str
    filename: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    constants: Mapping[str, Any] = field(default_factory=dict)
    before: Callable[[Row], dict[str, Any]] = _as_it_is
    after: Callable[[Row], dict[str, Any]] = _as_it_is
    faults: Faults = _no_fault
    always: tuple[str, ...] = ()
    """Columns of a CSV that are there even when empty in every row."""

    def read(self, row: Row) -> Read:
        return read_row(self.columns, self.before(row))

    def write(self, values: Values, kept: Mapping[str, Any], defaults: Values | None = None) -> dict[str, Any]:
        """The row as the standard writes it. What a person of that register wrote goes before our constants."""
        written = self.after(write_row(self.columns, values, kept, defaults))
        return written | {key: value for key, value in self.constants.items() if key not in written}

    def identifier(self, row: Row) -> str:
        """What names the row in its register, or nothing."""
        named = (row.get(key) for key in self.identity)
        return next(
            (str(each).strip()[:500] for each in named if isinstance(each, str | int) and str(each).strip()), ""
        )
