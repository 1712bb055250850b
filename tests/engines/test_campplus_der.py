"""The error rate of a diarization."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.der import read_rttm, score


def test_the_names_of_voices_do_not_matter() -> None:
    assert score([(0, 5, "A"), (5, 10, "B")], [(0, 5, "1"), (5, 10, "0")]).rate == 0


def test_a_second_missed_of_ten_is_a_tenth() -> None:
    errors = score([(0, 10, "A")], [(0, 9, "0")], collar=0)
    assert errors.rate == pytest.approx(0.1)
    assert errors.missed == pytest.approx(1)


def test_speech_given_to_another_voice_is_confused() -> None:
    errors = score([(0, 6, "A"), (6, 10, "B")], [(0, 8, "0"), (8, 10, "1")], collar=0)
    assert (errors.confused, errors.missed, errors.false_alarm) == pytest.approx((2, 0, 0))


def test_nothing_is_scored_near_a_boundary_of_the_reference() -> None:
    assert score([(0, 5, "A"), (5, 10, "B")], [(0.2, 5.2, "0"), (5.2, 10.2, "1")]).rate == 0


def test_speech_found_in_silence_is_a_false_alarm() -> None:
    assert score([(0, 10, "A")], [(0, 12, "0")], collar=0).false_alarm == pytest.approx(2)


def test_overlapped_speech_counts_for_each_voice() -> None:
    errors = score([(0, 10, "A"), (5, 10, "B")], [(0, 10, "0")], collar=0)
    assert errors.speech == pytest.approx(15)
    assert errors.missed == pytest.approx(5)


def test_nothing_found_is_all_missed() -> None:
    assert score([(0, 10, "A")], []).rate == 1


def test_an_rttm_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.rttm"
    path.write_text("SPEAKER a 1 0.500 2.000 <NA> <NA> MAIRE <NA> <NA>\n\n")
    assert read_rttm(path) == [(0.5, 2.5, "MAIRE")]
    path.write_text("SPEAKER a 1\n")
    with pytest.raises(ValueError, match="line 1"):
        read_rttm(path)
