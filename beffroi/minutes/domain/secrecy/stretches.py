"""Where a redaction stands in the words and in the sound: whole utterances, or the words of one between two times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from beffroi.minutes.domain.types import SpokenWord, Utterance

MARGIN = 0.3
"""Seconds silenced before and after: word times are right to 0.1 s in the median, and a name is heard from half of
it."""
_BRIDGE = 0.5
"""Two silences nearer than this are one."""
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Veil:
    """A redaction that hides: ``voice`` all that a voice says; ``first`` to ``last`` utterances by their indexes, both
    included; ``start`` to ``end`` in seconds (with utterances, they cut the first and the last); ``terms`` masked
    wherever they are. ``closes_room``: huis clos, which hides sound and transcript and nothing of the record."""

    reason: str
    terms: tuple[str, ...] = ()
    voice: str = ""
    first: int | None = None
    last: int | None = None
    start: float | None = None
    end: float | None = None
    closes_room: bool = False
    decided: bool = True
    """By a person."""

    @property
    def everywhere(self) -> bool:
        """Nothing says where it stands: until somebody does, it stands everywhere."""
        return not (self.terms or self.voice) and self.first is None and self.start is None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden of one utterance: all of it, or the words at ``words`` (ranks)."""

    whole: bool
    reason: str
    closes_room: bool = False
    words: frozenset[int] = frozenset()


def hidden_in(utterance: Utterance, veils: Iterable[Veil]) -> Hidden | None:
    """What the stretches of ``veils`` hide of an utterance (their terms apart); None: nothing. What closes the room
    counts last: a passage hidden for another reason too is hidden from the record as well."""
    partial: Hidden | None = None
    for veil in sorted(veils, key=lambda veil: veil.closes_room):
        words = _covered(utterance, veil)
        if words is None:
            continue
        if not utterance.words or len(words) == len(utterance.words):
            return Hidden(True, veil.reason, veil.closes_room)
        if words:
            before = partial.words if partial else frozenset()
            closes = veil.closes_room and (partial is None or partial.closes_room)
            partial = Hidden(False, partial.reason if partial else veil.reason, closes, before | words)
    if partial is not None and len(partial.words) == len(utterance.words):
        return Hidden(True, partial.reason, partial.closes_room)
    return partial


def _covered(utterance: Utterance, veil: Veil) -> frozenset[int] | None:
    """Ranks of the words that the veil covers; None: the utterance is out of it."""
    everything = frozenset(range(len(utterance.words)))
    if veil.everywhere or (veil.voice and veil.voice == utterance.voice):
        return everything
    if veil.voice and veil.first is None and veil.start is None:
        return None
    if veil.first is not None:
        last = veil.last if veil.last is not None else veil.first
        if not veil.first <= utterance.index <= last:
            return None
        if veil.start is None or (veil.first < utterance.index < last):
            return everything
    elif veil.start is None:
        return None
    return _between(utterance, veil.start, veil.end, everything)


def _between(
    utterance: Utterance, start: float, end: float | None, everything: frozenset[int]
) -> frozenset[int] | None:
    if utterance.start is None or utterance.end is None:
        # Without times nothing says which part it is: all of it.
        return everything
    until = float("inf") if end is None else end
    if utterance.end <= start or utterance.start >= until:
        return None
    if not utterance.words:
        return everything
    return (
        frozenset(rank for rank, word in enumerate(utterance.words) if word.end > start and word.start < until) or None
    )


def word_times(words: Sequence[SpokenWord], ranks: Iterable[int]) -> Iterator[Interval]:
    for rank in ranks:
        yield words[rank].start, words[rank].end


def widened(intervals: Iterable[Interval], margin: float = MARGIN) -> list[Interval]:
    """With the margin, in order, none overlapping, those nearly touching joined."""
    made: list[Interval] = []
    for start, end in sorted((max(start - margin, 0.0), end + margin) for start, end in intervals if end > start):
        if made and start - made[-1][1] <= _BRIDGE:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


@dataclass(frozen=True, slots=True)
class DoorEvent:
    """The doors close or open: ``utterances`` where it was said (their indexes; empty: it was entered by hand)."""

    closes: bool
    utterances: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosedStretch:
    """Indexes of the utterances said behind closed doors; None where nothing says where it begins or ends."""

    first: int | None
    last: int | None


def closed_stretches(events: Sequence[DoorEvent], last_utterance: int) -> list[ClosedStretch]:
    """From the words that follow the decision to close (CGCT L2121-18) to those that precede the reopening; to the end
    of the recording where nobody said that the doors opened. Events in the order of the sitting."""
    found: list[ClosedStretch] = []
    closing: DoorEvent | None = None
    for event in events:
        if event.closes and closing is None:
            closing = event
        elif not event.closes and closing is not None:
            found.append(_stretch(closing, event, last_utterance))
            closing = None
    if closing is not None:
        found.append(_stretch(closing, None, last_utterance))
    return [each for each in found if each.first is None or each.last is None or each.first <= each.last]


def _stretch(closing: DoorEvent, opening: DoorEvent | None, last: int) -> ClosedStretch:
    if not closing.utterances:
        return ClosedStretch(None, None)
    first = max(closing.utterances) + 1
    if opening is None:
        return ClosedStretch(first, last)
    if not opening.utterances:
        return ClosedStretch(first, last)
    return ClosedStretch(first, min(opening.utterances) - 1)
