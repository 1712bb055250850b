"""A passage to decide, as the page shows it: what it says, where, why, and the seconds that play it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.facts import fold
from beffroi.minutes.actions.redact import elected_voice
from beffroi.minutes.models import Meeting, Redaction, Utterance

SHOWN = 3
"""Utterances quoted of a long stretch."""


@dataclass(frozen=True, slots=True)
class Line:
    """``quotes`` are (speaker, words); ``more`` how many utterances are not quoted; ``start`` and ``end`` seconds to
    play, None where there is nothing to hear or this person may not."""

    row: Redaction
    quotes: tuple[tuple[str, str], ...] = ()
    more: int = 0
    start: float | None = None
    end: float | None = None

    @property
    def of_elected(self) -> bool:
        """An objection to a voice that was since named as a member's."""
        return self.row.voice is not None and elected_voice(self.row.meeting, self.row.voice)

    @property
    def needs_a_place(self) -> bool:
        return self.row.reason == "closed_doors" and self.row.first_utterance is None and self.row.start is None


def lines(meeting: Meeting, rows: Sequence[Redaction], *, hears: bool) -> list[Line]:
    said = {each.index: each for each in meeting.utterances.select_related("voice")}
    folded = {index: fold(each.text) for index, each in said.items()}
    return [_line(row, said, folded, hears) for row in rows]


def _line(row: Redaction, said: dict[int, Utterance], folded: dict[int, str], hears: bool) -> Line:
    inside = _inside(row, said)
    found = inside or [said[index] for index in _where(row, folded)]
    start, end = _heard(row, found) if hears else (None, None)
    quotes = tuple((str(each.voice or ""), each.text) for each in inside[:SHOWN])
    return Line(row, quotes, max(len(inside) - SHOWN, 0), start, end)


def _inside(row: Redaction, said: dict[int, Utterance]) -> list[Utterance]:
    if row.voice_id is not None:
        return [each for each in said.values() if each.voice_id == row.voice_id]
    if row.first_utterance is None:
        return []
    last = row.last_utterance if row.last_utterance is not None else row.first_utterance
    return [said[index] for index in range(row.first_utterance, last + 1) if index in said]


def _where(row: Redaction, folded: dict[int, str]) -> list[int]:
    """The first utterance that has one of the terms, to hear it."""
    wanted = [fold(term) for term in row.terms]
    return [index for index, text in folded.items() if any(term in text for term in wanted)][:1]


def _heard(row: Redaction, inside: Sequence[Utterance]) -> tuple[float | None, float | None]:
    if row.start is not None:
        return row.start, row.end
    timed = [each for each in inside if each.start is not None and each.end is not None]
    return (timed[0].start, timed[-1].end) if timed and row.voice_id is None else _first(timed)


def _first(timed: Sequence[Utterance]) -> tuple[float | None, float | None]:
    return (timed[0].start, timed[0].end) if timed else (None, None)
