"""A live door on the loopback, keys made in one line, and the official client."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import openai
import pytest
import uvicorn
from django.core.asgi import get_asgi_application
from django.utils import timezone

from beffroi.charter.door import keys
from beffroi.charter.door.bounds import Bounded
from beffroi.charter.models import DoorKey, Service
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import EchoText, HashedWords
from beffroi.town.models import Commune, Role, User
from beffroi.town.scope import scope
from tests.doubles.cast import a_commune, a_person


@pytest.fixture(autouse=True)
def the_door_is_open() -> Iterator[None]:
    keys.forget_strangers()
    with registry.use(text=EchoText(), embedder=HashedWords()):
        yield


@dataclass
class Town:
    """A commune with somebody who answers for its keys."""

    commune: Commune
    bob: User

    def key(self, *uses: str, **limits: Any) -> str:
        return self.row_and_key(*uses, **limits)[1]

    def row_and_key(self, *uses: str, days: int = 30, **limits: Any) -> tuple[DoorKey, str]:
        with scope(self.commune):
            service, _ = Service.objects.get_or_create(name="Secrétariat")
            until = timezone.localdate() + timedelta(days=days)
            return keys.create(
                "LibreOffice", service, uses or ("door.writing",), self.bob, until, actor=self.bob, **limits
            )


def a_town(name: str = "Valbrume", person: str = "bob") -> Town:
    commune = a_commune(name)
    return Town(commune, a_person(person, commune, Role.READER))


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def live_town(transactional_db: None) -> Town:
    return a_town()


@pytest.fixture
def live_door(transactional_db: None) -> Iterator[str]:
    """The address of the site, served by uvicorn from another thread."""
    with serving(Bounded(get_asgi_application(), body_seconds=1.5, send_seconds=5)) as url:
        yield url


class serving:
    """``with serving(application) as url``."""

    def __init__(self, application: Any) -> None:
        config = uvicorn.Config(application, log_level="critical", lifespan="off", timeout_graceful_shutdown=2)
        self._server = uvicorn.Server(config)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: Any) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture
def client_of(live_door: str) -> Iterator[Callable[[str], openai.OpenAI]]:
    made: list[openai.OpenAI] = []

    def client(key: str) -> openai.OpenAI:
        made.append(openai.OpenAI(api_key=key, base_url=f"{live_door}/v1", max_retries=0, timeout=20))
        return made[-1]

    yield client
    for each in made:
        each.close()


def until(true: Callable[[], bool], seconds: float = 15.0) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return true()
