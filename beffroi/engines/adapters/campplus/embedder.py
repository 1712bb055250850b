"""Voice prints: 192 values that lie close together when the same person speaks (CAM++ on ONNX Runtime)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from beffroi.engines.adapters.campplus.fbank import Floats
from beffroi.engines.protocols import EngineError

MODEL = Path(__file__).with_name("campplus.int8.onnx")
BATCH = 32


class VoicePrints:
    """The network; ``of`` reads windows of at most 2 s (the exported graph is exact up to 200 frames)."""

    def __init__(self, model: Path = MODEL, threads: int = 2) -> None:
        try:
            import onnxruntime
        except ImportError:
            raise EngineError("La reconnaissance des voix demande la bibliothèque onnxruntime.") from None
        content = model.read_bytes()
        _check(model, content)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])

    def of(self, windows: list[Floats]) -> Floats:
        """Unit vectors, shape (len(windows), 192); each window is (frames, 80), all of one length a batch."""
        prints = [np.zeros((0, 192), dtype=np.float32)]
        for batch in _batches(windows):
            features = np.stack([window - window.mean(axis=0) for window in batch])
            (output,) = self._session.run(None, {"features": features.astype(np.float32, copy=False)})
            prints.append(np.asarray(output))
        found = np.concatenate(prints)
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9))


def _batches(windows: list[Floats]) -> list[list[Floats]]:
    """Consecutive windows of one length, at most ``BATCH`` together."""
    batches: list[list[Floats]] = []
    for window in windows:
        if batches and len(batches[-1]) < BATCH and batches[-1][0].shape == window.shape:
            batches[-1].append(window)
        else:
            batches.append([window])
    return batches


def _check(model: Path, content: bytes) -> None:
    wanted = model.with_suffix(".onnx.sha256").read_text(encoding="ascii").split()[0]
    if hashlib.sha256(content).hexdigest() != wanted:
        raise EngineError(
            "Le modèle qui distingue les voix est abîmé : son empreinte n'est pas celle attendue. "
            "Réinstallez Beffroi, puis relancez."
        )
