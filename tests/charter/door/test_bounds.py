"""What is too large, too slow or never read is stopped as it comes."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from beffroi.audit.models import Entry
from beffroi.charter.models import DoorSlot
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import EchoText

from .conftest import Town, until


def connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10)


def head(key: str, path: str = "/v1/chat/completions", **headers: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json"]
    lines += [f"Authorization: Bearer {key}"] if key else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def status_of(wire: socket.socket) -> str:
    return wire.recv(65536).split(b"\r\n")[0].decode()


def test_a_size_that_is_announced_is_refused_before_a_byte_of_it(live_door: str, live_town: Town) -> None:
    with connected(live_door) as wire:
        wire.sendall(head(live_town.key(), Content_Length=str(10**12)))
        assert "413" in status_of(wire)


def test_a_size_that_is_not_announced_is_counted(live_door: str, live_town: Town) -> None:
    def body() -> Iterator[bytes]:
        for _ in range(80):
            yield b"a" * 2**16

    try:
        answer = httpx.post(
            f"{live_door}/v1/chat/completions",
            content=body(),
            headers={"Authorization": f"Bearer {live_town.key()}", "Content-Type": "application/json"},
        )
    except httpx.TransportError:  # the server hung up while the rest was being sent
        pass
    else:
        assert answer.status_code == 413
    assert until(lambda: Entry.objects.filter(action="door_refused", data__code="too_large").exists())


def test_without_a_key_a_few_kilobytes_are_enough_to_be_refused(live_door: str) -> None:
    with connected(live_door) as wire:
        wire.sendall(head("", "/v1/audio/transcriptions", Content_Length=str(2**20)))
        assert "413" in status_of(wire)


def test_a_body_that_comes_too_slowly_is_given_up(live_door: str, live_town: Town) -> None:
    with connected(live_door) as wire:
        wire.sendall(head(live_town.key(), Content_Length="1000"))
        started = time.monotonic()
        for _ in range(4):
            wire.sendall(b" ")
            time.sleep(0.2)
        assert "408" in status_of(wire)
        assert time.monotonic() - started < 4


class Torrent(EchoText):
    """Much more than any socket holds."""

    closed = False

    def stream(self, messages: Any, *, max_tokens: int = 512, temperature: float = 0.0) -> Iterator[Any]:
        try:
            while True:
                yield "x" * 2**16
        finally:
            self.closed = True


def test_a_client_that_does_not_read_is_dropped_and_its_place_given_back(live_town: Town) -> None:
    from django.core.asgi import get_asgi_application

    from beffroi.charter.door.bounds import Bounded

    from .conftest import serving

    engine = Torrent()
    body = b'{"model":"beffroi-texte","stream":true,"messages":[{"role":"user","content":"a"}]}'
    with (
        registry.use(text=engine),
        serving(Bounded(get_asgi_application(), send_seconds=0.5)) as url,
        connected(url) as wire,
    ):
        wire.sendall(head(live_town.key(), Content_Length=str(len(body))) + body)
        assert "200" in status_of(wire)
        assert until(lambda: engine.closed, 10)
        assert until(lambda: not DoorSlot.unscoped.exists())


def test_pages_of_the_site_are_not_bounded(live_door: str) -> None:
    assert httpx.get(f"{live_door}/connexion/").status_code == 200


@pytest.mark.parametrize("path", ["/v1", "/v1/", "/v1/chat"])
def test_every_address_of_the_door_answers_in_json(live_door: str, live_town: Town, path: str) -> None:
    answer = httpx.get(f"{live_door}{path}", headers={"Authorization": f"Bearer {live_town.key()}"})
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"
    assert "set-cookie" not in answer.headers
