"""A limit set, changed or taken away: the journal says it first, or the database refuses it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.charter.models import Budget


@transaction.atomic
def set_limit(budget: Budget, *, user: Any) -> Budget:
    """Keep ``budget``, new or changed; it holds at once."""
    budget.entry = record(
        "budget_changed",
        actor=user,
        subject=f"budget:{budget.pk or 'new'}",
        use=budget.use,
        service=budget.service,
        unit=budget.unit,
        period=budget.period,
        most=budget.most,
    )
    budget.save()
    return budget


@transaction.atomic
def remove_limit(budget: Budget, *, user: Any) -> None:
    record(
        "budget_removed",
        actor=user,
        subject=f"budget:{budget.pk}",
        use=budget.use,
        service=budget.service,
        unit=budget.unit,
        period=budget.period,
    )
    budget.delete()
