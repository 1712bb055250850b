"""The text model on this machine: finds the one llama.cpp server of this installation, or starts it, and speaks
to it as to any OpenAI-compatible server."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from .. import text_process
from ..protocols import EngineError, EngineInfo, Generation, Message
from ..text_process import Found
from .openai_errors import EngineDown, KeyRefused
from .openai_http import Endpoint
from .openai_text import OpenAIText


class LlamaCppText:
    """``model_path`` gives the GGUF file, verified (it may raise ModelMissing); ``folder`` holds the file by
    which the processes of this machine find the one server; ``timeout`` bounds a call in seconds, the wait for
    other callers included."""

    def __init__(
        self,
        model_path: Callable[[], Path],
        *,
        model: str,
        folder: Path,
        context_tokens: int = 8192,
        idle_seconds: float = 600.0,
        timeout: float = 900.0,
    ) -> None:
        self.info = EngineInfo("llama_cpp", model, "machine")
        self.context_tokens = context_tokens
        self._model_path = model_path
        self._folder = folder
        self._idle_seconds = idle_seconds
        self._timeout = timeout
        self._lock = threading.Lock()
        self._here: tuple[Found, Endpoint, OpenAIText] | None = None
        self._cancelled: Callable[[], bool] | None = None
        self._first = self

    def until(self, cancelled: Callable[[], bool]) -> Self:
        """See Cancellable; it speaks to the same server."""
        mine = copy.copy(self)
        mine._cancelled = cancelled
        return mine

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        json_schema: Mapping[str, Any] | None = None,
    ) -> Generation:
        """See TextGenerator. A server that left in the meantime (idle, restarted) is started again once."""

        def ask() -> Generation:
            _, text = self._server()
            return text.generate(messages, max_tokens=max_tokens, temperature=temperature, json_schema=json_schema)

        try:
            return ask()
        except (EngineDown, KeyRefused):
            self._first._here = None
            return ask()

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int = 512, temperature: float = 0.0
    ) -> Iterator[str | Generation]:
        """See TextStreamer. Started again once, as long as nothing was said."""
        said = False
        try:
            for piece in self._server()[1].stream(messages, max_tokens=max_tokens, temperature=temperature):
                said = True
                yield piece
        except (EngineDown, KeyRefused):
            self._first._here = None
            if said:
                raise
            yield from self._server()[1].stream(messages, max_tokens=max_tokens, temperature=temperature)

    def count_tokens(self, text: str) -> int:
        """Exact when the server answers, else an upper estimate."""
        try:
            endpoint, _ = self._server()
            return len(endpoint.post("tokenize", json={"content": text})["tokens"])
        except (EngineError, KeyError, TypeError):
            return len(text.encode()) + 1

    def stop(self) -> None:
        """End the server of this machine, whoever started it. The next call starts it again."""
        self._first._here = None
        text_process.stop(self._folder)

    def _server(self) -> tuple[Endpoint, OpenAIText]:
        """The server that is there now, started if need be. Raises EngineError."""
        first = self._first
        with self._lock:
            found = text_process.find(self._folder)
            if first._here is None or found != first._here[0]:
                first._here = self._connect()
            _, endpoint, text = first._here
        return (endpoint, text) if self._cancelled is None else (endpoint, text.until(self._cancelled))

    def _connect(self) -> tuple[Found, Endpoint, OpenAIText]:
        found = text_process.ensure(
            self._model_path(),
            self._folder,
            context_tokens=self.context_tokens,
            idle_seconds=self._idle_seconds,
        )
        endpoint = Endpoint(
            found.url,
            who="Le moteur de texte embarqué",
            key=found.key,
            timeout=self._timeout,
            through_proxy=False,
            pauses=(),
        )
        text = OpenAIText(
            found.url, model=self.info.model, place="machine", context_tokens=self.context_tokens, endpoint=endpoint
        )
        return found, endpoint, text
