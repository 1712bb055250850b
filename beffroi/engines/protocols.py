"""What an engine is: one protocol for each thing a model can do, and the plain values they exchange.

An engine is built by its adapter (``engines/adapters``) and called by ``charter.gateway`` alone. Sound is
always mono float32 between -1 and 1 at ``SAMPLE_RATE``; times are seconds from the start of what was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, Self, runtime_checkable

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000
Samples = npt.NDArray[np.float32]

Place = Literal["machine", "commune", "host"]
"""Where a model runs: this machine, a server of the commune, or a named host outside."""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Who answers: what the journal keeps and what the charter decides on."""

    adapter: str
    model: str
    place: Place
    host: str = ""
    qualification: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    start: float
    end: float
    text: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of recognised speech; ``text`` is the words joined, with the recogniser's punctuation."""

    start: float
    end: float
    text: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch where one voice speaks; ``voice`` is 0, 1, 2... in order of first appearance."""

    start: float
    end: float
    voice: int
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Message:
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Generation:
    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    truncated: bool = False
    """True when the engine stopped because it reached the token limit."""
    model: str = ""
    """Who wrote it, as the gateway says: not always the model that was asked for."""


class EngineError(Exception):
    """An engine could not do its work. ``retry`` says whether trying again may help; the message is French
    and is meant for the person who waits (what happened, what to do)."""

    lasting = False
    """Whether the next request would surely meet the same fault: a long work then does without at once."""

    def __init__(self, message: str, *, retry: bool = False) -> None:
        super().__init__(message)
        self.retry = retry


class Cancelled(EngineError):
    """Whoever asked does not want the answer any more: the engine was told to stop."""


@runtime_checkable
class Cancellable(Protocol):
    """What an engine that can be stopped in the middle of a call does besides."""

    def until(self, cancelled: Callable[[], bool]) -> Self:
        """The same engine, whose calls end as soon as ``cancelled`` says so (it is asked from another thread), with
        Cancelled."""
        ...


@runtime_checkable
class SpeechRecognizer(Protocol):
    info: EngineInfo

    def transcribe(self, samples: Samples, *, language: str = "fr", vocabulary: Sequence[str] = ()) -> list[Segment]:
        """Words of one window (at most 30 s of sound), times relative to the window.

        ``vocabulary`` holds names and words likely to be heard. No speech gives an empty list.
        Raises EngineError."""
        ...


@runtime_checkable
class SpeechDetector(Protocol):
    info: EngineInfo

    def speech_regions(self, blocks: Iterable[Samples]) -> Iterator[tuple[float, float]]:
        """Start and end of each stretch of speech, for sound given as consecutive blocks (streamed: what is
        kept in memory does not grow with the recording)."""
        ...


@runtime_checkable
class Diarizer(Protocol):
    info: EngineInfo

    def diarize(
        self,
        blocks: Iterable[Samples],
        *,
        speakers: int | None = None,
    ) -> list[Turn]:
        """Who speaks when, for sound given as consecutive blocks of any length; ``speakers`` when known.

        Memory must not grow with the sound itself (only with the number of voice prints). Voice prints are
        forgotten on return: they are never stored nor compared from one meeting to another."""
        ...


@runtime_checkable
class TextGenerator(Protocol):
    info: EngineInfo
    context_tokens: int

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        json_schema: Mapping[str, Any] | None = None,
    ) -> Generation:
        """One completion; with ``json_schema`` the text is JSON valid against it. Raises EngineError."""
        ...

    def count_tokens(self, text: str) -> int:
        """Number of tokens of ``text`` for this model (an upper estimate where it cannot be known)."""
        ...


@runtime_checkable
class TextStreamer(Protocol):
    """What a text engine that can say its answer piece by piece does besides (``TextGenerator``)."""

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 512, temperature: float = 0.0
    ) -> Iterator[str | Generation]:
        """Pieces of the answer as they come, then one ``Generation`` with the whole text and its figures. Closing
        the iterator stops the engine. Raises EngineError, also half way."""
        ...


@runtime_checkable
class Embedder(Protocol):
    info: EngineInfo

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit vector a text: shape (len(texts), dimension). Raises EngineError."""
        ...


@dataclass(frozen=True, slots=True)
class Entity:
    start: int
    end: int
    kind: str


@runtime_checkable
class EntityRecognizer(Protocol):
    info: EngineInfo

    def entities(self, text: str) -> list[Entity]: ...


@runtime_checkable
class OcrEngine(Protocol):
    info: EngineInfo

    def read(self, image: bytes) -> str:
        """Text of one page given as a PNG, its lines in reading order ended by "\\n"; a wide blank, as between
        the cells of a table, is several spaces. Raises EngineError."""
        ...


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model: where it lies in the model's folder, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str
    parts: tuple[str, ...] = field(default=())
