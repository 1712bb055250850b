"""An answer piece by piece, from a thread to the client: cancelled as soon as nobody listens or the key is revoked."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.http import StreamingHttpResponse

from beffroi.charter import gateway
from beffroi.charter.domain.door.answers import DONE, Envelope, Usage, event
from beffroi.charter.domain.door.errors import DoorError
from beffroi.town.scope import scope

from . import limits
from .call import DoorCall, translated

CHECK_SECONDS = 2.0
LONGEST_SECONDS = 900.0
_END = object()
Result = TypeVar("Result")


class Pieces:
    """The pieces of a ``TextStream`` as the client may have them. ``stop`` is what the engine looks at."""

    def __init__(self, call: DoorCall, stream: gateway.TextStream, stop: threading.Event) -> None:
        self._call, self._stream, self._stop = call, stream, stop
        self._started = self._checked = time.monotonic()

    @property
    def made(self) -> gateway.Generation:
        return self._stream.made

    @property
    def text(self) -> str:
        return self._stream.text

    async def next(self) -> str | None:
        """The next piece; None at the end. Raises DoorError, Refused, EngineError; cancelled, it stops the engine and
        waits for it to be told."""
        await self._may_go_on()
        step = asyncio.ensure_future(self._call.run(next, self._stream, _END))
        try:
            piece = await asyncio.shield(step)
        except asyncio.CancelledError:
            self._stop.set()
            with suppress(Exception):
                await step
            raise
        return None if piece is _END else piece

    async def close(self) -> None:
        self._stop.set()
        await self._call.run(self._stream.close)

    def close_now(self) -> None:
        """The same from a thread; what is being read at this very moment stops by itself."""
        self._stop.set()
        with scope(self._call.key.commune), suppress(ValueError):
            self._stream.close()

    async def _may_go_on(self) -> None:
        now = time.monotonic()
        if now - self._started > LONGEST_SECONDS:
            raise _too_slow()
        if now - self._checked > CHECK_SECONDS:
            self._checked = now
            if not await self._call.run(limits.still_open, self._call.slot):
                raise _closed()


async def watched(
    call: DoorCall, work: Callable[..., Result], *args: Any, stop: threading.Event | None = None, **named: Any
) -> Result:
    """``work`` in one piece (without ``stop``, it takes a ``cancelled``), stopped when the client goes, the key is
    revoked or it lasts too long; whoever stops it waits for the engine to be told. Raises DoorError besides."""
    told = {"cancelled": (told_by := threading.Event()).is_set} if stop is None else {}
    stopping = told_by if stop is None else stop
    step = asyncio.ensure_future(call.run(work, *args, **told, **named))
    started = time.monotonic()
    try:
        while not (await asyncio.wait({step}, timeout=CHECK_SECONDS))[0]:
            if time.monotonic() - started > LONGEST_SECONDS:
                raise _too_slow()
            if not await call.aside(limits.still_open, call.slot):
                raise _closed()
        return step.result()
    finally:
        if not step.done():
            stopping.set()
            await asyncio.wait({step})
            step.exception()  # it was stopped: nobody wants to know what it says


def _too_slow() -> DoorError:
    return DoorError(408, "La réponse a pris trop de temps : elle est arrêtée.", "too_slow")


def _closed() -> DoorError:
    return DoorError(401, "Cette clé vient d’être révoquée.", "key_closed")


def usage_of(made: gateway.Generation, text: str, prompt: int) -> Usage:
    """What the engine counted, or an estimate where it does not."""
    return Usage(made.prompt_tokens or prompt, made.completion_tokens or len(text) // 4)


class Events(StreamingHttpResponse):
    """Server-sent events; the call ends with them, however they end."""

    def __init__(
        self, call: DoorCall, said: AsyncIterator[str], headers: dict[str, str], pieces: Pieces | None = None
    ) -> None:
        super().__init__(said, content_type="text/event-stream; charset=utf-8", headers=headers)
        self.headers["Cache-Control"] = "no-store"
        self.headers["X-Accel-Buffering"] = "no"
        self._call, self._pieces = call, pieces

    def close(self) -> None:
        """Not left to the iterator: nobody may ever come back to it."""
        super().close()
        if self._pieces:
            self._pieces.close_now()
        self._call.end()


async def events(
    call: DoorCall, pieces: Pieces, first: str | None, envelope: Envelope, prompt: int, *, with_usage: bool
) -> AsyncIterator[str]:
    """The first piece was waited for before the headers left, so that a refusal has its own status."""
    try:
        yield event(envelope.chunk({"role": "assistant", "content": ""}))
        piece = first
        while piece is not None:
            yield event(envelope.chunk({"content": piece}))
            piece = await pieces.next()
        usage = usage_of(pieces.made, pieces.text, prompt)
        call.spent = usage.total
        yield event(envelope.chunk({}, "length" if pieces.made.truncated else "stop"))
        if with_usage:
            yield event(envelope.usage_chunk(usage))
        yield DONE
    except Exception as error:
        await pieces.close()
        yield event((await call.run(translated, error, call)).body)
    finally:
        await pieces.close()
        await call.run(call.end)
