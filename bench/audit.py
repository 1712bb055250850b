"""The journal's speed: ``python -m bench.audit [--appends 1000] [--lines 100000]``.

A SQLite database of its own, in a temporary folder, with ``synchronous=FULL`` (each append is on the disk when it
returns): one transaction an append, then a long chain verified. One JSON object at the end.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .report import show

FULL = "PRAGMA synchronous=FULL"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--appends", type=int, default=1000)
    parser.add_argument("--lines", type=int, default=100_000)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BEFFROI_VAR"] = folder
        os.environ["BEFFROI_DATABASE"] = f"sqlite:///{Path(folder) / 'journal.sqlite3'}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "beffroi.config.settings"
        show("Le journal", measure(chosen.appends, chosen.lines))


def measure(appends: int, lines: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(FULL)
        cursor.execute("PRAGMA synchronous")
        full = cursor.fetchone()[0] == 2
    raw = _raw(appends // 5)
    rates = [_append(appends // 5) for _ in range(5)]
    count = _fill(lines)
    clock = time.perf_counter()
    problems = _verify()
    seconds = time.perf_counter() - clock
    return {
        "synchronous_full": full,
        "raw_commits_a_second": round(raw),
        "share_of_raw": round(statistics.median(rates) / raw, 2),
        "appends_a_second": round(statistics.median(rates)),
        "slowest": round(min(rates)),
        "verified_lines": count,
        "verify_seconds": round(seconds, 2),
        "problems": problems,
        "within_limits": statistics.median(rates) >= 400 and seconds < 10 and problems == 0,
    }


def _raw(count: int) -> float:
    """Durable transactions a second of this very disk, with nothing but a row: what nobody can do better than."""
    import sqlite3

    path = Path(os.environ["BEFFROI_VAR"]) / "raw.sqlite3"
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute(FULL)
    base.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)")
    clock = time.perf_counter()
    for _ in range(count):
        base.execute("BEGIN IMMEDIATE")
        base.execute("INSERT INTO line (text) VALUES (?)", ("x" * 300,))
        base.execute("COMMIT")
    return count / (time.perf_counter() - clock)


def _append(count: int) -> float:
    """Appends a second, each in a transaction of its own."""
    from beffroi.audit.journal import record

    clock = time.perf_counter()
    for rank in range(count):
        record("ai_call", actor="alice", subject=f"meeting:{rank}", use="minutes.phrase", seconds=1.2, tokens=312)
    return count / (time.perf_counter() - clock)


def _fill(lines: int) -> int:
    """A long chain, made as the journal makes it but written in bulk."""
    from beffroi.audit import chain
    from beffroi.audit.models import Entry

    last = Entry.objects.filter(chain="installation").order_by("-sequence").first()
    previous, first = (last.digest, last.sequence + 1) if last else (chain.GENESIS, 1)
    rows: list[Entry] = []
    for sequence in range(first, lines + 1):
        fields: dict[str, Any] = {
            "sequence": sequence, "at": f"2026-01-01T00:00:00.{sequence:06d}+00:00", "actor": "alice",
            "action": "ai_call", "subject": f"meeting:{sequence}", "data": {"seconds": 1.2, "tokens": sequence},
            "previous": previous,
        }  # fmt: skip
        previous = chain.digest(chain="installation", **fields)
        rows.append(Entry(chain="installation", digest=previous, **fields))
    Entry.objects.bulk_create(rows, batch_size=5000)
    return Entry.objects.filter(chain="installation").count()


def _verify() -> int:
    from beffroi.audit.journal import verify

    return sum(len(problems) for problems in verify("installation").values())


if __name__ == "__main__":
    main(sys.argv[1:])
