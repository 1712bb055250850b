"""What every engine of an OpenAI-compatible server is made of: where it answers, and the commune's word about it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Self, TypedDict

from ..protocols import EngineInfo, Place
from .openai_http import Endpoint


class Server(TypedDict, total=False):
    """``place`` and ``qualification`` are the commune's own word about the host."""

    key: str
    place: Place
    qualification: str
    endpoint: Endpoint | None


class OpenAIEngine:
    """``url`` as « https://ia.macommune.fr/v1 », with or without the ``path`` of the call. ``who`` begins French
    sentences."""

    def __init__(
        self,
        url: str,
        adapter: str,
        model: str,
        *,
        path: str,
        who: str,
        timeout: float = 300.0,
        key: str = "",
        place: Place = "host",
        qualification: str = "",
        endpoint: Endpoint | None = None,
    ) -> None:
        base = url.rstrip("/").removesuffix(f"/{path}")
        self._endpoint = endpoint or Endpoint(base, who=who, key=key, timeout=timeout)
        host = "" if place == "machine" else self._endpoint.host
        self.info = EngineInfo(adapter, model, place, host, qualification)

    def until(self, cancelled: Callable[[], bool]) -> Self:
        """See Cancellable. What one learns of the server (the forms that it refuses), both know."""
        mine = copy.copy(self)
        mine._endpoint = self._endpoint.until(cancelled)
        return mine

    def close(self) -> None:
        self._endpoint.close()
