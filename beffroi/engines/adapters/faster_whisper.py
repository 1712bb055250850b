"""Speech recognition by Whisper models on CTranslate2 (faster-whisper), from a local folder."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..protocols import SAMPLE_RATE, EngineError, EngineInfo, Samples, Segment, Word
from .prompting import prompt
from .second_look import has_figures, with_best_figures
from .silero import Silero
from .speech_cover import Region, left_out, spoken_share
from .spoken_figures import mended
from .whisper_reading import Reader, Reading

Pieces = list[tuple[Word, ...]]

_MOST_SECONDS = 30.0
_LEAST_LEFT_OUT = 1.5
_AROUND = 0.2
_DOUBTFUL = -0.6
_CLEARLY_BETTER = 0.25
_INVENTED = -1.2
_ENDLESS = 2.4
_UNREPEATED = 4
_LEAST_SPOKEN = 0.3


class FasterWhisper:
    """``folder`` holds model.bin, config.json, tokenizer.json and vocabulary.txt; nothing is looked for
    elsewhere. ``compute_type`` "int8" on a processor, "float16" on a GPU. Raises EngineError.

    A window is read once; what the reading leaves out is read apart. What the model was told to expect is
    checked against the sound alone: figures, and a reading that the sound does not bear, are read again
    without it. Nothing is drawn at random: the same sound gives the same words."""

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
        self._detector = Silero(pad=0.05)
        self._readers: dict[str, Reader] = {}

    def transcribe(self, samples: Samples, *, language: str = "fr", vocabulary: Sequence[str] = ()) -> list[Segment]:
        """See ``SpeechRecognizer``. Windows are independent: nothing of one is carried to the next."""
        if samples.size > _MOST_SECONDS * SAMPLE_RATE + 1:
            raise EngineError("Une fenêtre de son dépasse 30 secondes : l’enregistrement doit être découpé.")
        sound = np.ascontiguousarray(np.nan_to_num(samples), dtype=np.float32)
        with self._lock:
            regions = list(self._detector.speech_regions([sound]))
            if not regions:
                return []
            try:
                return self._heard(sound, regions, language, prompt(vocabulary))
            except (RuntimeError, MemoryError) as error:
                raise EngineError(
                    "La reconnaissance de la parole a échoué sur un passage. Relancez la transcription : "
                    "les passages déjà faits sont gardés.",
                    retry=True,
                ) from error

    def _heard(self, sound: Samples, regions: Sequence[Region], language: str, told: str | None) -> list[Segment]:
        reader = self._readers.setdefault(language, Reader(self._model, language))
        pieces = [piece for piece in self._read(reader, sound, told) if spoken_share(piece, regions) >= _LEAST_SPOKEN]
        for start, end in left_out(regions, [word for piece in pieces for word in piece], least=_LEAST_LEFT_OUT):
            pieces += self._read_apart(reader, sound, (start, end), told)
        pieces.sort(key=lambda piece: piece[0].start)
        return [_segment(piece) for piece in pieces]

    def _read_apart(self, reader: Reader, sound: Samples, hole: Region, told: str | None) -> list[tuple[Word, ...]]:
        start = max(hole[0] - _AROUND, 0.0)
        cut = sound[int(start * SAMPLE_RATE) : int((hole[1] + _AROUND) * SAMPLE_RATE)]
        moved = [tuple(_moved(word, start) for word in piece) for piece in self._read(reader, cut, told)]
        return [piece for piece in moved if spoken_share(piece, [hole]) >= _LEAST_SPOKEN]

    def _read(self, reader: Reader, sound: Samples, told: str | None) -> Pieces:
        heard = reader.encode(sound)
        if heard is None:
            return []
        best = reader.read(heard, told, beam_size=self._beam_size)
        pieces = _mended(best)
        doubtful = not best.words or best.score < _DOUBTFUL or best.compression > _ENDLESS
        if told and (doubtful or has_figures(pieces)):
            untold = reader.read(heard, beam_size=self._beam_size)
            if doubtful and _is_better(untold, best):
                best, pieces = untold, _mended(untold)
            else:
                pieces = with_best_figures(pieces, _mended(untold))
        if best.compression > _ENDLESS:
            best = reader.read(heard, beam_size=self._beam_size, unrepeated=_UNREPEATED)
            pieces = _mended(best)
        return pieces if best.words and best.score >= _INVENTED else []


def _is_better(untold: Reading, told: Reading) -> bool:
    """Whether the sound bears it better; names that the model was told may cost a little."""
    if not told.words or told.compression > _ENDLESS >= untold.compression:
        return True
    return bool(untold.words) and untold.score > told.score + _CLEARLY_BETTER


def _mended(reading: Reading) -> Pieces:
    return [tuple(mended(piece)) for piece in reading.pieces]


def _moved(word: Word, by: float) -> Word:
    return Word(round(word.start + by, 3), round(word.end + by, 3), word.text, word.probability)


def _segment(piece: Sequence[Word]) -> Segment:
    return Segment(piece[0].start, piece[-1].end, " ".join(word.text for word in piece), tuple(piece))


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
