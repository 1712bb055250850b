"""The rubber-stamp alarm: validations too quick for the length of the text, or that never change a word.

By service of five people or more, never by agent: a smaller service is not measured at all. The thresholds are ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FEWEST_PEOPLE = 5
FEWEST_VALIDATIONS = 5
WORDS_A_SECOND = 8.0
"""Nobody reads faster with understanding: 480 words a minute, about twice an ordinary reading."""
TOO_MANY_QUICK = 0.3
TOO_MANY_UNTOUCHED = 0.9


@dataclass(frozen=True, slots=True)
class Validation:
    """A text that was validated: its words, how long it was read (all readers together), whether it was edited. It
    holds no name: there is nothing to draw a figure by agent from."""

    service: str
    words: int
    seconds: float
    edited: bool

    @property
    def is_quick(self) -> bool:
        return self.seconds < self.words / WORDS_A_SECOND


@dataclass(frozen=True, slots=True)
class Alarm:
    """``quick`` and ``untouched`` are shares between 0 and 1 of ``validations``."""

    service: str
    validations: int
    quick: float
    untouched: float

    @property
    def reasons(self) -> list[str]:
        """French sentences."""
        found = []
        if self.quick >= TOO_MANY_QUICK:
            found.append(
                f"{round(self.quick * 100)}\u00a0% des validations sont trop rapides pour la longueur du texte."
            )
        if self.untouched >= TOO_MANY_UNTOUCHED:
            found.append(f"{round(self.untouched * 100)}\u00a0% des textes sont validés sans qu’un mot soit changé.")
        return found


def alarms(validations: Iterable[Validation], people: Mapping[str, int]) -> list[Alarm]:
    """Services where reading looks like a formality. ``people``: how many work in each service."""
    by_service: dict[str, list[Validation]] = {}
    for each in validations:
        if each.service and people.get(each.service, 0) >= FEWEST_PEOPLE:
            by_service.setdefault(each.service, []).append(each)
    made = [_measured(name, group) for name, group in sorted(by_service.items()) if len(group) >= FEWEST_VALIDATIONS]
    return [alarm for alarm in made if alarm.reasons]


def _measured(service: str, group: list[Validation]) -> Alarm:
    count = len(group)
    quick = sum(each.is_quick for each in group) / count
    return Alarm(service, count, quick, sum(not each.edited for each in group) / count)
