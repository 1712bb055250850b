"""Engines that answer at once and always the same, shipped so that tests and trials run without a model.

The recogniser and the diarizer really listen: each loud stretch of sound is a line of the script, told by the
pitch of its tone (``spoken`` makes such sounds). They need no order of calls, so work that is cut at silences,
killed and resumed is heard the same. Nothing here is ever chosen by default.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ..json_schema import smallest
from ..protocols import (
    SAMPLE_RATE,
    EngineError,
    EngineInfo,
    Entity,
    Generation,
    Message,
    Samples,
    Segment,
    Turn,
    Word,
)

Vectors = npt.NDArray[np.float32]
Line = tuple[int, str]
"""A voice (0, 1, 2...) and what it says."""

SCRIPT: tuple[Line, ...] = (
    (0, "La séance est ouverte."),
    (1, "Je présente le budget de 12 000 euros."),
    (0, "Qui est contre ? Qui s'abstient ? Adopté à l'unanimité."),
    (2, "Je vous remercie, la séance est levée."),
)
_LOWEST, _STEP = 200.0, 50.0
_FRAME = SAMPLE_RATE // 50
_LOUD = 0.02
_SHORTEST_FRAMES = 5
_GAP_FRAMES = 10


def spoken(line: int, seconds: float = 1.0) -> Samples:
    """The sound that the fakes hear as ``line`` of their script: a tone of its own."""
    times = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.asarray(0.3 * np.sin(2 * np.pi * (_LOWEST + _STEP * line) * times), dtype=np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * SAMPLE_RATE), dtype=np.float32)


class LoudnessDetector:
    """A stretch of speech is a loud stretch."""

    def __init__(self) -> None:
        self.info = EngineInfo("fake", "loudness", "machine")

    def speech_regions(self, blocks: Iterable[Samples]) -> Iterator[tuple[float, float]]:
        for start, end, _ in _stretches(blocks):
            yield start, end


class ScriptedRecognizer:
    """Hears the lines of ``script``; words share the time of their stretch equally."""

    def __init__(self, script: Sequence[Line] = SCRIPT) -> None:
        self.info = EngineInfo("fake", "scripted", "machine")
        self.script = tuple(script)

    def transcribe(self, samples: Samples, *, language: str = "fr", vocabulary: Sequence[str] = ()) -> list[Segment]:
        return [
            _segment(start, end, self.script[line % len(self.script)][1]) for start, end, line in _stretches([samples])
        ]


class FixedDiarizer:
    """The voice of each loud stretch is the one that the script gives it."""

    def __init__(self, script: Sequence[Line] = SCRIPT) -> None:
        self.info = EngineInfo("fake", "fixed", "machine")
        self.script = tuple(script)

    def diarize(self, blocks: Iterable[Samples], *, speakers: int | None = None) -> list[Turn]:
        order: dict[int, int] = {}
        turns = []
        for start, end, line in _stretches(blocks):
            voice = self.script[line % len(self.script)][0] % (speakers or len(self.script))
            turns.append(Turn(start, end, order.setdefault(voice, len(order))))
        return turns


class EchoText:
    """Answers with the words of the last message; with a schema, the smallest JSON that fits it.

    A token is a word. Raises EngineError when the messages do not fit ``context_tokens``, as real ones do."""

    piece = 5

    def __init__(self, context_tokens: int = 4096) -> None:
        self.info = EngineInfo("fake", "echo", "machine")
        self.context_tokens = context_tokens

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        json_schema: Mapping[str, Any] | None = None,
    ) -> Generation:
        read = sum(self.count_tokens(message.content) for message in messages)
        if read + max_tokens > self.context_tokens:
            raise EngineError("Le texte est trop long pour le modèle.")
        words = messages[-1].content.split() if messages else []
        text = " ".join(words[:max_tokens])
        if json_schema is not None:
            text = json.dumps(smallest(json_schema, text), ensure_ascii=False)
        return Generation(text, read, min(len(words), max_tokens), len(words) > max_tokens and json_schema is None)

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 512, temperature: float = 0.0
    ) -> Iterator[str | Generation]:
        """The answer in pieces of ``piece`` characters: words and placeholders are cut anywhere."""
        made = self.generate(messages, max_tokens=max_tokens, temperature=temperature)
        for at in range(0, len(made.text), self.piece):
            yield made.text[at : at + self.piece]
        yield made


class ScriptedText(EchoText):
    """Gives ``answers`` in order (an EngineError among them is raised), then echoes. Keeps what it was asked."""

    def __init__(self, answers: Sequence[str | EngineError], context_tokens: int = 4096) -> None:
        super().__init__(context_tokens)
        self.info = EngineInfo("fake", "scripted", "machine")
        self._answers = list(answers)
        self.asked: list[tuple[Message, ...]] = []

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        json_schema: Mapping[str, Any] | None = None,
    ) -> Generation:
        self.asked.append(tuple(messages))
        if not self._answers:
            return super().generate(messages, max_tokens=max_tokens, temperature=temperature, json_schema=json_schema)
        answer = self._answers.pop(0)
        if isinstance(answer, EngineError):
            raise answer
        return Generation(answer, 0, self.count_tokens(answer))


class HashedWords:
    """A vector a text: each of its words adds one to a place of its own. The same words, the same direction."""

    def __init__(self, dimension: int = 64) -> None:
        self.info = EngineInfo("fake", "hashed", "machine")
        self.dimension = dimension
        self.asked: list[tuple[str, ...]] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(tuple(texts))
        made = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split() or [""]:
                made[row, crc32(word.encode()) % self.dimension] += 1
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


class ListedEntities:
    """Finds the ``names`` it was given, as they are written, and calls each a person. Keeps what it was asked."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.info = EngineInfo("fake", "listed", "machine")
        self._names = tuple(names)
        self.asked: list[str] = []

    def entities(self, text: str) -> list[Entity]:
        self.asked.append(text)
        found = [Entity(m.start(), m.end(), "PER") for name in self._names for m in re.finditer(re.escape(name), text)]
        return sorted(found, key=lambda entity: entity.start)


class ScriptedOcr:
    """Gives ``pages`` in order (an EngineError among them is raised), the last one for ever. Raises EngineError
    for what is no PNG. Keeps the size in bytes of what it was given."""

    def __init__(self, pages: Sequence[str | EngineError] = ("ORDRE DU JOUR\n\n1. Budget principal\n",)) -> None:
        self.info = EngineInfo("fake", "scripted", "machine")
        self._pages = list(pages)
        self.given: list[int] = []

    def read(self, image: bytes) -> str:
        if not image.startswith(b"\x89PNG\r\n\x1a\n"):
            raise EngineError("Cette image ne peut pas être ouverte.")
        self.given.append(len(image))
        page = self._pages.pop(0) if len(self._pages) > 1 else self._pages[0]
        if isinstance(page, EngineError):
            raise page
        return page


def _segment(start: float, end: float, text: str) -> Segment:
    words = text.split()
    step = (end - start) / max(1, len(words))
    return Segment(
        start,
        end,
        text,
        tuple(
            Word(round(start + index * step, 3), round(start + (index + 1) * step, 3), word)
            for index, word in enumerate(words)
        ),
    )


def _stretches(blocks: Iterable[Samples]) -> Iterator[tuple[float, float, int]]:
    """Start and end in seconds of each loud stretch (a silence of 0.2 s ends it), and the line of its tone."""
    lines: list[int] = []
    start = quiet = frame = 0
    for line in _frames(blocks):
        if line is not None:
            start = start if lines else frame
            lines.append(line)
            quiet = 0
        elif lines:
            quiet += 1
        frame += 1
        if quiet == _GAP_FRAMES:
            yield from _closed(start, frame - quiet, lines)
            lines, quiet = [], 0
    yield from _closed(start, frame - quiet, lines)


def _closed(start: int, end: int, lines: list[int]) -> Iterator[tuple[float, float, int]]:
    if len(lines) >= _SHORTEST_FRAMES:
        seconds = _FRAME / SAMPLE_RATE
        yield round(start * seconds, 3), round(end * seconds, 3), int(np.median(lines))


def _frames(blocks: Iterable[Samples]) -> Iterator[int | None]:
    """The line heard in each frame of 20 ms, None where it is quiet."""
    rest = silence(0)
    for block in blocks:
        sound = np.concatenate([rest, block])
        whole = len(sound) // _FRAME * _FRAME
        rest = sound[whole:]
        for frame in sound[:whole].reshape(-1, _FRAME):
            yield _line(frame) if float(np.sqrt(np.mean(frame**2))) > _LOUD else None


def _line(frame: Samples) -> int:
    spectrum = np.abs(np.fft.rfft(frame, 4096))
    pitch = float(np.argmax(spectrum)) * SAMPLE_RATE / 4096
    return max(0, round((pitch - _LOWEST) / _STEP))
