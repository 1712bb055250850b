"""Probability of speech every 32 ms, from the Silero network that faster-whisper carries, sound streamed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from beffroi.engines.adapters.campplus.fbank import Floats
from beffroi.engines.protocols import EngineError, Samples

STEP = 512
CONTEXT = 64


def _silero_file() -> Path:
    try:
        from faster_whisper.utils import get_assets_path
    except ImportError:
        raise EngineError("La détection de la parole demande la bibliothèque faster-whisper.") from None
    return Path(get_assets_path()) / "silero_vad_v6.onnx"


class SpeechProbabilities:
    """Give sound with ``push`` in blocks of any length: each call returns the probabilities of the steps of
    512 samples that it completed."""

    def __init__(self) -> None:
        try:
            import onnxruntime
        except ImportError:
            raise EngineError("La détection de la parole demande la bibliothèque onnxruntime.") from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(str(_silero_file()), options, providers=["CPUExecutionProvider"])
        self.reset()

    def reset(self) -> None:
        """Forgets the sound heard so far."""
        self._state = np.zeros((1, 1, 128), dtype=np.float32)
        self._cell = np.zeros((1, 1, 128), dtype=np.float32)
        self._context = np.zeros(CONTEXT, dtype=np.float32)
        self._rest = np.zeros(0, dtype=np.float32)

    def push(self, block: Samples) -> Floats:
        sound = np.concatenate([self._rest, block])
        whole = sound.size // STEP * STEP
        self._rest = sound[whole:]
        if not whole:
            return np.zeros(0, dtype=np.float32)
        padded = np.concatenate([self._context, sound[:whole]])
        self._context = padded[-CONTEXT:]
        steps = np.lib.stride_tricks.sliding_window_view(padded, STEP + CONTEXT)[::STEP]
        feed = {"input": np.ascontiguousarray(steps), "h": self._state, "c": self._cell}
        output, self._state, self._cell = self._session.run(None, feed)
        return np.asarray(output, dtype=np.float32).reshape(-1)
