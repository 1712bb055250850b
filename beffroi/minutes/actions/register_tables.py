"""The tables of a year's register: by date and by object (R2121-9)."""

from __future__ import annotations

from django.utils import timezone

from beffroi.minutes.domain.acts.register import RegisterLine, RegisterTables
from beffroi.minutes.models import Deliberation

from .papers import Papers
from .sitting import sitting_of


def register_years() -> list[int]:
    """The years that have validated deliberations, last first."""
    held = Deliberation.objects.filter(validated_at__isnull=False, item__meeting__starts_at__isnull=False)
    days = held.values_list("item__meeting__starts_at", flat=True)
    return sorted({timezone.localdate(day).year for day in days}, reverse=True)


def register_tables(year: int) -> RegisterTables | None:
    """Every validated deliberation of the year, in the order of the sittings; None where there is none."""
    found = Deliberation.objects.filter(validated_at__isnull=False, item__meeting__starts_at__year=year)
    rows = list(found.select_related("item__meeting__commune").order_by("item__meeting__starts_at", "item__number"))
    if not rows:
        return None
    lines = tuple(
        RegisterLine(
            row.number, timezone.localdate(row.item.meeting.starts_at), row.object, row.matter_name or row.matter_code
        )
        for row in rows
    )
    return RegisterTables(Papers(sitting_of(rows[-1].item.meeting)).body, f"Année {year}", lines)
