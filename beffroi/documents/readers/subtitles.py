"""The cues of a SubRip (srt) or WebVTT (vtt) file."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers.labels import seconds

_TIMING = re.compile(
    r"^\s*(?P<start>(?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)\s*-->\s*(?P<end>(?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^<>]{1,200})>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words shown from ``start`` to ``end`` (seconds); ``voice`` where the file tags it."""

    start: float
    end: float
    text: str
    voice: str = ""


def cues(text: str, kind: str) -> list[Cue]:
    """Cues of a file in time order. Raises DocumentError where no cue is timed."""
    found: list[Cue] = []
    lines = text.split("\n")
    position = 0
    while position < len(lines):
        timing = _TIMING.match(lines[position])
        position += 1
        if not timing:
            continue
        words = []
        while position < len(lines) and lines[position].strip() and not _TIMING.match(lines[position]):
            words.append(lines[position].strip())
            position += 1
        start, end = seconds(timing["start"]), seconds(timing["end"])
        found.extend(_voices(" ".join(_without_next_number(words, lines, position)), start, max(start, end)))
    if not found:
        raise DocumentError(
            f"Ce fichier .{kind} ne contient aucun sous-titre daté. Vérifiez qu'il s'agit du bon fichier."
        )
    return sorted(found, key=lambda cue: cue.start)


def _without_next_number(words: list[str], lines: list[str], position: int) -> list[str]:
    """Some files have no blank line between cues: the number of the next cue is not words."""
    glued = position < len(lines) and _TIMING.match(lines[position]) is not None
    return words[:-1] if glued and words and words[-1].isdigit() else words


def _voices(text: str, start: float, end: float) -> list[Cue]:
    """One cue a voice: a cue where two people speak is cut at the tags."""
    marks = list(_VOICE.finditer(text))
    if not marks:
        plain = _plain(text)
        return [Cue(start, end, plain)] if plain else []
    pieces = [(mark["name"], text[mark.end() : following]) for mark, following in _spans(marks, len(text))]
    before = _plain(text[: marks[0].start()])
    found = [Cue(start, end, before)] if before else []
    return found + [Cue(start, end, plain, _plain(name)) for name, words in pieces if (plain := _plain(words))]


def _spans(marks: list[re.Match[str]], length: int) -> list[tuple[re.Match[str], int]]:
    ends = [mark.start() for mark in marks[1:]] + [length]
    return list(zip(marks, ends, strict=True))


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())
