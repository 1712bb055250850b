"""What recognisers make up, and how it is known: the same words again and again, credits of subtitles where
nobody speaks, words over silence. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from beffroi.minutes.domain.types import SpokenWord
from beffroi.minutes.domain.windows import Region

_MOST_PHRASE = 12
_MOST_TIMES = 4
_KEPT_TIMES = 2
_LEAST_COVER = 0.15
_FEWEST_SECONDS = 0.15
_CREDITS = re.compile(
    r"sous[- ]?titr|amara\.org|radio[- ]canada|soustitreur|st' ?501|transcription par|merci d'avoir regarde"
    r"|abonnez[- ]vous|n'oubliez pas de vous abonner|musique d'intro|subtitles? by|thanks? (?:you )?for watching"
    r"|a bientot pour une nouvelle video"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was recognised in one go; the text is its words joined."""

    words: tuple[SpokenWord, ...]

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return self.words[-1].end

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def kept(heard: Sequence[Heard], regions: Sequence[Region] | None = None) -> list[Heard]:
    """What was really said: endless repetitions brought back to ``_KEPT_TIMES``, what lies over silence or is
    a known invention over little speech left out. ``regions``: where there is speech; None: not known, and
    nothing is left out for that."""
    made = []
    for segment in heard:
        if not segment.words or (regions is not None and not _is_over_speech(segment, regions)):
            continue
        made.append(replace(segment, words=tuple(without_endless(segment.words))))
    return _without_endless_segments(made)


def without_endless(words: Sequence[SpokenWord]) -> list[SpokenWord]:
    """A phrase of up to 12 words said more than four times running is kept twice. "Non, non, non" stays."""
    made = list(words)
    for length in range(1, _MOST_PHRASE + 1):
        made = _collapsed(made, length)
    return made


def _collapsed(words: list[SpokenWord], length: int) -> list[SpokenWord]:
    plain = [_plain(word.text) for word in words]
    made: list[SpokenWord] = []
    at = 0
    while at < len(words):
        times = 1
        while plain[at : at + length] == plain[at + times * length : at + (times + 1) * length]:
            times += 1
        if times > _MOST_TIMES and any(plain[at : at + length]):
            made += words[at : at + _KEPT_TIMES * length]
            at += times * length
        else:
            made.append(words[at])
            at += 1
    return made


def _without_endless_segments(heard: Sequence[Heard]) -> list[Heard]:
    made: list[Heard] = []
    for segment in heard:
        same = [_plain(other.text) for other in made[-_KEPT_TIMES:]]
        if len(same) == _KEPT_TIMES and set(same) == {_plain(segment.text)} and len(segment.words) > 2:
            continue
        made.append(segment)
    return made


def _is_over_speech(segment: Heard, regions: Sequence[Region]) -> bool:
    spoken = sum(max(0.0, min(end, segment.end) - max(start, segment.start)) for start, end in regions)
    length = max(segment.end - segment.start, 0.01)
    if spoken < min(_FEWEST_SECONDS, length) * 0.99:
        return False
    least = 0.6 if _CREDITS.search(_plain(segment.text)) else _LEAST_COVER
    return spoken >= least * length


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return re.sub(r"[^a-z0-9'. -]", "", bare).strip(" .")
