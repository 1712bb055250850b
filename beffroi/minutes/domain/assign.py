"""Words given to voices by their times, then gathered into utterances that a reader can hear in one go.

The recogniser and the diarizer each have their own idea of time, a few tenths of a second apart: where a voice
changes near the end of a sentence, it changes there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol

from beffroi.minutes.domain.types import SpokenWord, Utterance

COMFORTABLE = 15.0
"""Seconds after which an utterance ends with its sentence."""
LONGEST = 28.0
"""Seconds after which it is cut at its longest pause."""
SILENCE = 3.0
"""A pause that ends an utterance even when the same voice goes on."""
SNAP = 0.8
"""How far (s) the change of voice may be moved to the end of a sentence."""

_END = re.compile(r"[.!?…][\"»)\s]*$")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:MM?|Mmes?|Mlles?|Mr|Dr|Pr|art|al|n|St|Ste|[A-Z])\.$")


class SpeakerTurn(Protocol):
    """What a diarizer says: seconds, and the number of the voice."""

    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...
    @property
    def voice(self) -> int: ...


def utterances(words: Sequence[SpokenWord], turns: Sequence[SpeakerTurn]) -> list[Utterance]:
    """Utterances in order, numbered from 0, their ``voice`` the number of the turn as text ("" without turns).
    No word is lost."""
    heard = sorted((word for word in words if word.text.strip()), key=lambda word: (word.start, word.end))
    voices = _snapped(heard, _voices(heard, turns))
    spaced = any(word.text[:1].isspace() for word in heard)
    return [
        Utterance(
            index=index,
            text=_text(group, spaced),
            voice=voice,
            start=group[0].start,
            end=max(word.end for word in group),
            words=tuple(group),
        )
        for index, (voice, group) in enumerate(_groups(heard, voices))
    ]


def _voices(words: Sequence[SpokenWord], turns: Sequence[SpeakerTurn]) -> list[str]:
    """For each word the voice of the turn that covers most of it, else of the nearest turn."""
    ordered = sorted(turns, key=lambda turn: (turn.start, turn.end))
    if not ordered:
        return [""] * len(words)
    starts = [turn.start for turn in ordered]
    found = []
    for word in words:
        at = bisect_right(starts, word.end)
        near = ordered[max(0, at - 4) : at + 1]
        best = max(near, key=lambda turn: min(turn.end, word.end) - max(turn.start, word.start))
        found.append(str(best.voice))
    return found


def ends_sentence(text: str) -> bool:
    """Whether a word closes its sentence ("adoptée." does, "M." does not)."""
    stripped = text.strip()
    return bool(_END.search(stripped)) and not _ABBREVIATION.search(stripped)


def _snapped(words: Sequence[SpokenWord], voices: list[str]) -> list[str]:
    """Changes of voice moved to the end of a sentence that is near enough in time."""
    voices = list(voices)
    changes = [at for at in range(1, len(words)) if voices[at] != voices[at - 1]]
    for change in changes:
        if voices[change] == voices[change - 1] or ends_sentence(words[change - 1].text):
            continue
        near = [at for at in range(max(1, change - 4), min(len(words), change + 5)) if _opens(words, at, change)]
        # no other change of voice may lie between
        near = [at for at in near if len(set(voices[min(at, change) : max(at, change)])) <= 1]
        if not near:
            continue
        best = min(near, key=lambda at: abs(words[at].start - words[change].start))
        for at in range(change, best):
            voices[at] = voices[change - 1]
        for at in range(best, change):
            voices[at] = voices[change]
    return voices


def _opens(words: Sequence[SpokenWord], at: int, change: int) -> bool:
    return ends_sentence(words[at - 1].text) and abs(words[at].start - words[change].start) <= SNAP


def _groups(words: Sequence[SpokenWord], voices: Sequence[str]) -> Iterator[tuple[str, list[SpokenWord]]]:
    group: list[SpokenWord] = []
    for at, word in enumerate(words):
        if group and _must_cut(group, word, voices[at] != voices[at - 1]):
            yield from ((voices[at - 1], part) for part in _short(group))
            group = []
        group.append(word)
    if group:
        yield from ((voices[-1], part) for part in _short(group))


def _must_cut(group: list[SpokenWord], word: SpokenWord, changed: bool) -> bool:
    last = group[-1]
    if changed or word.start - last.end > SILENCE:
        return True
    return ends_sentence(last.text) and last.end - group[0].start >= COMFORTABLE


def _short(group: list[SpokenWord]) -> list[list[SpokenWord]]:
    """A sentence that goes on for too long, cut at its longest pauses."""
    if len(group) < 2 or group[-1].end - group[0].start <= LONGEST:
        return [group]
    quarter = max(1, len(group) // 4)
    middle = range(quarter, max(quarter + 1, len(group) - quarter))
    at = max(middle, key=lambda index: (group[index].start - group[index - 1].end, -abs(index - len(group) / 2)))
    return _short(group[:at]) + _short(group[at:])


def _text(group: Sequence[SpokenWord], spaced: bool) -> str:
    """The words joined as the recogniser wrote them: it puts the spaces itself, or none at all ("vingt" then
    "-trois" are one word all the same)."""
    joined = "".join(word.text for word in group) if spaced else " ".join(word.text.strip() for word in group)
    joined = re.sub(r"(?<=\w) (?=[-'’]\w)|(?<=['’]) (?=\w)| (?=[,.…)])", "", joined)
    return re.sub(r"\s+", " ", joined).strip()
