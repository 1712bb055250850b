"""Speech recognition by Whisper models on CTranslate2 (faster-whisper), from a local folder."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..protocols import SAMPLE_RATE, EngineError, EngineInfo, Samples, Segment, Word
from .prompting import prompt

_QUIET = 10 ** (-65 / 20)
_MOST_SECONDS = 30.0


class FasterWhisper:
    """``folder`` holds model.bin, config.json, tokenizer.json and vocabulary.txt; nothing is looked for
    elsewhere. ``compute_type`` "int8" on a processor, "float16" on a GPU. Raises EngineError."""

    def __init__(
        self,
        folder: str | Path,
        *,
        model: str = "",
        device: str = "cpu",
        compute_type: str = "int8",
        cpu_threads: int = 2,
        beam_size: int = 5,
    ) -> None:
        folder = Path(folder)
        self.info = EngineInfo("faster_whisper", model or folder.name, "machine")
        self._beam_size = beam_size
        self._lock = threading.Lock()
        self._model = _loaded(folder, device, compute_type, cpu_threads)

    def transcribe(self, samples: Samples, *, language: str = "fr", vocabulary: Sequence[str] = ()) -> list[Segment]:
        """See ``SpeechRecognizer``. Windows are independent: nothing of one is carried to the next."""
        if samples.size > _MOST_SECONDS * SAMPLE_RATE + 1:
            raise EngineError("Une fenêtre de son dépasse 30 secondes : l’enregistrement doit être découpé.")
        if samples.size == 0 or float(np.abs(samples).max()) < _QUIET:
            return []
        sound = np.ascontiguousarray(samples, dtype=np.float32)
        with self._lock:
            try:
                return self._heard(sound, language, vocabulary)
            except (RuntimeError, MemoryError) as error:
                raise EngineError(
                    "La reconnaissance de la parole a échoué sur un passage. Relancez la transcription : "
                    "les passages déjà faits sont gardés.",
                    retry=True,
                ) from error

    def _heard(self, sound: Samples, language: str, vocabulary: Sequence[str]) -> list[Segment]:
        found, _ = self._model.transcribe(
            sound,
            language=language,
            beam_size=self._beam_size,
            condition_on_previous_text=False,
            word_timestamps=True,
            initial_prompt=prompt(vocabulary),
        )
        length = sound.size / SAMPLE_RATE
        return [made for segment in found if (made := _segment(segment, length))]


def _segment(found: Any, length: float) -> Segment | None:
    words = tuple(
        Word(round(min(start, length), 3), round(min(end, length), 3), text, round(probability, 3))
        for start, end, text, probability in _whole_words(found.words or ())
    )
    if not words:
        return None
    return Segment(words[0].start, words[-1].end, found.text.strip(), words)


def _whole_words(pieces: Iterable[Any]) -> list[tuple[float, float, str, float]]:
    """The recogniser cuts « l'appel » and « vingt-trois » in pieces, of which only the first begins with a
    space: a word is its pieces together, as sure as the least sure of them."""
    whole: list[tuple[float, float, str, float]] = []
    for piece in pieces:
        text = piece.word
        if not text.strip():
            continue
        if whole and not text[0].isspace():
            start, _, before, sure = whole[-1]
            whole[-1] = (start, piece.end, before + text.rstrip(), min(sure, piece.probability))
        else:
            whole.append((piece.start, piece.end, text.strip(), piece.probability))
    return whole


def _loaded(folder: Path, device: str, compute_type: str, cpu_threads: int) -> Any:
    missing = [name for name in ("model.bin", "config.json", "tokenizer.json") if not (folder / name).is_file()]
    if missing:
        raise EngineError(
            f"Le modèle de reconnaissance de la parole est incomplet ({', '.join(missing)}). "
            "Installez-le avec « beffroi models install »."
        )
    try:
        from faster_whisper import WhisperModel
    except ImportError as error:
        raise EngineError("La reconnaissance de la parole demande la bibliothèque faster-whisper.") from error
    try:
        return WhisperModel(
            str(folder), device=device, compute_type=compute_type, cpu_threads=cpu_threads, local_files_only=True
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineError(
            "Le modèle de reconnaissance de la parole ne se charge pas : vérifiez-le avec « beffroi models verify »."
        ) from error
