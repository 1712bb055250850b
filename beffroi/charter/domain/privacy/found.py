"""What rules answer with: stretches of a scan, of a kind, or of no kind where they are surely not personal."""

from __future__ import annotations

from dataclasses import dataclass

from .spans import Kind


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the plain text. ``kind`` None: it is known to be nobody's, and no later rule may take it."""

    start: int
    end: int
    kind: Kind | None
    certainty: float = 1.0
    why: str = ""
