"""Transcripts that somebody else made become utterances."""

from __future__ import annotations

import io
import os
from pathlib import Path

import docx
import pytest

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers.transcript import read_transcript
from beffroi.documents.transcript import TranscriptLine

DATA = Path(os.environ.get("BEFFROI_DATA", "../shared/data"))


def said(text: str, name: str = "seance.txt") -> list[tuple[str, str]]:
    return [(line.speaker, line.text) for line in read_transcript(text.encode(), name)]


@pytest.mark.parametrize(
    "line",
    [
        "Claire Dubois : Bonsoir.",
        "Claire Dubois: Bonsoir.",
        "Claire Dubois\u00a0: Bonsoir.",
        "- Claire Dubois : Bonsoir.",
        "**Claire Dubois** : Bonsoir.",
        "[00:01:02] Claire Dubois : Bonsoir.",
        "00:01:02 Claire Dubois : Bonsoir.",
        "Claire Dubois (00:01:02) : Bonsoir.",
        "Claire Dubois  0:03\nBonsoir.",
        "Claire Dubois :\nBonsoir.",
    ],
)
def test_a_name_opens_an_utterance(line):
    assert said(line) == [("Claire Dubois", "Bonsoir.")]


@pytest.mark.parametrize(
    "label",
    [
        "LOCUTEUR_01",
        "SPEAKER_00",
        "P2",
        "MAIRE",
        "M. Ben Salah",
        "Mme de La Tour",
        "Monsieur le maire",
        "Une habitante",
    ],
)
def test_all_kinds_of_labels_are_people(label):
    assert said(f"{label} : Merci.\nClaire Dubois : De rien.")[0] == (label, "Merci.")


def test_words_before_a_colon_are_not_always_a_person():
    text = "M. Martin : Je vous rappelle\nceci : le budget est voté.\nPour : 21\nContre : 4\nLe résultat est : adopté."
    assert said(text) == [
        (
            "M. Martin",
            "Je vous rappelle ceci : le budget est voté. Pour : 21 Contre : 4 Le résultat est : adopté.",
        )
    ]


def test_times_are_kept_and_an_utterance_ends_where_the_next_begins():
    first, second = read_transcript(b"[00:00:05] Alice : Oui.\n[00:01:00] Bob : Non.", "x.txt")
    assert (first.start, first.end, second.start, second.end) == (5.0, 60.0, 60.0, None)


def test_a_title_above_is_not_spoken():
    assert said("Réunion du 12 mars\nDate : 12 mars 2025\n\nAlice Bernard : Bonjour.") == [
        ("Alice Bernard", "Bonjour.")
    ]


def test_a_text_without_names_gives_an_utterance_a_paragraph():
    assert said("Bonsoir à tous.\n\nLa séance est ouverte.") == [
        ("", "Bonsoir à tous."),
        ("", "La séance est ouverte."),
    ]


def test_subtitles_are_joined_up_to_the_end_of_a_sentence():
    srt = (
        "1\n00:00:01,000 --> 00:00:02,000\nJe vous propose\n\n"
        "2\n00:00:02,100 --> 00:00:04,000\n<i>d'ouvrir</i> la séance.\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\n- Mme Moreau : Merci.\n"
    )
    lines = read_transcript(srt.encode(), "seance.srt")
    assert [(line.speaker, line.text, line.start, line.end) for line in lines] == [
        ("", "Je vous propose d'ouvrir la séance.", 1.0, 4.0),
        ("Mme Moreau", "Merci.", 5.0, 6.0),
    ]


def test_subtitles_without_blank_lines_are_read():
    srt = "1\n00:00:01,000 --> 00:00:02,000\nBonsoir.\n2\n00:00:03,000 --> 00:00:04,000\nMerci.\n"
    assert said(srt, "x.srt") == [("", "Bonsoir."), ("", "Merci.")]


def test_the_voices_of_webvtt_are_the_speakers():
    vtt = (
        "WEBVTT\n\nNOTE rien\n\nid1\n"
        "00:01.000 --> 00:02.500 align:start\n<v.loud Alice Bernard>Bonjour &amp; merci.</v>\n\n"
        "00:03.000 --> 00:04.000\n<v Bob>Oui.</v><v Alice Bernard>Non.</v>\n"
    )
    assert said(vtt, "x.vtt") == [("Alice Bernard", "Bonjour & merci."), ("Bob", "Oui."), ("Alice Bernard", "Non.")]


def test_sounds_are_not_words():
    assert said(
        "1\n00:00:01,000 --> 00:00:02,000\n[Musique]\n\n2\n00:00:03,000 --> 00:00:04,000\nBonsoir.\n", "x.srt"
    ) == [("", "Bonsoir.")]


def word_file(*paragraphs: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def test_a_word_file_is_read_as_a_text():
    (line,) = read_transcript(word_file("Alice Bernard : Bonjour."), "x.docx")
    assert (line.speaker, line.text) == ("Alice Bernard", "Bonjour.")


def test_the_transcript_that_teams_saves_is_read():
    data = word_file("Réunion hebdomadaire", "Alice Bernard   0:03\nBonjour à tous.", "Bob Petit   1:04\nMerci.")
    assert read_transcript(data, "x.docx") == [
        TranscriptLine(0, 3.0, 64.0, "Alice Bernard", "Bonjour à tous."),
        TranscriptLine(1, 64.0, None, "Bob Petit", "Merci."),
    ]


def test_a_word_table_of_times_names_and_words_is_read():
    made, out = docx.Document(), io.BytesIO()
    table = made.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("00:00:07", "Alice Bernard", "Bonjour."), strict=True):
        cell.text = text
    made.save(out)
    assert read_transcript(out.getvalue(), "x.docx") == [TranscriptLine(0, 7.0, None, "Alice Bernard", "Bonjour.")]


def test_a_subtitle_file_without_times_says_so():
    with pytest.raises(DocumentError, match="aucun sous-titre"):
        read_transcript(b"Bonjour.", "x.srt")


@pytest.mark.skipif(not (DATA / "minutes/fredsum").is_dir(), reason="no shared data (BEFFROI_DATA)")
def test_real_debates_keep_all_their_turns():
    paths = sorted((DATA / "minutes/fredsum/transcript").rglob("*.txt"))
    assert len(paths) > 100
    for path in paths:
        turns = [line for line in path.read_text().split("\n") if line.strip()]
        lines = read_transcript(path.read_bytes(), path.name)
        assert 0.93 * len(turns) <= len(lines) <= len(turns), path.name
        assert all(line.speaker for line in lines), path.name
