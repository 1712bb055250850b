"""The yearly public report (clause 23): drawn from the journal, published once as it was drawn.

What is published is kept in the journal's own line: figures alone, so that nobody changes them afterwards, and a new
publication for the same year stands beside the first one. Never anything about an agent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from beffroi.audit.journal import record
from beffroi.audit.models import Entry
from beffroi.charter.domain.wording import french
from beffroi.charter.evidence import Period
from beffroi.charter.lines import lines_of
from beffroi.charter.models import CharterVersion, EngineSheet, VersionState
from beffroi.charter.uses import use_named
from beffroi.town.scope import commune_in_scope

from .proof_table import ProofRow, proof_table

PUBLISHED = "yearly_report_published"
CALLS = ("ai_call", "ai_call_refused", "ai_call_failed")
Line = tuple[str, Mapping[str, Any]]


class TooEarly(Exception):
    """The year has not begun."""

    retry = False


def period_of(year: int) -> Period:
    """The year, up to today while it lasts. Raises TooEarly."""
    today = timezone.localdate()
    if not 2000 <= year <= today.year:
        raise TooEarly("Cette année n’a pas commencé.")
    return Period(date(year, 1, 1), min(date(year, 12, 31), today))


def figures_of(year: int) -> dict[str, Any]:
    """Plain JSON: what the report says. Raises TooEarly."""
    period = period_of(year)
    lines: list[Line] = list(lines_of(period, CALLS).values_list("action", "data"))
    calls = [data for action, data in lines if action == "ai_call"]
    rows = [each for each in proof_table(period) if each.on]
    return {
        "year": year,
        "until": period.last.isoformat(),
        "versions": _versions(period),
        "calls": len(calls),
        "masked": sum(data.get("masked") is True for data in calls),
        "refused": sum(action == "ai_call_refused" for action, _ in lines),
        "failed": sum(action == "ai_call_failed" for action, _ in lines),
        "uses": _uses(lines),
        "places": dict(Counter(str(data.get("place") or "") for data in calls)),
        "open": sum(data.get("open_licence") is True for data in calls),
        "refusals": _refusals(lines),
        "seconds": round(sum(_number(data.get("seconds")) for data in calls)),
        "tokens": _tokens(calls),
        "energy": _energy(calls),
        "articles": [_article(each) for each in rows],
    }


@transaction.atomic
def publish_report(year: int, *, user: Any) -> dict[str, Any]:
    """Publish the figures of ``year`` as they are now. Raises TooEarly."""
    figures = figures_of(year)
    record(PUBLISHED, actor=user, subject=f"report:{year}", **figures)
    return figures


def published(year: int) -> tuple[str, dict[str, Any]] | None:
    """(when, ISO; the figures) as last published for the commune in scope."""
    line = _published().filter(subject=f"report:{year}").order_by("-sequence").first()
    return (line.at, line.data) if line else None


def published_years() -> list[int]:
    subjects = set(_published().order_by().values_list("subject", flat=True))
    return sorted((int(each.removeprefix("report:")) for each in subjects), reverse=True)


def _published() -> Any:
    return Entry.objects.filter(commune=commune_in_scope("Le bilan est demandé"), action=PUBLISHED)


def _versions(period: Period) -> list[dict[str, Any]]:
    found = CharterVersion.objects.filter(state=VersionState.VOTED, starts_on__lte=period.last).order_by("number")
    return [{"number": each.number, "starts_on": each.starts_on.isoformat()} for each in found]


def _uses(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """By use: what it is for, calls made and refused; the most called first."""
    counts: dict[str, Counter[str]] = {}
    for action, data in lines:
        counts.setdefault(str(data.get("use") or ""), Counter())[action] += 1
    made = [
        {"use": _purpose(code), "calls": each["ai_call"], "refused": each["ai_call_refused"]}
        for code, each in counts.items()
    ]
    return sorted(made, key=lambda each: (-each["calls"], each["use"]))


def _purpose(code: str) -> str:
    use = use_named(code)
    return use.purpose.rstrip(".") if use else code or "Usage inconnu"


def _refusals(lines: Iterable[Line]) -> list[dict[str, int]]:
    """By article (0: the program's own rules). A refusal by two articles counts for both."""
    counts: Counter[int] = Counter()
    for action, data in lines:
        if action == "ai_call_refused":
            counts.update(each for each in data.get("refused_by") or [] if isinstance(each, int))
    return [{"article": number, "count": count} for number, count in sorted(counts.items())]


def _tokens(calls: Iterable[Mapping[str, Any]]) -> int:
    return round(sum(_number(each.get("prompt_tokens")) + _number(each.get("completion_tokens")) for each in calls))


def _energy(calls: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Watt-hours where a sheet says what its model spends; ``unknown``: calls of which nobody knows."""
    known = {
        (each.model, each.host): each.watt_hours_1000 for each in EngineSheet.objects.exclude(watt_hours_1000=None)
    }
    total, unknown = 0.0, 0
    for data in calls:
        spent = known.get((str(data.get("model") or ""), str(data.get("host") or "")))
        if spent is None:
            unknown += 1
        else:
            total += spent * _tokens([data]) / 1000
    return {"watt_hours": round(total, 1), "unknown": unknown}


def _article(row: ProofRow) -> dict[str, Any]:
    """Alarms by service stay inside the town hall: article 1 says only that there are some."""
    missing = list(row.missing)
    inside = [each for each in missing if row.number == 1 and each.startswith("Service")]
    if inside:
        missing = [each for each in missing if each not in inside]
        missing.append("Des relectures ont paru trop rapides : la commune les examine avec les services.")
    return {
        "number": row.number,
        "title": row.title,
        "counts": [{"label": each.label, "amount": each.amount} for each in row.counts if each.amount],
        "missing": [french(each) for each in missing],
        "proved": row.is_proved,
    }


def _number(value: Any) -> float:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else 0
