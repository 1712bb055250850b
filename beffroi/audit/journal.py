"""Write to and check the journal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from beffroi.town.models import Commune
from beffroi.town.scope import current_commune

from . import chain as chains
from .models import Checkpoint, Entry

INSTALLATION = "installation"


def record(action: str, *, actor: Any = None, subject: str = "", commune: Commune | None = None, **data: Any) -> Entry:
    """Append a line: who did what on what, with sizes and durations in ``data`` (never content).

    ``actor`` is a user, a name such as "système", or None (then "système"). Inside the caller's transaction:
    if the act is rolled back, so is its line."""
    commune = commune or current_commune()
    name = commune.slug if commune else INSTALLATION
    with transaction.atomic():
        lock(name)
        last = Entry.objects.filter(chain=name).order_by("-sequence").values_list("sequence", "digest").first()
        fields: dict[str, Any] = {
            "sequence": last[0] + 1 if last else 1,
            "at": datetime.now(UTC).isoformat(timespec="microseconds"),
            "actor": getattr(actor, "username", None) or str(actor or "système"),
            "action": action,
            "subject": subject,
            "data": data,
            "previous": last[1] if last else chains.GENESIS,
        }
        return Entry.objects.create(chain=name, commune=commune, digest=chains.digest(chain=name, **fields), **fields)


def lock(name: str) -> None:
    """One writer a chain at a time. SQLite's IMMEDIATE transactions already give that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"audit:{name}"])


def verify(name: str | None = None) -> dict[str, list[str]]:
    """Problems found in each chain (or in ``name`` alone), in French; an empty list means an intact chain, in agreement
    with every checkpoint that was signed."""
    from . import checkpoints, exchange, keys

    signed = keys.own_checker()
    chained = set(Entry.objects.order_by().values_list("chain", flat=True))
    names = [name] if name else sorted(chained | set(Checkpoint.objects.values_list("chain", flat=True)))
    return {each: chains.verify(each, exchange.lines_of(each), checkpoints.of_chain(each), signed) for each in names}
