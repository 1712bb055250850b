"""Around the whole application: what is too large or too slow is stopped before it is stored, for the door alone.

Django writes a whole body to disk before any view can refuse it; here it is counted as it comes. Nobody without what
looks like a key may send more than a few kilobytes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from beffroi.charter.domain.door.errors import DoorError, too_large
from beffroi.charter.domain.door.keys import in_header

from .api import MOST_JSON_BYTES, MOST_SOUND_BYTES
from .keys import tell_strangers

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]
PREFIX = "/v1/"
STRANGERS_BYTES = 64 * 2**10
FORM_BYTES = 2**16
"""What a form adds around its file."""
DRAIN_BYTES, DRAIN_SECONDS = 8 * 2**20, 1.0


class Bounded:
    """``application`` with bodies bounded in size and time, and answers that a client must read in time."""

    def __init__(self, application: Application, *, body_seconds: float = 120.0, send_seconds: float = 60.0) -> None:
        self._application = application
        self._body_seconds, self._send_seconds = body_seconds, send_seconds

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._application(scope, receive, send)
            return
        begun = False
        body = _Body(receive, *_most(scope), asyncio.get_running_loop().time() + self._body_seconds)

        async def in_time(message: Message) -> None:
            nonlocal begun
            begun = True
            try:
                await asyncio.wait_for(send(message), self._send_seconds)
            except TimeoutError:
                # Who does not read is told gone: the application then cancels this very call.
                body.gone.set()
                await asyncio.sleep(self._send_seconds)

        try:
            body.check_declared(scope["headers"])
            await self._application(scope, body.receive, in_time)
        except DoorError as error:
            await sync_to_async(_journal)(error)
            if not begun:
                await _drained(receive)
                await _send(error, send)


class _Body:
    def __init__(self, receive: Receive, most: int, said: str, deadline: float) -> None:
        self._receive, self._most, self._said, self._deadline = receive, most, said, deadline
        self._size, self._whole = 0, False
        self.gone = asyncio.Event()

    def check_declared(self, headers: list[tuple[bytes, bytes]]) -> None:
        declared = [value for name, value in headers if name == b"content-length"]
        if any(not value.isdigit() or int(value[:20]) > self._most for value in declared):
            raise too_large(self._said)

    async def receive(self) -> Message:
        if self._whole:
            return await self._disconnected()
        left = self._deadline - asyncio.get_running_loop().time()
        try:
            message = await asyncio.wait_for(self._receive(), max(left, 0.001))
        except TimeoutError:
            raise DoorError(408, "La demande met trop de temps à arriver : elle est abandonnée.", "too_slow") from None
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            raise too_large(self._said)
        self._whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    async def _disconnected(self) -> Message:
        """What comes after the body: the client hangs up, or is taken to have done so."""
        waits: list[asyncio.Future[Any]] = [
            asyncio.ensure_future(self._receive()),
            asyncio.ensure_future(self.gone.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            return await waits[0] if waits[0].done() else {"type": "http.disconnect"}
        finally:
            for each in waits:
                each.cancel()


def _most(scope: Any) -> tuple[int, str]:
    """Bytes that this request may send, and how to say it."""
    given = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    if not in_header(given.decode("latin-1")):
        return STRANGERS_BYTES, "64 Ko sans clé"
    if scope["path"].startswith(f"{PREFIX}audio/"):
        return MOST_SOUND_BYTES + FORM_BYTES, "100 Mo"
    return MOST_JSON_BYTES, "4 Mo"


async def _drained(receive: Receive) -> None:
    """A little of what still comes is thrown away first: closed on unsent bytes, many clients never see the answer."""
    size = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while size < DRAIN_BYTES:
                message = await receive()
                size += len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body", False):
                    return


def _journal(error: DoorError) -> None:
    """Before any key was looked at: as for strangers, one line a minute."""
    try:
        tell_strangers(error.code, error.status)
    finally:
        close_old_connections()


async def _send(error: DoorError, send: Send) -> None:
    body = json.dumps(error.body, ensure_ascii=False).encode()
    told = error.headers | {"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"}
    headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
