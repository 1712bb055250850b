"""What is raised when the charter says no."""

from __future__ import annotations

from .domain.rulings import Decision


class Refused(Exception):
    """The charter refuses; the message is French: why, a lawful way, and the article as it was voted."""

    retry = False

    def __init__(self, message: str, decision: Decision | None = None, use: str = "") -> None:
        super().__init__(message)
        self.decision = decision
        self.use = use
