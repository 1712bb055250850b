"""The hash chain, as plain functions: each line's hash covers the line and the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Line:
    sequence: int
    at: str
    actor: str
    action: str
    subject: str
    data: Mapping[str, Any]
    previous: str
    digest: str


def digest(
    *,
    chain: str,
    sequence: int,
    at: str,
    actor: str,
    action: str,
    subject: str,
    data: Mapping[str, Any],
    previous: str,
) -> str:
    """SHA-256 of the canonical JSON of the line. ``at`` is ISO 8601 in UTC with microseconds."""
    canonical = json.dumps(
        [chain, sequence, at, actor, action, subject, data, previous],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def verify(chain: str, lines: Iterable[Line]) -> list[str]:
    """French sentences naming each line that was edited, removed, added or moved; empty when all is well."""
    problems: list[str] = []
    previous, expected = GENESIS, 1
    for line in lines:
        if line.sequence != expected:
            problems.append(f"Ligne {expected} : absente (on trouve la ligne {line.sequence}).")
        elif line.previous != previous:
            problems.append(f"Ligne {line.sequence} : ne suit pas la précédente.")
        if line.digest != digest(
            chain=chain,
            sequence=line.sequence,
            at=line.at,
            actor=line.actor,
            action=line.action,
            subject=line.subject,
            data=line.data,
            previous=line.previous,
        ):
            problems.append(f"Ligne {line.sequence} : modifiée après coup.")
        previous, expected = line.digest, line.sequence + 1
    return problems
