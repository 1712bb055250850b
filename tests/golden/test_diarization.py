"""Voices told apart on real sound, with the real network."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from beffroi.engines.adapters.campplus.diarizer import CampplusDiarizer
from bench.diarization import blocks, measure

pytestmark = pytest.mark.golden
SPEECH = Path(os.environ.get("BEFFROI_DATA", "../shared/data")) / "speech"
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "conseil.opus"
here = pytest.mark.skipif(not SPEECH.exists(), reason="the shared data is not here (BEFFROI_DATA)")


@here
@pytest.mark.parametrize(("sound", "most"), [("conseil_tts_4voix.flac", 0.04), ("conseil_tts_4voix_salle.mp3", 0.06)])
def test_a_sitting_of_four_voices_is_told_apart(sound: str, most: float) -> None:
    found = measure(SPEECH / sound, (SPEECH / sound).with_suffix(".rttm"))
    assert found["der"] <= most
    assert found["voices_found"] == 4


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample recording is not here")
def test_the_six_voices_of_the_sample_are_told_apart() -> None:
    found = measure(SAMPLE, SAMPLE.with_suffix(".rttm"))
    assert found["der"] <= 0.04
    assert found["voices_found"] == 6


@here
def test_a_single_reader_is_one_voice() -> None:
    turns = CampplusDiarizer().diarize(blocks(SPEECH / "fleurs_fr" / "fleurs-fr-001.ogg"))
    assert {turn.voice for turn in turns} == {0}


def test_silence_and_noise_have_no_voice() -> None:
    noise = np.random.default_rng(0).normal(size=16_000 * 20).astype(np.float32) * 0.02
    diarizer = CampplusDiarizer()
    assert diarizer.diarize([]) == []
    assert diarizer.diarize([np.zeros(16_000 * 20, dtype=np.float32)]) == []
    assert diarizer.diarize([noise]) == []
