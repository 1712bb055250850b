"""What tells voices apart, part by part: the features, the stretches of speech, the people, the turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pytest

from beffroi.engines.adapters.campplus.clustering import agglomerate, group_of, natural_limit
from beffroi.engines.adapters.campplus.diarizer import STEP, WINDOW, Prints, chunks_of, people, turns, window_starts
from beffroi.engines.adapters.campplus.embedder import MODEL, VoicePrints
from beffroi.engines.adapters.campplus.fbank import fbank, mel_filters
from beffroi.engines.adapters.campplus.smoothing import Path, best_path
from beffroi.engines.adapters.campplus.stretches import stretches_of_speech
from beffroi.engines.protocols import EngineError, Samples

RATE = 16_000


class LoudIsSpeech:
    """A detector for which any sound is speech: real blocks, no network."""

    def probabilities(self, blocks: Iterable[Samples]) -> Iterator[np.ndarray]:
        rest = np.zeros(0, dtype=np.float32)
        for block in blocks:
            sound = np.concatenate([rest, block])
            whole = sound.size // 512 * 512
            rest = sound[whole:]
            if whole:
                yield (np.abs(sound[:whole]).reshape(-1, 512).max(axis=1) > 0.01).astype(np.float32)


def speech_and_pauses(*seconds: float) -> Samples:
    """Sound for the first duration, silence for the next, and so on."""
    parts = [np.full(int(s * RATE), 0.5 * (i % 2 == 0), dtype=np.float32) for i, s in enumerate(seconds)]
    return np.concatenate(parts)


def cut(sound: Samples, block: int) -> list[tuple[float, float]]:
    blocks = [sound[at : at + block] for at in range(0, sound.size, block)]
    return [(round(s.start, 2), round(s.end, 2)) for s in stretches_of_speech(blocks, LoudIsSpeech())]


def voices(rng: np.random.Generator, count: int, alike: float) -> np.ndarray:
    """Directions of ``count`` people whose prints have this cosine two by two."""
    common, own = rng.normal(size=192), rng.normal(size=(count, 192))
    common /= np.linalg.norm(common)
    own -= own @ common[:, None] * common
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    return np.sqrt(alike) * common + np.sqrt(1 - alike) * own


def sitting(rng: np.random.Generator, who: list[int], directions: np.ndarray, windows: int = 12) -> Prints:
    """A turn a stretch: prints of a voice with the spread that real ones have (cosine near 0.65)."""
    vectors, starts, stretches = [], [], []
    for number, voice in enumerate(who):
        for at in range(windows):
            noise = rng.normal(size=192) / np.sqrt(192)
            print_ = 0.8 * directions[voice] + 0.6 * noise
            vectors.append(print_ / np.linalg.norm(print_))
            starts.append(number * (windows * STEP + 3) + at * STEP)
            stretches.append(number)
    begun = np.array(starts, dtype=np.float64)
    return Prints(np.array(vectors, dtype=np.float32), begun, begun + WINDOW, np.array(stretches))


def test_a_second_of_sound_gives_98_frames_of_80_bands() -> None:
    assert fbank(np.zeros(RATE, dtype=np.float32)).shape == (98, 80)


def test_sound_shorter_than_a_frame_gives_none() -> None:
    assert fbank(np.zeros(399, dtype=np.float32)).shape == (0, 80)


def test_a_pure_tone_is_loudest_in_the_band_that_holds_it() -> None:
    tone = np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE).astype(np.float32)
    band = int(fbank(tone).mean(axis=0).argmax())
    centre = mel_filters()[:, band].argmax() * RATE / 512
    assert abs(centre - 1000) < 60


def test_features_are_those_of_kaldi() -> None:
    """Values of kaldi-native-fbank 1.23 (dither 0) for the same half second."""
    at = np.arange(RATE // 2)
    sound = (0.3 * np.sin(0.05 * at) + 0.1 * np.sin(0.9 * at)).astype(np.float32)
    assert fbank(sound)[10, [5, 40, 60]] == pytest.approx([-0.0075, -10.5348, -15.9424], abs=2e-3)


def test_stretches_of_speech_end_at_pauses_whatever_the_blocks() -> None:
    sound = speech_and_pauses(2.0, 1.0, 3.0, 0.1, 1.0, 0.5)
    whole = cut(sound, sound.size)
    assert len(whole) == 2
    assert whole == cut(sound, 777) == cut(sound, RATE)
    assert whole[0] == pytest.approx((0.0, 2.06), abs=0.05)
    assert whole[1] == pytest.approx((2.94, 7.16), abs=0.05)


def test_silence_and_clicks_are_no_speech() -> None:
    assert cut(speech_and_pauses(0.0, 5.0), 4000) == []
    assert cut(speech_and_pauses(0.05, 5.0), 4000) == []


def test_endless_speech_is_cut_so_that_memory_stays_flat() -> None:
    stretches = cut(speech_and_pauses(95.0), 16_000)
    assert all(end - start < 31 for start, end in stretches)
    assert stretches[-1][1] == pytest.approx(95, abs=0.1)


def test_the_last_window_ends_with_the_stretch() -> None:
    assert window_starts(0) == []
    assert window_starts(90) == [0]
    assert window_starts(320) == [0, 50, 100, 150, 172]
    assert 300 - (window_starts(300)[-1] + 148) < 17


@pytest.mark.parametrize(("count", "alike"), [(1, 0.0), (2, 0.1), (4, 0.5), (13, 0.4), (30, 0.2)])
def test_it_finds_how_many_people_speak(count: int, alike: float) -> None:
    rng = np.random.default_rng(count)
    who = [int(v) for v in rng.permutation(np.tile(np.arange(count), 4))]
    assert len(people(sitting(rng, who, voices(rng, count, alike)), None)) == count


def test_the_number_of_people_may_be_given() -> None:
    rng = np.random.default_rng(7)
    prints = sitting(rng, [0, 1, 2, 0, 1, 2, 3, 3], voices(rng, 4, 0.3))
    assert len(people(prints, 4)) == 4
    assert len(people(prints, 2)) == 2


def test_more_people_than_chunks_is_no_error() -> None:
    rng = np.random.default_rng(8)
    assert len(people(sitting(rng, [0], voices(rng, 1, 0.0)), 5)) >= 1


def test_many_chunks_are_compared_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beffroi.engines.adapters.campplus.clustering.BLOCK", 40)
    rng = np.random.default_rng(9)
    who = [int(v) for v in rng.integers(0, 6, size=200)]
    prints = sitting(rng, who, voices(rng, 6, 0.3), windows=6)
    assert len(people(prints, None)) == 6


def test_a_change_of_voice_without_a_pause_is_a_change_of_turn() -> None:
    rng = np.random.default_rng(10)
    prints = sitting(rng, [0, 1, 0, 1], voices(rng, 2, 0.2))
    prints.stretches = prints.stretches // 2
    prints.starts = np.arange(len(prints.starts)) * STEP
    prints.ends = prints.starts + WINDOW
    assert len(chunks_of(prints)) >= 4


def test_a_lone_doubtful_window_does_not_break_a_turn() -> None:
    centres = np.eye(2, 192)
    vectors = np.tile(centres[0] * 0.8, (7, 1)).astype(np.float32)
    vectors[3] = centres[0] * 0.40 + centres[1] * 0.45
    starts = np.arange(7) * STEP
    path = best_path(vectors, centres, starts, starts + WINDOW, np.zeros(7, dtype=np.int64))
    assert path.voices == [0] * 7


def test_turns_are_numbered_by_first_appearance_and_never_overlap() -> None:
    starts = np.array([0.0, 0.5, 1.0, 10.0, 10.5])
    prints = Prints(np.zeros((5, 192), dtype=np.float32), starts, starts + WINDOW, np.array([0, 0, 0, 1, 1]))
    found = turns(prints, Path([4, 4, 2, 4, 4], [1.0] * 5))
    assert [turn.voice for turn in found] == [0, 1, 0]
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


def test_the_limit_between_people_is_in_the_widest_gap() -> None:
    assert 0.78 < natural_limit([1.0, 0.97, 0.95, 0.78, 0.6]) < 0.95
    assert natural_limit([]) < 0.94


def test_one_chunk_is_one_person() -> None:
    one = group_of(np.ones((3, 192), dtype=np.float32), np.arange(3.0), WINDOW, 0, STEP)
    assert agglomerate([one]) == [one]


def test_a_damaged_model_is_refused_in_french(tmp_path) -> None:
    copy = tmp_path / MODEL.name
    copy.write_bytes(MODEL.read_bytes()[:-1] + b"x")
    copy.with_suffix(".onnx.sha256").write_text(MODEL.with_suffix(".onnx.sha256").read_text())
    with pytest.raises(EngineError, match="empreinte"):
        VoicePrints(copy)


def test_prints_are_unit_vectors_whatever_the_lengths_of_the_windows() -> None:
    rng = np.random.default_rng(3)
    windows = [rng.normal(size=(frames, 80)).astype(np.float32) for frames in (148, 148, 40, 148)]
    found = VoicePrints().of(windows)
    assert found.shape == (4, 192)
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
