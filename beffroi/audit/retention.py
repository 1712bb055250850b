"""How long the content of the journal is kept, by category; at its end a line is emptied and its hash stays, so that
the chain can still be verified. Acts (approvals, documents, publications, charter) are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from beffroi.town.scope import scope

from .chain import PURGED
from .journal import record
from .models import REFUSED, Entry

BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Category:
    """``actions``: those of its lines; ``days``: how long. ``why`` in French, for the page that shows it."""

    name: str
    actions: tuple[str, ...]
    days: int
    why: str


CATEGORIES: tuple[Category, ...] = (
    Category(
        "connexions",
        ("sign_in", "sign_in_failed"),
        365,
        "La CNIL recommande de six mois à un an pour les traces de connexion.",
    ),
    Category(
        "accès refusés",
        (REFUSED,),
        365,
        "Un an suffit à voir qui a essayé d’ouvrir ce qu’il ne pouvait pas.",
    ),
    Category(
        "consultations",
        ("document_taken", "transcript_taken", "pv_checked", "file_verified"),
        365,
        "Un an suffit à retrouver qui a pris un document.",
    ),
    Category(
        "appels à une IA",
        (
            "ai_call",
            "ai_call_begun",
            "ai_call_cancelled",
            "ai_call_failed",
            "ai_call_refused",
            "ai_call_masked",
            "door_refused",
        ),
        3 * 365,
        "Trois ans permettent de rendre compte de l’usage de l’IA pendant un demi-mandat.",
    ),
)


def purge(now: datetime | None = None, categories: Iterable[Category] = CATEGORIES) -> int:
    """Empty the lines whose time has come. Returns how many. Each category of each chain is one decision, written in
    the chain itself in the same transaction."""
    now = now or datetime.now(UTC)
    emptied = 0
    for name in list(Entry.objects.order_by().values_list("chain", flat=True).distinct()):
        for category in categories:
            emptied += _purge(name, category, now)
    return emptied


@transaction.atomic
def _purge(name: str, category: Category, now: datetime) -> int:
    before = (now - timedelta(days=category.days)).astimezone(UTC).isoformat(timespec="microseconds")
    due = Entry.objects.filter(chain=name, purged=False, action__in=category.actions, at__lt=before)
    rows = list(due.order_by("sequence").select_related("commune")[:BATCH])
    if not rows:
        return 0
    with scope(rows[0].commune):
        record(
            PURGED,
            commune=rows[0].commune,
            category=category.name,
            days=category.days,
            lines=len(rows),
            ranges=[list(each) for each in ranges([row.sequence for row in rows])],
        )
    Entry.objects.filter(pk__in=[row.pk for row in rows]).update(
        purged=True, actor="", action="", subject="", at="", data={}
    )
    return len(rows)


def ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Runs of consecutive numbers, both ends included."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
