"""One request to an OpenAI-compatible server: bounded in time and size, tried again when that is safe."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from ..protocols import Cancelled, EngineError
from .cutting import Cut
from .openai_errors import TRY_LATER, EngineDown, EngineSlow, Nonsense, Overloaded, for_status, not_json

MOST_BYTES = 8_000_000
_AGAIN = frozenset({502, 503, 504})
_LONGEST_WAIT = 20.0


class Endpoint:
    """``url`` ends before the path of a call (« https://ia.macommune.fr/v1 »). ``who`` begins French sentences.

    ``timeout`` bounds a whole call, in seconds, whatever the rhythm of the answer. ``pauses`` are the waits
    before trying again after a refusal that cost nothing: nobody there, overloaded, being restarted. What took
    the whole time is not tried again: the engine may still be working on it."""

    def __init__(
        self,
        url: str,
        *,
        who: str,
        key: str = "",
        timeout: float = 300.0,
        connect_timeout: float = 10.0,
        pauses: tuple[float, ...] = (0.5, 2.0),
        through_proxy: bool = True,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = url.rstrip("/")
        self.host = urlsplit(self.url).hostname or ""
        self.who = who
        self.timeout = timeout
        self._pauses = pauses
        self._sleep = sleep
        self._cancelled: Callable[[], bool] | None = None
        self._clients = _Clients(
            {
                "headers": {"Authorization": f"Bearer {key}"} if key else {},
                "timeout": httpx.Timeout(timeout, connect=connect_timeout),
                "trust_env": through_proxy,
                "follow_redirects": False,
            }
        )

    def close(self) -> None:
        self._clients.close()

    def until(self, cancelled: Callable[[], bool]) -> Self:
        """The same server, where an exchange ends as soon as ``cancelled`` says so: Cancelled is raised."""
        mine = copy.copy(self)
        mine._cancelled = cancelled
        return mine

    def post(self, path: str, **content: Any) -> dict[str, Any]:
        """The JSON object that the server answers; ``content`` as httpx takes it (json, data, files).

        Raises EngineError, of the kind that says what happened."""
        for pause in (*self._pauses, None):
            if self._cancelled and self._cancelled():
                raise _gone()
            try:
                return self._once(path, content)
            except (EngineDown, Overloaded, _Restarting) as error:
                if pause is None:
                    raise
                self._sleep(min(max(pause, getattr(error, "after", 0.0)), _LONGEST_WAIT))
        raise AssertionError("the last try returns or raises")

    def events(self, path: str, **content: Any) -> Iterator[dict[str, Any]]:
        """The JSON objects of a stream of server-sent events, until "[DONE]" or the end. Tried once: what was begun
        is not begun again. Closing the iterator ends the exchange. Raises EngineError, also half way."""
        started = time.monotonic()
        try:
            with self._exchange(path, content) as answer:
                if answer.status_code != 200:
                    raise for_status(self.who, answer.status_code, dict(answer.headers), self._body(answer, started))
                yield from self._objects(answer, started)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise self._trouble(error) from error

    @contextmanager
    def _exchange(self, path: str, content: Mapping[str, Any]) -> Iterator[httpx.Response]:
        """The answer as it begins. Raises Cancelled and EngineSlow besides what httpx raises."""
        url = f"{self.url}/{path.lstrip('/')}"
        if self._cancelled is None:
            with self._clients.pooled.stream("POST", url, **content) as answer:
                yield answer
            return
        client = self._clients.single  # made before the clock starts
        with Cut(self._cancelled, self.timeout) as cut:
            try:
                with client.stream("POST", url, extensions={"trace": cut.trace}, **content) as answer:
                    yield answer
            except (httpx.HTTPError, httpx.StreamError, EngineError) as error:
                # What was shut down looks like a server that hung up, or an answer cut short.
                if not cut.done:
                    raise
                raise (_gone() if cut.cancelled else self._slow()) from error
            if cut.done:
                raise _gone() if cut.cancelled else self._slow()

    def _objects(self, answer: httpx.Response, started: float) -> Iterator[dict[str, Any]]:
        size = 0
        for line in self._lines(answer, started):
            size += len(line)
            if size > MOST_BYTES:
                raise Nonsense(f"{self.who} envoie une réponse démesurée : elle est refusée.")
            if line.startswith(b"data:"):
                data = line.removeprefix(b"data:").strip()
                if data == b"[DONE]":
                    return
                yield self._object(data)
            elif line.strip() and not line.startswith((b":", b"event:", b"id:", b"retry:")):
                raise not_json(self.who, line)

    def _lines(self, answer: httpx.Response, started: float) -> Iterator[bytes]:
        """Lines as they come; bytes are cut at "\\n" alone, so that no character of a text ends a line."""
        held = bytearray()
        for chunk in answer.iter_bytes():
            if time.monotonic() - started > self.timeout:
                raise self._slow()
            held += chunk
            if len(held) > MOST_BYTES:
                raise Nonsense(f"{self.who} envoie une réponse démesurée : elle est refusée.")
            *whole, rest = bytes(held).split(b"\n")
            held = bytearray(rest)
            yield from whole
        yield bytes(held)

    def _once(self, path: str, content: Mapping[str, Any]) -> dict[str, Any]:
        started = time.monotonic()
        try:
            with self._exchange(path, content) as answer:
                body = self._body(answer, started)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise self._trouble(error) from error
        if answer.status_code in _AGAIN:
            raise _Restarting(str(for_status(self.who, answer.status_code, {}, body)), retry=True)
        if answer.status_code != 200:
            raise for_status(self.who, answer.status_code, dict(answer.headers), body)
        return self._object(body)

    def _body(self, answer: httpx.Response, started: float) -> bytes:
        body = bytearray()
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > MOST_BYTES:
                raise Nonsense(f"{self.who} envoie une réponse démesurée : elle est refusée.")
            if time.monotonic() - started > self.timeout:
                raise self._slow()
        return bytes(body)

    def _object(self, body: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(body)
        except ValueError as error:
            raise not_json(self.who, body) from error
        except RecursionError as error:
            raise Nonsense(f"{self.who} envoie une réponse illisible.") from error
        if not isinstance(answer, dict):
            raise not_json(self.who, body)
        return answer

    def _trouble(self, error: Exception) -> EngineError:
        """What an exchange that failed means."""
        if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout)):
            return EngineDown(
                f"{self.who} ne répond pas ({self.host}). Vérifiez qu’il est en marche et que l’adresse est la bonne, "
                "puis réessayez.",
                retry=True,
            )
        if isinstance(error, (httpx.NetworkError, httpx.RemoteProtocolError)):
            return EngineDown(f"{self.who} a coupé l’échange ({self.host}). {TRY_LATER}", retry=True)
        if isinstance(error, httpx.TimeoutException):
            return self._slow()
        return EngineError(
            f"L’échange avec {self.host} n’a pas pu se faire ({type(error).__name__}). Vérifiez l’adresse.",
            retry=True,
        )

    def _slow(self) -> EngineSlow:
        return EngineSlow(
            f"{self.who} n’a pas répondu en {round(self.timeout)} secondes ({self.host}). "
            "Il est peut-être surchargé : réessayez plus tard.",
            retry=True,
        )


def _gone() -> Cancelled:
    return Cancelled("La demande a été annulée.")


class _Clients:
    """One whose connections are kept, one that makes a connection for each exchange so that it can be shut down."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options

    @cached_property
    def pooled(self) -> httpx.Client:
        return httpx.Client(**self._options)

    @cached_property
    def single(self) -> httpx.Client:
        return httpx.Client(**self._options, limits=httpx.Limits(max_keepalive_connections=0))

    def close(self) -> None:
        for name in ("pooled", "single"):
            if name in self.__dict__:
                getattr(self, name).close()


class _Restarting(EngineError):
    """502, 503, 504: what stands before the engine says that it is not there for now."""

    lasting = True
