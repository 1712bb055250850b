"""A transcript as text, subtitles (SubRip, WebVTT) or JSON. What an AI made of it is always said."""

from __future__ import annotations

import html
import json
import textwrap
from collections.abc import Sequence
from typing import Any, Protocol

from beffroi.documents.cleaning import clean
from beffroi.documents.errors import DocumentError
from beffroi.documents.model import Provenance
from beffroi.documents.writers.cues import cut
from beffroi.documents.writers.dates import french_moment
from beffroi.documents.writers.marking import marking

SCHEMA, SCHEMA_VERSION = "beffroi.transcript", 1
_MENTION_SECONDS = 3.0


class Word(Protocol):
    """A word and when it is heard, in seconds."""

    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...
    @property
    def text(self) -> str: ...


class Line(Protocol):
    """What a transcript line has: ``TranscriptLine`` and the utterances of the minutes both fit."""

    @property
    def index(self) -> int: ...
    @property
    def start(self) -> float | None: ...
    @property
    def end(self) -> float | None: ...
    @property
    def speaker(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def words(self) -> Sequence[Word]: ...


def mention(provenance: Provenance) -> str:
    """The sentence that says how the transcript was made and whether somebody read it."""
    made = "Transcription établie avec l'aide d'une intelligence artificielle"
    if not provenance.ai_assisted:
        made = "Transcription"
    elif provenance.engines:
        made += f" ({', '.join(provenance.engines)})"
    if not provenance.read_by:
        return clean(f"{made}, non relue")
    when = f" le {french_moment(provenance.read_at)}" if provenance.read_at else ""
    return clean(f"{made}, relue par {provenance.read_by}{when}")


def to_txt(lines: Sequence[Line], provenance: Provenance, *, title: str = "") -> str:
    """One line an utterance, "[00:01:02] Name : words"; the mention comes first, in brackets."""
    head = [_flat(title)] if title else []
    head += textwrap.wrap(f"[{_flat(mention(provenance))}]", 110)
    body = []
    for line in lines:
        time = f"[{_clock(line.start)}] " if line.start is not None else ""
        name = f"{_flat(line.speaker)}\u00a0: " if line.speaker else ""
        body.append(f"{time}{name}{_flat(line.text)}")
    return "\n".join([*head, "", *body, ""])


def to_srt(lines: Sequence[Line], provenance: Provenance) -> str:
    """Subtitles of two lines of 42 characters at most; the mention is the last one, in brackets.

    Raises DocumentError for a transcript without times."""
    cues: list[tuple[float, float, list[str]]] = []
    for line in _timed(lines):
        for piece in cut(line, f"{_flat(line.speaker)}\u00a0: " if line.speaker else ""):
            cues.append((piece.start, piece.end, [row.replace("-->", "→") for row in piece.rows]))
    end = max((cue[1] for cue in cues), default=0.0)
    cues.append((end, end + _MENTION_SECONDS, textwrap.wrap(f"[{_flat(mention(provenance))}]", 42)))
    blocks = []
    for number, (start, stop, rows) in enumerate(cues, start=1):
        times = f"{_stamp(start, ',')} --> {_stamp(stop, ',')}"
        blocks.append("\n".join([str(number), times, *rows]))
    return "\n\n".join(blocks) + "\n"


def to_vtt(lines: Sequence[Line], provenance: Provenance, *, title: str = "") -> str:
    """WebVTT with a voice tag a cue; the mention and the marking stand in notes at its head.

    Raises DocumentError for a transcript without times."""
    head = "WEBVTT" + (f" - {_flat(title).replace('-->', '→')}" if title else "")
    marks = [f"{key}: {_flat(value)}" for key, value in _marks(provenance).items()]
    notes = "\n".join(["NOTE", _flat(mention(provenance)), *marks]).replace("-->", "→")
    blocks = [head, notes]
    for line in _timed(lines):
        name = _flat(line.speaker).replace(">", " ").replace("&", "&amp;").replace("<", " ")
        voice = f"<v {name}>" if name else ""
        for piece in cut(line, ""):
            rows = "\n".join(html.escape(row, quote=False) for row in piece.rows)
            blocks.append(f"{_stamp(piece.start, '.')} --> {_stamp(piece.end, '.')}\n{voice}{rows}")
    return "\n\n".join(blocks) + "\n"


def to_json(lines: Sequence[Line], provenance: Provenance, *, title: str = "", language: str = "fr-FR") -> str:
    """Everything, words and times included, under a schema with its version."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "version": SCHEMA_VERSION,
        "title": clean(title),
        "language": language,
        "mention": mention(provenance),
        "provenance": _marks(provenance),
        "utterances": [
            {
                "index": line.index,
                "start": line.start,
                "end": line.end,
                "speaker": clean(line.speaker),
                "text": clean(line.text),
                "words": [{"start": w.start, "end": w.end, "text": clean(w.text)} for w in line.words],
            }
            for line in lines
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _timed(lines: Sequence[Line]) -> list[Line]:
    timed = [line for line in lines if line.start is not None]
    if not timed:
        raise DocumentError(
            "Cette transcription n'a pas de repères de temps : elle ne peut pas devenir des sous-titres. "
            "Choisissez plutôt le format texte (.txt)."
        )
    return timed


def _marks(provenance: Provenance) -> dict[str, str]:
    return marking(provenance, draft=not provenance.read_by)


def _flat(text: str) -> str:
    return " ".join(part for part in clean(text).replace("\n", " ").replace("\t", " ").split(" ") if part)


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _stamp(seconds: float, point: str) -> str:
    thousandths = max(round(seconds * 1000), 0)
    return f"{_clock(thousandths // 1000)}{point}{thousandths % 1000:03}"
