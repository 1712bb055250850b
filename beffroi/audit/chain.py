"""The hash chain, as plain functions: each line's hash covers the line and the hash before it; signed checkpoints say,
from outside the chain, how far it went and with which hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

GENESIS = "0" * 64
SET_BACK = timedelta(minutes=10)
"""How far a line may be dated before the one that it follows."""
PURGED = "journal_purged"
"""Action of the line that says which lines were emptied, and why."""
Signed = Callable[[str, bytes, bytes], bool]
"""(key id, message, signature): whether a key that is trusted signed that message."""


@dataclass(frozen=True, slots=True)
class Line:
    """``purged``: its content was erased at the end of its retention; its hash stays, and holds the chain."""

    sequence: int
    at: str
    actor: str
    action: str
    subject: str
    data: Mapping[str, Any]
    previous: str
    digest: str
    purged: bool = False


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """That a chain had ``sequence`` lines, the last one bearing ``digest``, at ``at`` (ISO 8601, UTC). ``number``: from
    1 in each chain; ``before``: signature of the checkpoint before it, in hexadecimal."""

    chain: str
    number: int
    sequence: int
    digest: str
    at: str
    key: str
    before: str
    signature: str

    def message(self) -> bytes:
        """What is signed."""
        parts = [
            "beffroi-checkpoint-1",
            self.chain,
            self.number,
            self.sequence,
            self.digest,
            self.at,
            self.key,
            self.before,
        ]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def _moment(at: str) -> datetime | None:
    """None for what is no date."""
    try:
        return datetime.fromisoformat(at).astimezone(UTC)
    except ValueError:
        return None


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


@dataclass
class _Reading:
    """What is kept while a chain is read, line by line."""

    chain: str
    watched: frozenset[int]
    problems: list[str] = field(default_factory=list)
    previous: str = GENESIS
    expected: int = 1
    last: int = 0
    seen: dict[int, str] = field(default_factory=dict)
    latest: datetime | None = None
    emptied: set[int] = field(default_factory=set)
    allowed: list[tuple[int, int]] = field(default_factory=list)

    def take(self, line: Line) -> None:
        if line.sequence != self.expected:
            self.problems.append(self._out_of_place(line))
        elif line.previous != self.previous:
            self.problems.append(f"Ligne {line.sequence} : ne suit pas la précédente.")
        if line.purged:
            self.emptied.add(line.sequence)
        elif line.digest != _digest_of(self.chain, line):
            self.problems.append(f"Ligne {line.sequence} : modifiée après coup.")
        elif line.action == PURGED:
            self.allowed += [(int(first), int(last)) for first, last in line.data.get("ranges", ())]
        if not line.purged:
            self._date(line)
        if line.sequence in self.watched:
            self.seen[line.sequence] = line.digest
        self.last = max(self.last, line.sequence)
        self.previous, self.expected = line.digest, line.sequence + 1

    def _date(self, line: Line) -> None:
        """A clock put right by a few minutes is nothing; one set back would bring another charter or quota to life."""
        moment = _moment(line.at)
        if moment and self.latest and moment < self.latest - SET_BACK:
            self.problems.append(f"Ligne {line.sequence} : datée d’avant la précédente, l’horloge a été reculée.")
        self.latest = moment or self.latest

    def _out_of_place(self, line: Line) -> str:
        if line.sequence < self.expected:
            return f"Ligne {line.sequence} : rejouée ou déplacée (on attendait la ligne {self.expected})."
        return f"Ligne {self.expected} : absente (on trouve la ligne {line.sequence})."


def verify(
    chain: str, lines: Iterable[Line], checkpoints: Sequence[Checkpoint] = (), signed: Signed | None = None
) -> list[str]:
    """French sentences naming each line that was edited, removed, added, moved, replayed, dated back or emptied
    undecided, and each signed checkpoint that the chain no longer agrees with (cut short, or written again); empty
    when all is well. ``signed`` tells whether a trusted key made a signature; without it, signatures are not
    checked."""
    reading = _Reading(chain, frozenset(each.sequence for each in checkpoints))
    for line in lines:
        reading.take(line)
    return [*reading.problems, *_emptied(reading), *_checkpoints(reading, checkpoints, signed)]


def _digest_of(chain: str, line: Line) -> str:
    return digest(
        chain=chain,
        sequence=line.sequence,
        at=line.at,
        actor=line.actor,
        action=line.action,
        subject=line.subject,
        data=line.data,
        previous=line.previous,
    )


def _emptied(reading: _Reading) -> Iterator[str]:
    for sequence in sorted(reading.emptied):
        if not any(first <= sequence <= last for first, last in reading.allowed):
            yield f"Ligne {sequence} : vidée sans décision de purge."


def _checkpoints(reading: _Reading, checkpoints: Sequence[Checkpoint], signed: Signed | None) -> Iterator[str]:
    before, number = "", 0
    for each in sorted(checkpoints, key=lambda each: each.number):
        name = f"Point de contrôle {each.number} ({each.at[:10]})"
        if each.chain != reading.chain:
            yield f"{name} : d’un autre journal."
            continue
        if each.number != number + 1 or each.before != before:
            yield f"{name} : ne suit pas le point de contrôle précédent."
        if signed is not None and not signed(each.key, each.message(), bytes.fromhex(each.signature or "00")):
            yield f"{name} : signature fausse, ou d’une clé inconnue."
        if each.sequence > reading.last:
            yield (
                f"{name} : journal tronqué. Il portait {each.sequence} lignes ce jour-là, il en reste {reading.last}."
            )
        elif reading.seen.get(each.sequence) != each.digest:
            yield f"{name} : journal réécrit. La ligne {each.sequence} ne porte pas l’empreinte signée ce jour-là."
        before, number = each.signature, each.number
