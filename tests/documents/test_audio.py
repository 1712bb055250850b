"""Sound read as a stream: every format, exact places, flat memory."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.documents import audio
from tests.documents.sounds import FORMATS, RATE, babble, write

SOUND = babble(12.0)


def whole(path: Path, **options: float) -> audio.Samples:
    return np.concatenate(list(audio.stream(path, **options)))


def lag(found: audio.Samples, expected: audio.Samples) -> int:
    """By how many samples ``found`` comes late."""
    size = min(found.size, expected.size)
    product = np.fft.rfft(found[:size], 2 * size) * np.conj(np.fft.rfft(expected[:size], 2 * size))
    best = int(np.argmax(np.fft.irfft(product)))
    return best if best < size else best - 2 * size


@pytest.mark.parametrize("ending", FORMATS)
def test_it_reads_every_format_that_people_send(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"seance.{ending}", SOUND)
    found = whole(path)
    assert found.dtype == np.float32
    assert found.size / RATE == pytest.approx(12.0, abs=0.06)
    assert abs(lag(found, SOUND)) <= RATE * 0.003
    probe = audio.probe(path)
    assert (probe.channels, probe.has_video) == (1, False)
    assert probe.duration_s == pytest.approx(12.0, abs=0.06)


@pytest.mark.parametrize("ending", FORMATS)
def test_it_begins_at_the_asked_moment_within_a_few_milliseconds(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"seance.{ending}", SOUND)
    found = whole(path, start=7.3, end=9.8)
    assert found.size == round(2.5 * RATE)
    assert abs(lag(found, SOUND[round(7.3 * RATE) : round(9.8 * RATE)])) <= RATE * 0.003


def test_blocks_follow_each_other_without_a_gap(tmp_path: Path) -> None:
    path = write(tmp_path / "seance.flac", SOUND)
    blocks = list(audio.stream(path, block_seconds=5.0))
    assert [block.size for block in blocks[:-1]] == [5 * RATE, 5 * RATE]
    assert np.array_equal(np.concatenate(blocks), whole(path))


@settings(deadline=None, max_examples=30)
@given(
    cuts=st.lists(st.floats(0, 14), min_size=1, max_size=8),
    lengths=st.lists(st.floats(0, 4), min_size=8, max_size=8),
)
def test_a_stretch_is_the_same_sound_wherever_the_others_are(
    cuts: list[float], lengths: list[float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "spans.wav"
    if not path.exists():
        write(path, SOUND, kind="wav")
    full = whole(path)
    wanted = [(start, start + length) for start, length in zip(sorted(cuts), lengths, strict=False)]
    for (start, end), found in zip(wanted, audio.spans(path, wanted), strict=True):
        expected = full[round(start * RATE) : round(end * RATE)]
        assert abs(found.size - expected.size) <= 1
        if found.size > RATE // 10:
            assert abs(lag(found, expected)) <= 1


def test_a_channel_wired_backwards_does_not_silence_the_other(tmp_path: Path) -> None:
    path = write(tmp_path / "seance.wav", np.stack([SOUND, -SOUND]))
    assert float(np.abs(whole(path)).max()) == pytest.approx(float(np.abs(SOUND).max()), rel=0.1)


def test_two_channels_are_mixed(tmp_path: Path) -> None:
    left, right = babble(3.0, seed=2), babble(3.0, seed=3)
    found = whole(write(tmp_path / "seance.wav", np.stack([left, right])))
    assert abs(lag(found, left)) <= 1
    assert abs(lag(found, right)) <= 1


def test_the_memory_used_does_not_grow_with_the_recording(tmp_path: Path) -> None:
    def peak(seconds: float) -> int:
        path = write(tmp_path / "longue.flac", babble(seconds))
        tracemalloc.start()
        for _ in audio.stream(path, block_seconds=10.0):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(240) < 1.25 * peak(40)


def test_a_hole_in_the_clock_of_a_recording_is_silence(tmp_path: Path) -> None:
    """A browser's recorder that was paused leaves one: what follows must keep its times."""
    import av

    path = tmp_path / "pause.webm"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=48_000, layout="mono")
        for part, at in ((SOUND[: 4 * RATE], 0), (SOUND[4 * RATE : 8 * RATE], 10 * 48_000)):
            resampler = av.AudioResampler(format=stream.codec_context.format, layout="mono", rate=48_000)
            frame = av.AudioFrame.from_ndarray(part[None], format="fltp", layout="mono")
            frame.sample_rate, frame.pts = RATE, at // 3
            for ready in resampler.resample(frame):
                for first in range(0, ready.samples, 960):
                    piece = av.AudioFrame.from_ndarray(
                        np.ascontiguousarray(ready.to_ndarray()[:, first : first + 960]),
                        format=ready.format.name,
                        layout="mono",
                    )
                    piece.sample_rate, piece.pts = 48_000, at + first
                    container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    found = whole(path)
    assert found.size / RATE == pytest.approx(14.0, abs=0.1)
    assert abs(lag(found[10 * RATE :], SOUND[4 * RATE : 8 * RATE])) <= RATE * 0.03
    assert float(np.abs(found[5 * RATE : 9 * RATE]).max()) < 0.01


def test_the_waveform_shows_where_it_is_loud(tmp_path: Path) -> None:
    sound = np.concatenate([np.zeros(5 * RATE), 0.5 * babble(5.0)]).astype(np.float32)
    shape = audio.waveform(write(tmp_path / "seance.wav", sound), points=20)
    assert len(shape) == 20
    assert max(shape[:9]) <= 1
    assert max(shape) == 100
    assert all(value > 10 for value in shape[11:])


def test_a_waveform_can_be_taken_from_sound_being_read(tmp_path: Path) -> None:
    path = write(tmp_path / "seance.wav", SOUND)
    assert audio.peaks_of(audio.stream(path), 50) == audio.waveform(path, 50)


def test_a_playlist_never_makes_it_open_another_file(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.wav", SOUND)
    playlist = tmp_path / "liste.mp3"
    playlist.write_text(f"#EXTM3U\n#EXTINF:10,\n{secret}\n")
    with pytest.raises(audio.AudioError):
        audio.probe(playlist)
    (tmp_path / "liste2.mp3").write_text(f"ffconcat version 1.0\nfile '{secret.name}'\n")
    with pytest.raises(audio.AudioError):
        audio.probe(tmp_path / "liste2.mp3")
