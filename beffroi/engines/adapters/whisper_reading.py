"""One reading of a window by a Whisper model: encoded once, read once or more under other instructions.

faster-whisper's own loop goes on decoding what is left at the end of a window; told what to expect, the model
then writes whole sentences about nothing. Here a window is read once, and what it leaves out is looked at by
the caller."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..protocols import SAMPLE_RATE, Samples, Word
from .punctuation import with_marks

_LEAST_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Reading:
    """``pieces``: the words, cut where the model put its time marks. ``score``: mean log-probability of the
    text given the sound alone, whatever the model had been told, so that two readings can be compared."""

    pieces: tuple[tuple[Word, ...], ...]
    avg_logprob: float
    score: float
    no_speech: float
    compression: float

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for piece in self.pieces for word in piece)


NOTHING = Reading((), 0.0, 0.0, 1.0, 0.0)


class Encoded:
    """A window as the model hears it."""

    def __init__(self, model: Any, sound: Samples) -> None:
        features = model.feature_extractor(sound)
        self.frames = max(min(features.shape[-1] - 1, model.feature_extractor.nb_max_frames), 1)
        self.seconds = sound.size / SAMPLE_RATE
        self.output = model.encode(_padded(features[..., : self.frames], model.feature_extractor.nb_max_frames))


class Reader:
    """``model``: a faster_whisper.WhisperModel. ``language`` as "fr"."""

    def __init__(self, model: Any, language: str) -> None:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._model = model
        self._tokenizer = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language
        )
        self._suppressed = get_suppressed_tokens(self._tokenizer, [-1])

    def encode(self, sound: Samples) -> Encoded | None:
        """None for less than a tenth of a second."""
        return Encoded(self._model, sound) if sound.size >= _LEAST_SECONDS * SAMPLE_RATE else None

    def read(self, heard: Encoded, told: str | None = None, *, beam_size: int = 5, unrepeated: int = 0) -> Reading:
        """``told``: what the model believes was just said. ``unrepeated``: no run of so many tokens may come
        twice (0: it may)."""
        before = self._tokenizer.encode(" " + told.strip()) if told else []
        prompt = self._model.get_prompt(self._tokenizer, before)
        found = self._model.model.generate(
            heard.output,
            [prompt],
            beam_size=beam_size,
            length_penalty=1,
            max_length=self._model.max_length,
            no_repeat_ngram_size=unrepeated,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
            max_initial_timestamp_index=50,
        )[0]
        tokens = list(found.sequences_ids[0])
        avg = found.scores[0] * len(tokens) / (len(tokens) + 1)
        return self._timed(heard, tokens, avg, found.no_speech_prob)

    def _timed(self, heard: Encoded, tokens: Sequence[int], avg: float, no_speech: float) -> Reading:
        runs = _runs(tokens, self._tokenizer.eot, self._tokenizer.timestamp_begin)
        text_tokens = [token for run in runs for token in run]
        text = self._tokenizer.decode(text_tokens)
        if not text.strip():
            return NOTHING
        aligned = self._model.find_alignment(self._tokenizer, [text_tokens], heard.output, heard.frames)[0]
        pieces, score = _pieces(aligned, [len(run) for run in runs], heard.seconds)
        raw = text.encode()
        return Reading(pieces, avg, score, no_speech, len(raw) / len(zlib.compress(raw)))


def _runs(tokens: Sequence[int], end: int, first_mark: int) -> list[list[int]]:
    """Text tokens, cut at time marks."""
    made: list[list[int]] = [[]]
    for token in tokens:
        if token >= first_mark:
            made.append([])
        elif token < end:
            made[-1].append(token)
    return [run for run in made if run]


def _pieces(
    aligned: Sequence[dict[str, Any]], sizes: Sequence[int], seconds: float
) -> tuple[tuple[tuple[Word, ...], ...], float]:
    ends = list(np.cumsum(sizes))
    pieces: list[list[Word]] = [[] for _ in sizes]
    used, logs = 0, []
    for found in aligned:
        rank = next((r for r, end in enumerate(ends) if used < end), len(sizes) - 1)
        used += len(found["tokens"])
        if not found["tokens"] or not str(found["word"]).strip():
            continue
        probability = float(found["probability"])
        logs += [float(np.log(max(probability, 1e-6)))] * len(found["tokens"])
        start, end = (round(min(float(found[edge]), seconds), 3) for edge in ("start", "end"))
        pieces[rank].append(Word(start, max(end, start), str(found["word"]), round(probability, 3)))
    made = [tuple(with_marks(_joined(piece))) for piece in pieces if piece]
    return tuple(piece for piece in made if piece), float(np.mean(logs)) if logs else 0.0


def _joined(words: Sequence[Word]) -> list[Word]:
    """Words as they are written: what comes without a space before it belongs to the word before."""
    made: list[Word] = []
    for word in words:
        if made and not word.text.startswith(" "):
            last = made[-1]
            longer = any(char.isalnum() for char in word.text)
            made[-1] = Word(
                last.start,
                max(word.end, last.end) if longer else last.end,
                last.text + word.text.rstrip(),
                min(last.probability, word.probability) if longer else last.probability,
            )
        else:
            made.append(Word(word.start, word.end, word.text.strip(), word.probability))
    return made


def _padded(features: Any, length: int) -> Any:
    return np.pad(features, ((0, 0), (0, length - features.shape[-1])))
