"""What the journal counted for a clause, in a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.charter.clauses.base import Clause, Proof
from beffroi.charter.evidence import Period
from beffroi.town.scope import current_commune


@dataclass(frozen=True, slots=True)
class Count:
    """``amount`` of what ``label`` says; ``role`` as in ``Proof``."""

    label: str
    amount: int
    role: str


def this_month() -> Period:
    today = timezone.localdate()
    return Period(today.replace(day=1), today)


def article_counts(clause: Clause, period: Period) -> list[Count]:
    lines = _lines(clause.proofs, period)
    return [Count(each.label, _amount(each, lines), each.role) for each in clause.proofs]


def _lines(proofs: Sequence[Proof], period: Period) -> list[tuple[str, str, Mapping[str, Any]]]:
    actions = {action for each in proofs for action in each.actions}
    found = Entry.objects.filter(
        commune=current_commune(), action__in=actions, at__gte=_moment(period.first), at__lt=_moment(period.last, 1)
    )
    return list(found.order_by().values_list("action", "subject", "data"))


def _moment(day: date, days_after: int = 0) -> str:
    """The start of a day here, as the journal writes moments (UTC)."""
    start = timezone.make_aware(datetime.combine(day + timedelta(days=days_after), time()))
    return start.astimezone(UTC).isoformat(timespec="microseconds")


def _amount(proof: Proof, lines: Sequence[tuple[str, str, Mapping[str, Any]]]) -> int:
    kept = [line for line in lines if line[0] in proof.actions and _holds(line[2], proof.where)]
    if proof.count == "lines":
        return len(kept)
    if proof.count == "subjects":
        return len({subject for _, subject, _ in kept})
    return round(sum(data.get(proof.count) or 0 for _, _, data in kept))


def _holds(data: Mapping[str, Any], where: Mapping[str, Any]) -> bool:
    return all(_is(data.get(key), wanted) for key, wanted in where.items())


def _is(value: Any, wanted: Any) -> bool:
    if wanted is ...:
        return value not in (None, "", [], {})
    several = wanted if isinstance(wanted, tuple) else (wanted,)
    return any(each in several for each in value) if isinstance(value, list) else value in several
