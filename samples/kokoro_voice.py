"""A French voice made by Kokoro-82M on ONNX Runtime: text in, mono float32 at 24 kHz out.

Phonemes come from the ``espeak-ng`` command (voice ``fr-fr``); ``kokoro_vocab.json`` is Kokoro's own table
from phoneme to token (Apache-2.0). A speaker is a blend of published voices: ``{"ff_siwis": 0.45, ...}``.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 24_000
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
STYLE_ROWS, STYLE_WIDTH = 510, 256
LONGEST_BREATH = 230  # phonemes synthesised at once; beyond it Kokoro hurries and swallows words
PUNCTUATION = re.compile(r"\s*([;:,.!?…])\s*")

Sound = npt.NDArray[np.float32]


class WrongModelError(Exception):
    """The model file is not the one this sample was made with."""


@cache
def vocabulary() -> dict[str, int]:
    return dict(json.loads(Path(__file__).with_name("kokoro_vocab.json").read_text("utf-8")))


@cache
def phonemes(text: str) -> str:
    """IPA of a French text, punctuation kept because Kokoro reads its melody from it."""
    pieces = PUNCTUATION.split(text)
    return "".join(f"{mark} " if PUNCTUATION.match(mark) else _spoken(mark) for mark in pieces).strip()


def _spoken(words: str) -> str:
    if not words.strip():
        return ""
    command = ["espeak-ng", "-q", "--ipa", "-v", "fr-fr", words]
    ipa = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # espeak marks a switch of language "(en)...(fr-fr)" and a hyphen where words are joined
    return " ".join(re.sub(r"\([a-z-]+\)", "", ipa).replace("-", "").split())


def breaths(text: str) -> list[str]:
    """The text cut at ends of sentences into stretches of at most ``LONGEST_BREATH`` phonemes."""
    stretches: list[str] = []
    for sentence in re.split(r"(?<=[.!?…])\s+", text.strip()):
        if stretches and len(phonemes(stretches[-1] + " " + sentence)) <= LONGEST_BREATH:
            stretches[-1] += " " + sentence
        else:
            stretches.append(sentence)
    return stretches


class Kokoro:
    """The synthesiser. Raises ``WrongModelError`` when the hash of ``model`` is not ``MODEL_SHA256``."""

    def __init__(self, model: Path, voices: Path, *, seed: int, threads: int = 2) -> None:
        content = model.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found != MODEL_SHA256:
            raise WrongModelError(f"{model} : empreinte {found}, attendue {MODEL_SHA256}")
        import onnxruntime

        onnxruntime.set_seed(seed)  # the vocoder draws noise: same seed, same sound
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(content, sess_options=options, providers=["CPUExecutionProvider"])
        self._voices = voices

    def say(self, text: str, blend: Mapping[str, float], speed: float = 1.0) -> Sound:
        """One stretch of speech, its edges of silence cut off."""
        tokens = [vocabulary()[char] for char in phonemes(text) if char in vocabulary()]
        style = sum(share * self._style(name, len(tokens)) for name, share in blend.items())
        feeds = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": np.asarray(style, dtype=np.float32)[None, :],
            "speed": np.array([speed], dtype=np.float32),
        }
        return trimmed(np.asarray(self._session.run(None, feeds)[0], dtype=np.float32).reshape(-1))

    def _style(self, name: str, length: int) -> Sound:
        rows = np.fromfile(self._voices / f"{name}.bin", dtype=np.float32)
        return np.asarray(rows.reshape(STYLE_ROWS, STYLE_WIDTH)[min(length, STYLE_ROWS - 1)])


def trimmed(sound: Sound, *, floor_db: float = -45.0, margin: float = 0.03) -> Sound:
    """The sound without the silence at its edges (20 ms frames under ``floor_db`` of the loudest)."""
    frame = RATE // 50
    frames = sound[: len(sound) // frame * frame].reshape(-1, frame)
    energy = np.sqrt((frames**2).mean(axis=1))
    loud = np.flatnonzero(energy > energy.max() * 10 ** (floor_db / 20))
    edge = int(margin * RATE)
    return np.asarray(sound[max(0, loud[0] * frame - edge) : (loud[-1] + 1) * frame + edge])
