"""A transcript that somebody else made: txt "Name : words", srt, vtt, or docx (as Word and Teams write them)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

from beffroi.documents.errors import DocumentError
from beffroi.documents.readers import guards, labels, subtitles
from beffroi.documents.readers.docx import docx_lines
from beffroi.documents.readers.text import decode
from beffroi.documents.transcript import TranscriptLine

ACCEPTED = frozenset({"txt", "text", "md", "srt", "vtt", "docx"})
_SENTENCE_END = (".", "?", "!", "…", "»", '"')
_NOT_WORDS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|♪.*")
"""What subtitles say of sounds and of themselves: "[Musique]", "(rires)"."""
_MAX_PAUSE = 2.0
_MAX_LENGTH = 600
"""Characters of one utterance joined from subtitles: a reader clicks on it to hear it, so it stays short."""


def read_transcript(data: bytes, filename: str) -> list[TranscriptLine]:
    """Utterances in order, indexes from 0; ``speaker`` is empty where nobody is named.

    Raises DocumentError when the file cannot be read or holds no words."""
    kind = guards.check(data, filename, ACCEPTED)
    if kind == "docx":
        lines = text_transcript(_docx_text(data, filename))
    elif kind in ("srt", "vtt"):
        lines = join_cues(subtitles.cues(decode(data), kind))
    else:
        lines = text_transcript(decode(data).split("\n"))
    if not lines:
        raise DocumentError(
            f"Aucune parole n'a été trouvée dans « {PurePath(filename).name} ». "
            "Une transcription s'écrit « Nom : paroles », une prise de parole par ligne."
        )
    return lines


@dataclass(slots=True)
class _Turn:
    speaker: str
    start: float | None
    end: float | None
    words: list[str]


def text_transcript(lines: Iterable[str]) -> list[TranscriptLine]:
    """Utterances of lines "Name : words"; a line without a name goes on with the words of the one before,
    and a name or a time alone on its line opens the next."""
    kept = [line for line in lines if line.strip()]
    speakers = labels.speakers_of(kept)
    kept = kept[_preamble(kept, speakers) :]
    turns: list[_Turn] = []
    time: float | None = None
    for line in kept:
        start = labels.opening(line, speakers)
        if not start.speaker and not start.words:
            time = start.start if start.start is not None else time
        elif start.speaker:
            when = start.start if start.start is not None else time
            turns.append(_Turn(start.speaker, when, start.end, [start.words]))
            time = None
        elif not turns or not (turns[-1].speaker or speakers) or start.start is not None or time is not None:
            speaker = turns[-1].speaker if turns else ""
            when = start.start if start.start is not None else time
            turns.append(_Turn(speaker, when, start.end, [start.words]))
            time = None
        else:
            turns[-1].words.append(start.words)
    return _lines(turns)


def _preamble(lines: list[str], speakers: set[str]) -> int:
    """How many lines come before the words: a title, a date, a place. None of them ends like a sentence."""
    for position, line in enumerate(lines):
        start = labels.opening(line, speakers)
        if start.speaker:
            return position
        if start.start is not None or line.rstrip().endswith(_SENTENCE_END) or len(line) > 120:
            break
    return 0


def _lines(turns: list[_Turn]) -> list[TranscriptLine]:
    lines: list[TranscriptLine] = []
    for turn in turns:
        text = " ".join(" ".join(turn.words).split())
        if text:
            lines.append(TranscriptLine(len(lines), turn.start, turn.end, turn.speaker, text))
    for position, line in enumerate(lines[:-1]):
        following = lines[position + 1].start
        if line.start is not None and line.end is None and following is not None and following > line.start:
            lines[position] = replace(line, end=following)
    return lines


def join_cues(cues: list[subtitles.Cue]) -> list[TranscriptLine]:
    """Utterances from subtitles: the cues of one voice are joined up to the end of a sentence."""
    named = labels.speakers_of(cue.text for cue in cues if not cue.voice)
    lines: list[TranscriptLine] = []
    current = ""
    for cue in cues:
        start = labels.opening(cue.text, named)
        text = " ".join((start.words if start.speaker else cue.text).split())
        opens = bool(cue.voice or start.speaker)
        current = cue.voice or start.speaker or (current if named else "")
        if not text or _NOT_WORDS.fullmatch(text):
            continue
        last = lines[-1] if lines else None
        if last and _goes_on(last, cue.start, current, opens and not cue.voice):
            lines[-1] = replace(last, end=max(cue.end, last.end or 0.0), text=f"{last.text} {text}")
        else:
            lines.append(TranscriptLine(len(lines), cue.start, cue.end, current, text))
    return lines


def _goes_on(last: TranscriptLine, start: float, speaker: str, opens: bool) -> bool:
    """Whether a cue goes on with the words of ``last``; a written "Name :" opens a turn unless the sentence of
    the same person is not over."""
    over = last.text.endswith(_SENTENCE_END)
    close = last.end is None or start - last.end <= _MAX_PAUSE
    return last.speaker == speaker and close and not over and len(last.text) < _MAX_LENGTH


def _docx_text(data: bytes, filename: str) -> list[str]:
    """Paragraphs of a Word transcript; a table row (time, name, words) becomes one line."""
    lines = []
    for line in docx_lines(data, filename):
        cells = [cell for cell in line.text.split("\t") if cell]
        if len(cells) == 2 and not cells[0].rstrip().endswith(":") and not _is_time(cells[1]):
            lines.append(f"{cells[0]} : {cells[1]}")
        elif len(cells) == 3:
            times = [cell for cell in cells if _is_time(cell)]
            rest = [cell for cell in cells if not _is_time(cell)]
            lines.append(f"[{times[0]}] {rest[0]} : {rest[1]}" if len(times) == 1 else " ".join(cells))
        else:
            lines.append(line.text.replace("\t", "  "))
    return lines


def _is_time(cell: str) -> bool:
    start = labels.opening(cell, set())
    return start.start is not None and not start.words
