"""An answer given as it comes, without ever giving what would have been withheld at the end."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from types import TracebackType
from typing import Any, Self

from beffroi.engines.protocols import EngineInfo, Generation, Message, TextGenerator

from . import privacy
from .door import count_time, done, enter, failed
from .judging import Asked, Pass
from .stopping import Stopping, stoppable

_END = re.compile(r"[.!?…][»\"’')\]]*\s|\n")
LONGEST_HELD = 2_000
"""Characters of a masked answer that wait for the end of their sentence, at most."""


class TextStream:
    """Iterate over the pieces. ``text`` is what was given so far, ``made`` the figures once the end was reached.

    The outcome is journalled when the iteration ends, however it ends; left before the end, it is journalled as
    cancelled and the engine is told to stop."""

    def __init__(
        self,
        asked: Asked,
        work: Callable[[Any, tuple[str, ...]], Iterator[str | Generation]],
        verify: Callable[[str], None],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self.text = ""
        self.made = Generation("")
        self._verify = verify
        self._passed = enter(asked)
        self._stopping = Stopping(cancelled)
        self._pieces = self._run(work)
        self._started = False
        self._closed = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self._started = True
        return next(self._pieces)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop here. Closing what has ended does nothing."""
        if not self._started and not self._closed:
            failed(self._passed, GeneratorExit())
        self._closed = True
        self._pieces.close()

    @property
    def info(self) -> EngineInfo:
        """The engine that answers: not always the one that was asked for."""
        return self._passed.engine.info

    def _run(self, work: Callable[[Any, tuple[str, ...]], Iterator[str | Generation]]) -> Generator[str, None, None]:
        passed = self._passed
        source: Iterator[str | Generation] = iter(())
        try:
            source = work(stoppable(passed.engine.get(), self._stopping), passed.texts)
            for piece in self._safe(source, passed):
                self.text += piece
                yield piece
            self._verify(self.text)
        except BaseException as error:
            failed(passed, error)
            raise
        finally:
            if close := getattr(source, "close", None):
                close()
        self._closed = True
        self._finish(passed)

    def _finish(self, passed: Pass) -> None:
        count_time(time.perf_counter() - passed.clock)
        made = self.made
        done(
            passed,
            {
                "prompt_tokens": made.prompt_tokens,
                "completion_tokens": made.completion_tokens,
                "truncated": made.truncated,
                "streamed": True,
            },
        )

    def _safe(self, source: Iterator[str | Generation], passed: Pass) -> Iterator[str]:
        raw = self._raw(source)
        return _masked(raw, passed.mask) if passed.mask else raw

    def _raw(self, source: Iterator[str | Generation]) -> Iterator[str]:
        while True:
            with self._stopping.said():
                piece = next(source, None)
            if piece is None:
                return
            self._stopping.check()
            if isinstance(piece, Generation):
                self.made = piece
            elif piece:
                yield piece


def pieces(
    engine: TextGenerator, messages: Sequence[Message], max_tokens: int, temperature: float
) -> Iterator[str | Generation]:
    """What the engine says as it says it; all at once where it cannot."""
    stream = getattr(engine, "stream", None)
    if stream is not None:
        yield from stream(messages, max_tokens=max_tokens, temperature=temperature)
        return
    made = engine.generate(messages, max_tokens=max_tokens, temperature=temperature)
    yield made.text
    yield made


def _masked(raw: Iterator[str], mask: privacy.CallMask) -> Iterator[str]:
    """Sentence by sentence: checked as the model wrote it, with what came just before, then restored."""
    unmasker, held, before = mask.unmasker(), "", ""
    for piece in raw:
        held += piece
        cut = _last_end(held)
        if cut:
            mask.check(before + held[:cut])
            before = (before + held[:cut])[-300:]
            said, held = unmasker.feed(held[:cut]), held[cut:]
            if said:
                yield said
    mask.check(before + held)
    said = unmasker.feed(held) + unmasker.flush()
    if said:
        yield said


def _last_end(held: str) -> int:
    """Where the last whole sentence ends; 0 while none does. A very long one is not waited for without end."""
    ends = [match.end() for match in _END.finditer(held)]
    if ends:
        return ends[-1]
    return held.rfind(" ") + 1 if len(held) > LONGEST_HELD else 0
