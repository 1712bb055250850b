"""Counting a clause's proofs over lines of the journal: metadata alone, plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Line = tuple[str, str, Mapping[str, Any]]
"""(action, subject, data)"""


class Query(Protocol):
    """What of ``clauses.base.Proof`` is needed to count."""

    @property
    def label(self) -> str: ...
    @property
    def actions(self) -> tuple[str, ...]: ...
    @property
    def where(self) -> Mapping[str, Any]: ...
    @property
    def count(self) -> str: ...
    @property
    def role(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Count:
    """``amount`` of what ``label`` (French) says; ``role``: "evidence", "exception" or "missing"."""

    label: str
    amount: int
    role: str


def counted(queries: Iterable[Query], lines: Iterable[Line]) -> list[Count]:
    """One count a query, in their order."""
    kept = list(lines)
    return [Count(each.label, _amount(each, kept), each.role) for each in queries]


def _amount(query: Query, lines: Iterable[Line]) -> int:
    found = [line for line in lines if line[0] in query.actions and holds(line[2], query.where)]
    if query.count == "lines":
        return len(found)
    if query.count == "subjects":
        return len({subject for _, subject, _ in found})
    return round(sum(_number(data.get(query.count)) for _, _, data in found))


def holds(data: Mapping[str, Any], where: Mapping[str, Any]) -> bool:
    """Every pair: a value, one of a tuple of values, or ``...`` for whatever is there and not empty. Of a list in the
    data, one element is enough."""
    return all(_is(data.get(key), wanted) for key, wanted in where.items())


def _is(value: Any, wanted: Any) -> bool:
    if wanted is ...:
        return value not in (None, "", [], {})
    several = wanted if isinstance(wanted, tuple) else (wanted,)
    found = value if isinstance(value, list) else [value]
    # True is not 1 here: a rank and a yes are never mistaken for one another.
    return any(type(each) is type(one) and each == one for each in found for one in several)


def _number(value: Any) -> float:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else 0
