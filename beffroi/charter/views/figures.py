"""What the journal counted for a clause, and how pages say it."""

from __future__ import annotations

from django.utils import timezone

from beffroi.charter.clauses.base import Clause
from beffroi.charter.domain.proofs import Count, counted
from beffroi.charter.evidence import Period
from beffroi.charter.lines import lines_of
from beffroi.charter.uses import all_uses


def this_month() -> Period:
    today = timezone.localdate()
    return Period(today.replace(day=1), today)


def article_counts(clause: Clause, period: Period) -> list[Count]:
    actions = {action for each in clause.proofs for action in each.actions}
    return counted(clause.proofs, lines_of(period, actions).values_list("action", "subject", "data"))


def readable(text: str) -> str:
    """``text`` with what each use is for in place of its code."""
    for use in all_uses():
        text = text.replace(f"«\u00a0{use.code}\u00a0»", f"«\u00a0{use.purpose.rstrip('.')}\u00a0»")
    return text
