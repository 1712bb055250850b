"""Vectors of texts by any OpenAI-compatible server (« /v1/embeddings »)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ..protocols import EngineInfo, Place
from .openai_errors import Nonsense
from .openai_http import Endpoint

BATCH = 32


class OpenAIEmbedder:
    """``place`` and ``qualification`` are the commune's own word about the host."""

    def __init__(
        self,
        url: str,
        *,
        model: str,
        key: str = "",
        place: Place = "host",
        qualification: str = "",
        endpoint: Endpoint | None = None,
    ) -> None:
        self._endpoint = endpoint or Endpoint(
            url.rstrip("/").removesuffix("/embeddings"), who="Le moteur de vecteurs", key=key
        )
        host = "" if place == "machine" else self._endpoint.host
        self.info = EngineInfo("openai_embed", model, place, host, qualification)

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """See Embedder. Raises EngineError."""
        parts = [self._some(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)

    def _some(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        answer = self._endpoint.post("embeddings", json={"model": self.info.model, "input": list(texts)})
        try:
            rows = sorted(answer["data"], key=lambda row: row["index"])
            made = np.asarray([row["embedding"] for row in rows], dtype=np.float32)
        except (KeyError, TypeError, ValueError) as error:
            raise _nonsense() from error
        if made.ndim != 2 or len(made) != len(texts) or not np.isfinite(made).all():
            raise _nonsense()
        norms = np.linalg.norm(made, axis=1, keepdims=True)
        if not norms.all():
            raise _nonsense()
        return np.asarray(made / norms, dtype=np.float32)


def _nonsense(*_: Any) -> Nonsense:
    return Nonsense("Le moteur de vecteurs a répondu autre chose que des vecteurs.", retry=True)
