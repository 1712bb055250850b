"""The journal's lines of a period for the commune in scope, as proofs and simulations read them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.town.scope import commune_in_scope

from .evidence import Period


def lines_of(period: Period, actions: Collection[str] | None = None) -> Any:
    """A queryset of Entry, in order."""
    commune = commune_in_scope("Le journal est demandé")
    found = Entry.objects.filter(
        commune=commune, at__gte=moment(period.first), at__lt=moment(period.last, days_after=1)
    ).order_by("sequence")
    return found if actions is None else found.filter(action__in=actions)


def moment(day: date, days_after: int = 0) -> str:
    """The start of a day here, as the journal writes moments (UTC)."""
    start = timezone.make_aware(datetime.combine(day + timedelta(days=days_after), time()))
    return start.astimezone(UTC).isoformat(timespec="microseconds")
