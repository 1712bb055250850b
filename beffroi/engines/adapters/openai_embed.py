"""Vectors of texts by any OpenAI-compatible server (« /v1/embeddings »)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Unpack

import numpy as np
import numpy.typing as npt

from .openai_engine import OpenAIEngine, Server
from .openai_errors import Nonsense

BATCH = 32


class OpenAIEmbedder(OpenAIEngine):
    def __init__(self, url: str, *, model: str, **server: Unpack[Server]) -> None:
        super().__init__(url, "openai_embed", model, path="embeddings", who="Le moteur de vecteurs", **server)

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
