"""Houses of their own, on each database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.doubles.http_server import free_port

from .house import House, a_house


class Letterbox:
    def __init__(self) -> None:
        self.received: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.received += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def letterbox() -> Iterator[tuple[Letterbox, int]]:
    handler = Letterbox()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield handler, controller.port
    controller.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: Any, tmp_path: Path, letterbox: tuple[Letterbox, int]) -> Iterator[House]:
    """An installation in other processes; on PostgreSQL where BEFFROI_DATABASE names a server."""
    database = "sqlite"
    if request.param == "postgresql":
        database = os.environ.get("BEFFROI_DATABASE", "")
        if not database.startswith("postgres"):
            pytest.skip("BEFFROI_DATABASE names no PostgreSQL server")
    mail = {"BEFFROI_SMTP_HOST": "127.0.0.1", "BEFFROI_SMTP_PORT": str(letterbox[1]), "BEFFROI_SMTP_TLS": "0"}
    with a_house(tmp_path / "var", database, **mail) as made:
        yield made
