"""What is wrong with a recording is said in one French sentence, before anyone waits for a transcript."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from beffroi.documents.preflight import Preflight, examine, spoken
from beffroi.documents.sound_file import MAX_BYTES
from tests.documents.sounds import FORMATS, RATE, babble, cut_short, write, write_silent_film

SOUND = babble(12.0)


def codes(found: Preflight) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in found.problems]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_good_recording_has_no_problem(tmp_path: Path, ending: str) -> None:
    found = examine(write(tmp_path / f"seance.{ending}", SOUND))
    assert codes(found) == []
    assert found.duration == pytest.approx(12.0, abs=0.06)
    assert 0 < len(found.waveform) <= 1000
    assert -40 < found.level_db < 0
    json.dumps(asdict(found))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"Mme Moreau : la s\xc3\xa9ance est ouverte.\n" * 200, "mislabelled"),
        ("Mme Moreau : la séance est levée.\n".encode("latin-1") * 3, "mislabelled"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"x" * 3000, "mislabelled"),
        (b"PK\x03\x04\x14\x00\x06\x00" + b"\x00" * 3000, "mislabelled"),
        (b"PK\x03\x04\x14\x00\x01\x00" + b"\x07" * 3000, "encrypted"),
        (b"Salted__" + bytes(range(256)) * 20, "encrypted"),
        (b"\0" * 50_000, "unreadable"),
        (np.random.default_rng(5).bytes(100_000), "unreadable"),
    ],
    ids=["empty", "text", "old text", "pdf", "zip", "locked zip", "openssl", "zeros", "noise"],
)
def test_what_is_not_sound_is_refused_whatever_its_name(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "seance.mp3"
    path.write_bytes(content)
    found = examine(path)
    assert codes(found) == [(code, "refuse")]
    assert found.refused


def test_a_file_with_the_wrong_name_is_read_all_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "seance.wav", SOUND)
    assert codes(examine(path.rename(tmp_path / "seance.mp3"))) == []


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert codes(examine(tmp_path / "rien.mp3")) == [("missing", "refuse")]
    assert codes(examine(tmp_path)) == [("unreadable", "refuse")]


def test_more_than_four_gigabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "enorme.wav"
    path.touch()
    os.truncate(path, MAX_BYTES + 1)
    assert codes(examine(path)) == [("too_large", "refuse")]


def test_a_video_without_sound_is_refused(tmp_path: Path) -> None:
    assert codes(examine(write_silent_film(tmp_path / "film.mp4"))) == [("video_only", "refuse")]


def test_a_silent_recording_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "muet.wav", np.zeros(5 * RATE, dtype=np.float32))
    assert codes(examine(path)) == [("silent", "refuse")]


def test_less_than_a_second_is_refused(tmp_path: Path) -> None:
    assert codes(examine(write(tmp_path / "bref.wav", SOUND[: RATE // 2]))) == [("too_short", "refuse")]


def test_more_than_six_hours_are_refused_from_what_the_file_says(tmp_path: Path) -> None:
    path = write(tmp_path / "long.wav", SOUND)
    head = bytearray(path.read_bytes())
    at = head.index(b"data") + 4
    head[at : at + 4] = (44_100 * 2 * 3600 * 7).to_bytes(4, "little")
    path.write_bytes(head)
    os.truncate(path, 44_100 * 2 * 3600 * 7)
    assert codes(examine(path)) == [("too_long", "refuse")]


@pytest.mark.parametrize("ending", ["wav", "mp3", "ogg", "flac", "webm"])
def test_a_file_cut_short_is_kept_up_to_where_it_can_be_read(tmp_path: Path, ending: str) -> None:
    path = cut_short(write(tmp_path / f"seance.{ending}", babble(30.0)), 0.5)
    found = examine(path)
    assert codes(found) == [("truncated", "warn")]
    assert 10 < found.duration < 20
    assert spoken(found.duration) in found.problems[0].message


def test_an_mp4_without_its_index_says_to_copy_it_again(tmp_path: Path) -> None:
    path = cut_short(write(tmp_path / "seance.m4a", SOUND), 0.5)
    found = examine(path)
    assert codes(found) == [("unreadable", "refuse")]
    assert "incomplet" in found.problems[0].message


def test_bytes_damaged_in_the_middle_do_not_lose_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path / "seance.mp3", babble(60.0))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4000] = np.random.default_rng(3).bytes(4000)
    path.write_bytes(content)
    found = examine(path)
    assert found.duration > 55
    assert not found.refused


def test_a_clipped_recording_is_kept_with_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path / "sature.wav", np.clip(SOUND * 40, -1, 1))
    assert codes(examine(path)) == [("clipped", "warn")]


def test_one_clipped_channel_is_enough_to_warn(tmp_path: Path) -> None:
    path = write(tmp_path / "sature.wav", np.stack([SOUND, np.clip(SOUND * 40, -1, 1)]))
    assert ("clipped", "warn") in codes(examine(path))


def test_two_channels_that_cancel_are_said(tmp_path: Path) -> None:
    found = examine(write(tmp_path / "inverse.wav", np.stack([SOUND, -SOUND])))
    assert codes(found) == [("inverted_stereo", "warn")]
    assert found.inverted_stereo
    assert found.level_db > -40


def test_a_dead_channel_is_said(tmp_path: Path) -> None:
    found = examine(write(tmp_path / "mort.wav", np.stack([SOUND, np.zeros_like(SOUND)])))
    assert codes(found) == [("dead_channel", "warn")]


def test_ordinary_stereo_has_no_problem(tmp_path: Path) -> None:
    path = write(tmp_path / "stereo.wav", np.stack([SOUND, 0.4 * SOUND + 0.2 * babble(12.0, seed=9)]))
    assert codes(examine(path)) == []


def test_a_faint_recording_is_kept_with_a_warning(tmp_path: Path) -> None:
    assert codes(examine(write(tmp_path / "loin.flac", SOUND * 0.02))) == [("faint", "warn")]


def test_a_recording_that_is_mostly_silence_is_said(tmp_path: Path) -> None:
    sound = np.concatenate([SOUND[: 3 * RATE], np.zeros(40 * RATE, dtype=np.float32)])
    found = examine(write(tmp_path / "vide.wav", sound))
    assert codes(found) == [("mostly_silent", "warn")]
    assert found.silence_ratio == pytest.approx(40 / 43, abs=0.03)


def test_each_message_is_french_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "texte.mp3").write_text("bonjour")
    for found in (examine(tmp_path / "texte.mp3"), examine(write(tmp_path / "loin.flac", SOUND * 0.02))):
        for problem in found.problems:
            assert problem.message.endswith(".")
            assert any(verb in problem.message for verb in ("nvoyez", "éposez", "opiez", "approchez", "ésactivez"))


@pytest.mark.parametrize(("seconds", "said"), [(12.4, "12 s"), (200.0, "3 min 20 s"), (3900.0, "1 h 05 min")])
def test_a_duration_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert spoken(seconds).replace("\u00a0", " ") == said


@pytest.mark.parametrize("ending", ["wav", "mp3", "m4a", "opus", "flac", "webm"])
def test_no_damage_to_a_file_is_a_surprise(tmp_path: Path, ending: str) -> None:
    """Bytes changed at random, headers above all: there is always an answer, never an exception."""
    rng = np.random.default_rng(2)
    good = write(tmp_path / f"bon.{ending}", SOUND[: 3 * RATE]).read_bytes()
    path = tmp_path / f"abime.{ending}"
    for rank in range(12):
        content = bytearray(good)
        for at in rng.integers(0, 120 if rank % 2 else len(good), 8):
            content[at] = rng.integers(256)
        path.write_bytes(content)
        found = examine(path)
        assert found.refused or found.duration >= 1


def test_a_header_that_says_impossible_things_is_no_surprise(tmp_path: Path) -> None:
    path = write(tmp_path / "seance.wav", SOUND)
    content = bytearray(path.read_bytes())
    content[24:28] = (3).to_bytes(4, "little")  # samples a second
    path.write_bytes(content)
    assert examine(path).refused
