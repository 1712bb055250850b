"""Speech recognition by any OpenAI-compatible ``/v1/audio/transcriptions``: vLLM, speaches, Albert API, OpenAI."""

from __future__ import annotations

import io
import math
import wave
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Unpack

import numpy as np

from ..protocols import SAMPLE_RATE, Samples, Segment, Word
from .openai_engine import OpenAIEngine, Server
from .openai_errors import Nonsense, RequestRefused
from .prompting import prompt
from .punctuation import spoken_tokens

_WHO = "Le moteur de transcription"
_PATH = "audio/transcriptions"
_SECONDS = 120.0
_MOST_WORDS_A_SECOND = 12.0


class OpenAISpeech(OpenAIEngine):
    """A window is sent as a 16-bit WAV file of less than 1 MB; a
    request changes nothing on the server, so it may be made again after a refusal that cost nothing.

    Word times are asked for; a server that does not know them is asked for segments, then for plain text."""

    def __init__(self, url: str, *, model: str = "whisper-1", **server: Unpack[Server]) -> None:
        super().__init__(url, "openai_speech", model, path=_PATH, who=_WHO, timeout=_SECONDS, **server)
        # From the most to the least that servers know; what one refused is not asked of it again.
        self._forms: list[dict[str, Any]] = [
            {"response_format": "verbose_json", "timestamp_granularities[]": ["word", "segment"]},
            {"response_format": "verbose_json"},
            {"response_format": "json"},
        ]

    def transcribe(self, samples: Samples, *, language: str = "fr", vocabulary: Sequence[str] = ()) -> list[Segment]:
        """See ``SpeechRecognizer``. Raises EngineError, of a kind of ``openai_errors``."""
        if samples.size < SAMPLE_RATE // 100:
            return []
        asked: dict[str, Any] = {"model": self.info.model, "language": language, "temperature": "0"}
        if told := prompt(vocabulary):
            asked["prompt"] = told
        answer = self._post(asked, wav(samples))
        return read(answer, samples.size / SAMPLE_RATE)

    def _post(self, asked: dict[str, Any], sound: bytes) -> dict[str, Any]:
        while True:
            try:
                return self._endpoint.post(
                    _PATH, data=asked | self._forms[0], files={"file": ("fenetre.wav", sound, "audio/wav")}
                )
            except RequestRefused:
                if len(self._forms) == 1:
                    raise
                self._forms.pop(0)


def wav(samples: Samples) -> bytes:
    """The samples as a mono 16-bit WAV file."""
    pcm = (np.clip(np.nan_to_num(samples), -1.0, 1.0) * 32767).astype("<i2")
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(pcm.tobytes())
    return buffer.getvalue()


def read(answer: dict[str, Any], length: float) -> list[Segment]:
    """The segments of an answer for ``length`` seconds of sound. Word times that the server does not give are
    spread over its segments, by the number of letters. Raises Nonsense."""
    if not isinstance(answer.get("text"), str) and not isinstance(answer.get("segments"), list):
        raise Nonsense(f"{_WHO} n’envoie pas de texte. Vérifiez l’adresse et le nom du modèle dans les réglages.")
    spoken = answer.get("language")
    if isinstance(spoken, str) and spoken and not spoken.lower().startswith("fr"):
        raise Nonsense(
            f"{_WHO} a transcrit dans une autre langue que le français. Vérifiez le modèle dans les réglages."
        )
    text = str(answer.get("text") or "")
    words = [word for raw in _listed(answer, "words") if (word := _word(raw, length))]
    stretches = [found for raw in _listed(answer, "segments") if (found := _stretch(raw, length))]
    if not stretches and text.strip():
        stretches = [(0.0, length, text.strip(), [])]
    made = [_segment(stretch, words, alone=len(stretches) == 1) for stretch in stretches]
    if sum(len(segment.words) for segment in made) > _MOST_WORDS_A_SECOND * length + 10:
        raise Nonsense(f"{_WHO} envoie plus de texte qu’on ne peut en dire : la réponse est refusée.")
    return made


def _segment(stretch: tuple[float, float, str, list[Word]], words: Sequence[Word], *, alone: bool) -> Segment:
    start, end, text, own = stretch
    if not own:
        own = [word for word in words if alone or start <= (word.start + word.end) / 2 < end]
    tokens = spoken_tokens(text)
    if not own:
        own = _spread(start, end, tokens)
    elif len(own) == len(tokens):  # many servers give the times of bare words, and the punctuation in the text only
        own = [replace(word, text=token) for word, token in zip(own, tokens, strict=True)]
    return Segment(own[0].start, own[-1].end, text, tuple(own))


def _spread(start: float, end: float, tokens: Sequence[str]) -> list[Word]:
    weight = sum(len(token) + 1 for token in tokens)
    made, at = [], start
    for token in tokens:
        step = (end - start) * (len(token) + 1) / weight
        made.append(Word(round(at, 3), round(at + step, 3), token))
        at += step
    return made


def _listed(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = answer.get(name)
    return [raw for raw in found if isinstance(raw, dict)] if isinstance(found, list) else []


def _stretch(raw: dict[str, Any], length: float) -> tuple[float, float, str, list[Word]] | None:
    text = str(raw.get("text") or "").strip()
    times = _times(raw, length)
    if not text or times is None:
        return None
    return (*times, text, [word for inner in _listed(raw, "words") if (word := _word(inner, length))])


def _word(raw: dict[str, Any], length: float) -> Word | None:
    text = str(raw.get("word") or raw.get("text") or "").strip()
    times = _times(raw, length)
    if not text or times is None:
        return None
    probability = _number(raw.get("probability"))
    return Word(*times, text, 1.0 if probability is None else min(max(probability, 0.0), 1.0))


def _times(raw: dict[str, Any], length: float) -> tuple[float, float] | None:
    start, end = _number(raw.get("start")), _number(raw.get("end"))
    if start is None or end is None:
        return None
    start = min(max(start, 0.0), length)
    return round(start, 3), round(min(max(end, start), length), 3)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)
