"""The embedded speech engine on real sound: words, their times, and nothing where nobody speaks."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import lfilter

from beffroi.documents import audio
from beffroi.engines.adapters.silero import Silero
from beffroi.engines.protocols import SAMPLE_RATE, Samples, SpeechDetector, SpeechRecognizer
from beffroi.minutes.domain import windows

pytestmark = pytest.mark.golden

SAMPLE = Path(__file__).parents[2] / "samples"
DATA = Path(os.environ.get("BEFFROI_DATA") or Path(__file__).parents[2].parent / "shared" / "data")


@pytest.fixture(scope="module")
def engine() -> SpeechRecognizer:
    from beffroi.engines.model_store import ModelMissing
    from bench.speech import recogniser

    try:
        return recogniser()
    except ModelMissing:
        pytest.skip("the speech model is not installed (beffroi models install)")


def room(seconds: float, seed: int = 4) -> Samples:
    """A room where nobody speaks: rumble, hiss, mains hum, a few knocks."""
    rng = np.random.default_rng(seed)
    size = int(seconds * SAMPLE_RATE)
    rumble = lfilter([1.0], [1.0, -0.995], rng.standard_normal(size)) * 0.002
    hum = 0.003 * np.sin(2 * np.pi * 50 * np.arange(size) / SAMPLE_RATE)
    knocks = np.zeros(size)
    for at in rng.integers(0, size - 2000, int(seconds / 8)):
        knocks[at : at + 2000] += 0.15 * rng.standard_normal(2000) * np.exp(-np.arange(2000) / 300)
    return np.asarray(rumble + hum + knocks + 0.002 * rng.standard_normal(size), dtype=np.float32)


def white(seconds: float) -> Samples:
    return np.asarray(0.1 * np.random.default_rng(1).standard_normal(int(seconds * SAMPLE_RATE)), dtype=np.float32)


TOLD = ["Je mets aux voix : qui est contre ? La délibération est adoptée.", "Présents : madame Perrin."]


@pytest.mark.parametrize("noise", [room(60.0), white(60.0), room(60.0) * 20], ids=["room", "white", "loud room"])
def test_a_room_where_nobody_speaks_gives_no_word(engine: SpeechRecognizer, noise: Samples) -> None:
    planned = windows.cut(list(Silero().speech_regions([noise])))
    found = [
        segment.text
        for start, end in planned
        for segment in engine.transcribe(noise[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)], vocabulary=TOLD)
    ]
    assert found == []
    assert engine.transcribe(noise[: 25 * SAMPLE_RATE], vocabulary=TOLD) == []


def test_silence_and_next_to_nothing_give_no_word(engine: SpeechRecognizer) -> None:
    assert engine.transcribe(np.zeros(10 * SAMPLE_RATE, dtype=np.float32)) == []
    assert engine.transcribe(np.zeros(0, dtype=np.float32)) == []
    assert engine.transcribe(np.zeros(20, dtype=np.float32)) == []


def test_the_beginning_of_the_sample_is_recognised_with_its_times(engine: SpeechRecognizer) -> None:
    from bench.wer import score

    sound = np.concatenate(list(audio.stream(SAMPLE / "conseil.opus", end=25.0)))
    found = engine.transcribe(sound)
    words = [word for segment in found for word in segment.words]
    assert all(0 <= word.start <= word.end <= 25.0 for word in words)
    assert all(before.start <= after.start + 0.05 for before, after in zip(words, words[1:], strict=False))
    said = (
        "Mesdames et messieurs, bonsoir. Nous sommes le jeudi vingt-quatre septembre, il est vingt heures trente, "
        "et je déclare ouverte la séance du conseil municipal de Valbrume."
    )
    assert score(said, " ".join(word.text for word in words if word.start < 9.6)).rate < 0.3
    assert engine.transcribe(sound) == found


def test_the_recogniser_and_the_detector_keep_their_contracts(engine: SpeechRecognizer) -> None:
    assert isinstance(engine, SpeechRecognizer)
    assert isinstance(Silero(), SpeechDetector)
    assert engine.info.place == "machine"


def test_speech_is_found_the_same_whatever_the_blocks() -> None:
    detector = Silero()
    by_30 = list(detector.speech_regions(audio.stream(SAMPLE / "conseil.opus", 30.0, end=60.0)))
    by_1 = list(detector.speech_regions(audio.stream(SAMPLE / "conseil.opus", 0.7, end=60.0)))
    assert by_30 == by_1
    assert 30 < sum(end - start for start, end in by_30) < 60
    assert all(before[1] <= after[0] for before, after in zip(by_30, by_30[1:], strict=False))


def test_a_window_longer_than_thirty_seconds_is_refused_in_french(engine: SpeechRecognizer) -> None:
    from beffroi.engines.protocols import EngineError

    with pytest.raises(EngineError, match="30 secondes"):
        engine.transcribe(room(31.0))


def test_an_incomplete_model_says_how_to_install_it(tmp_path: Path) -> None:
    from beffroi.engines.adapters.faster_whisper import FasterWhisper
    from beffroi.engines.protocols import EngineError

    with pytest.raises(EngineError, match="models install"):
        FasterWhisper(tmp_path)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(EngineError, match="models verify"):
        FasterWhisper(tmp_path)


@pytest.mark.skipif(not (DATA / "speech").is_dir(), reason="the shared speech data is not here (BEFFROI_DATA)")
def test_a_native_reader_is_mostly_understood(engine: SpeechRecognizer) -> None:
    from bench.speech import recognise
    from bench.wer import score

    clip = DATA / "speech" / "fleurs_fr" / "fleurs-fr-000.ogg"
    assert score(clip.with_suffix(".txt").read_text(), recognise(clip, engine=engine)).rate < 0.5
