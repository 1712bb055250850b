"""The tries as they are kept: one JSON object a line, one file a family.

``{"try": French, "play": name, "given": {...}, "end": "refused", "journal": "ai_call_refused"}``; ``journal`` is the
action of the line that it must leave (null: none, and ``unwritten`` says why in French). ``known_failure``: French,
what gets through today and where; the case then fails the suite the day it is mended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


class End(StrEnum):
    """How a try ends. The first four are what is wanted."""

    REFUSED = "refused"
    MASKED = "masked"
    SEEN = "seen"
    """It was done, and what reads the journal or the text names it."""
    HARMLESS = "harmless"
    """It is kept as plain text and does nothing."""
    THROUGH = "through"


@dataclass(frozen=True, slots=True)
class Try:
    family: str
    number: int
    title: str
    play: str
    end: End
    given: Mapping[str, Any] = field(default_factory=dict)
    journal: str | None = None
    unwritten: str = ""
    known_failure: str = ""

    @property
    def name(self) -> str:
        return f"{self.family}-{self.number:02d}"


def families() -> list[str]:
    return sorted(path.stem for path in DATA.glob("*.jsonl"))


def tries(family: str) -> list[Try]:
    lines = (DATA / f"{family}.jsonl").read_text(encoding="utf-8").split("\n")
    return [_read(family, number, json.loads(line)) for number, line in enumerate(lines, start=1) if line.strip()]


def every_try() -> list[Try]:
    return [each for family in families() for each in tries(family)]


def _read(family: str, number: int, row: dict[str, Any]) -> Try:
    return Try(family, number, row.pop("try"), row.pop("play"), End(row.pop("end")), **row)
