"""llama.cpp's own HTTP server, which the ``xllamacpp`` wheel carries, in the process of ``beffroi engine``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..protocols import EngineError


class RunningServer:
    """A server that answers on ``url`` (loopback) until it is dropped."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url: str = server.listening_address

    def activity(self) -> tuple[bool, str]:
        """Whether a request is under way, and counters that change with each one."""
        figures = dict(
            line.rpartition(" ")[::2]
            for line in self._server.handle_metrics().splitlines()
            if line.startswith("llamacpp:")
        )
        waiting = ("llamacpp:requests_processing", "llamacpp:requests_deferred")
        busy = any(float(figures.get(name, "0")) > 0 for name in waiting)
        return busy, figures.get("llamacpp:n_decode_total", "") + figures.get("llamacpp:prompt_tokens_total", "")


def serve(model: Path, *, key: str, context_tokens: int, threads: int) -> RunningServer:
    """Load ``model`` and listen on a free port of the loopback. Raises EngineError."""
    try:
        import xllamacpp
    except ImportError as error:
        raise EngineError("Le moteur de texte embarqué demande la bibliothèque xllamacpp.") from error
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.model_alias = {model.stem}
    params.n_ctx = context_tokens
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.n_threads_http = 16
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key]
    # No page of a browser may speak to it, nothing of it is shown, nothing of what it read is kept in memory.
    params.cors_origins = "http://127.0.0.1"
    params.ui = params.endpoint_slots = params.endpoint_props = params.warmup = False
    params.endpoint_metrics = True
    params.cache_ram_mib = 0
    params.offline = True
    params.verbosity = 0
    try:
        return RunningServer(xllamacpp.Server(params))
    except (RuntimeError, ValueError, MemoryError, OSError) as error:
        raise EngineError(
            f"Le modèle de texte « {model.name} » ne se charge pas : il manque peut-être de la mémoire (2 Go). "
            "Vérifiez aussi le modèle avec « beffroi models verify »."
        ) from error
