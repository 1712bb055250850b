"""Budgets by use and service: reserved before a call, settled after. Two calls at once never share the last unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from beffroi.town.scope import current_commune

from .domain.wording import french
from .models import Budget, BudgetPeriod, BudgetUnit, Spent


@dataclass(frozen=True, slots=True)
class Reservation:
    """What was taken: (row of Spent, unit, amount). ``over`` is French: the budget that would be passed."""

    taken: tuple[tuple[int, str, int], ...] = ()
    over: str = ""


def first_day(period: str, on: date) -> date:
    if period == BudgetPeriod.DAY:
        return on
    return on.replace(day=1) if period == BudgetPeriod.MONTH else on.replace(month=1, day=1)


def reserve(use: str, service: str, needs: Mapping[str, int]) -> Reservation:
    """Take ``needs`` (unit -> amount) from every budget that holds for this use and service, or none of them."""
    if current_commune() is None:
        return Reservation()
    budgets = list(Budget.objects.filter(Q(use="") | Q(use=use), Q(service="") | Q(service=service)))
    if not budgets:
        return Reservation()
    taken: list[tuple[int, str, int]] = []
    with transaction.atomic():
        for budget in budgets:
            row = _row(budget)
            need = max(needs.get(budget.unit, 0), 0)
            # At least one unit must be left, so that a use whose cost is known afterwards still stops.
            room = Q(amount__lte=budget.most - max(need, 1)) if budget.most else Q(pk__in=[])
            if not Spent.objects.filter(room, pk=row.pk).update(amount=F("amount") + need):
                _give_back(taken)
                return Reservation(over=said(budget))
            taken.append((row.pk, budget.unit, need))
    return Reservation(tuple(taken))


def settle(reservation: Reservation, spent: Mapping[str, int]) -> None:
    """Replace what was reserved by what was really spent."""
    for pk, unit, reserved in reservation.taken:
        _add(pk, spent.get(unit, 0) - reserved)


def release(reservation: Reservation) -> None:
    """Nothing was spent."""
    _give_back(list(reservation.taken))


def left_of(budget: Budget) -> int:
    row = Spent.objects.filter(budget=budget, starts_on=first_day(budget.period, timezone.localdate())).first()
    return max(0, budget.most - (row.amount if row else 0))


def _row(budget: Budget) -> Spent:
    row: Spent = Spent.objects.get_or_create(
        budget=budget,
        starts_on=first_day(budget.period, timezone.localdate()),
        defaults={"commune_id": budget.commune_id},
    )[0]
    return row


def _give_back(taken: list[tuple[int, str, int]]) -> None:
    for pk, _, amount in taken:
        _add(pk, -amount)


def _add(pk: int, amount: int) -> None:
    """Never below nothing."""
    if amount:
        left = Case(When(amount__gte=-amount, then=F("amount") + amount), default=Value(0))
        Spent.objects.filter(pk=pk).update(amount=left)


def said(budget: Budget) -> str:
    who = f"le service « {budget.service} »" if budget.service else "la commune"
    unit = BudgetUnit(budget.unit).label
    period = BudgetPeriod(budget.period).label
    return french(f"La limite de {budget.most} {unit} {period} est atteinte pour {who}.")
