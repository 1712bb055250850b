"""Transcripts that leave the house."""

from __future__ import annotations

import json
import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Provenance
from beffroi.documents.readers.transcript import read_transcript
from beffroi.documents.transcript import TranscriptLine, TranscriptWord
from beffroi.documents.writers.transcripts import to_json, to_srt, to_txt, to_vtt

UNREAD = Provenance(ai_assisted=True, engines=("whisper base",))
READ = Provenance(True, ("whisper base",), "Alice Bernard", datetime(2025, 12, 12, 9, 5))
LONG = (
    "Il est vingt heures, je vous propose d'ouvrir cette séance du conseil municipal et je procède à l'appel de tous."
)
WORDS = tuple(TranscriptWord(1 + i * 0.5, 1.4 + i * 0.5, word) for i, word in enumerate(LONG.split()))
LINES = (
    TranscriptLine(0, 1.0, 12.0, "Philippe Martin", LONG, WORDS),
    TranscriptLine(1, 13.0, 14.5, "Mme Moreau", "Merci --> à <tous> & bonsoir."),
)


@pytest.mark.parametrize("writer", [to_txt, to_srt, to_vtt, to_json])
def test_what_an_ai_made_is_always_said(writer):
    assert "intelligence artificielle" in " ".join(writer(LINES, READ).split())
    assert "non relue" in " ".join(writer(LINES, UNREAD).split())


@pytest.mark.parametrize("writer", [to_txt, to_srt, to_vtt, to_json])
def test_who_read_it_is_said(writer):
    text = " ".join(writer(LINES, READ).split())
    assert "relue par Alice Bernard le 12 décembre 2025" in text


@pytest.mark.parametrize(("writer", "suffix"), [(to_txt, "txt"), (to_srt, "srt"), (to_vtt, "vtt")])
def test_what_we_write_is_read_back(writer, suffix):
    lines = read_transcript(writer(LINES, READ).encode(), f"seance.{suffix}")
    assert [(line.speaker, line.start) for line in lines] == [("Philippe Martin", 1.0), ("Mme Moreau", 13.0)]
    assert lines[0].text == LONG


def test_subtitles_are_two_lines_of_42_characters_at_most():
    for cue in to_srt(LINES, UNREAD).split("\n\n")[:-1]:
        rows = cue.strip().split("\n")[2:]
        assert 1 <= len(rows) <= 2
        assert all(len(row) <= 42 for row in rows)


def test_a_long_utterance_is_cut_where_its_words_are_heard():
    second = to_srt(LINES, UNREAD).split("\n\n")[1].split("\n")
    first_word = second[2].split()[0]
    heard = next(word.start for word in WORDS if word.text == first_word)
    assert second[1].startswith(f"00:00:{int(heard):02},{round(heard % 1 * 1000):03}")


def test_a_voice_tag_says_who_speaks():
    vtt = to_vtt(LINES, UNREAD)
    assert vtt.startswith("WEBVTT\n")
    assert "<v Mme Moreau>Merci --&gt; à &lt;tous&gt; &amp; bonsoir." in vtt


def test_json_says_its_schema_and_keeps_every_word():
    data = json.loads(to_json(LINES, READ, title="Séance"))
    assert (data["schema"], data["version"]) == ("beffroi.transcript", 1)
    assert data["provenance"]["Beffroi:AIAssisted"] == "true"
    assert [word["text"] for word in data["utterances"][0]["words"]] == LONG.split()


def test_without_times_there_are_no_subtitles():
    with pytest.raises(DocumentError, match="repères de temps"):
        to_srt((TranscriptLine(0, None, None, "Alice", "Oui."),), UNREAD)


def test_without_times_there_is_still_a_text():
    assert "Alice\u00a0: Oui." in to_txt((TranscriptLine(0, None, None, "Alice", "Oui."),), UNREAD)


@given(st.text(max_size=200), st.floats(0, 20_000), st.floats(0, 60))
def test_no_subtitle_ends_before_it_begins(text, start, length):
    line = TranscriptLine(0, start, start + length, "Alice", text)
    for first, last in re.findall(r"^(\d\d:\d\d:\d\d,\d{3}) --> (\d\d:\d\d:\d\d,\d{3})$", to_srt([line], UNREAD), re.M):
        assert first <= last
