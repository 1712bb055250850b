"""A request for a transcription, in OpenAI's words; and its answer in their formats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .errors import bad, shown, unsupported

FORMATS = ("json", "text", "verbose_json")
MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    model: str
    language: str = "fr"
    vocabulary: tuple[str, ...] = ()
    """Names and words likely to be heard, from the prompt."""
    format: str = "json"
    with_words: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of speech, in seconds of the whole sound; ``words`` are (start, end, word)."""

    start: float
    end: float
    text: str
    words: tuple[tuple[float, float, str], ...] = ()


def read_speech(fields: Mapping[str, Sequence[str]]) -> SpeechRequest:
    """From the fields of a form, each with its values. Raises DoorError (400)."""
    known = {"model", "language", "prompt", "response_format", "temperature", "timestamp_granularities[]"}
    for name in fields:
        if name == "stream" and fields[name] == ["false"]:
            continue
        if name not in known:
            raise unsupported(name, "Retirez ce réglage.")
    one = {name: values[-1] for name, values in fields.items() if values}
    if any("\0" in value for value in one.values()) or not one.get("model", "").strip():
        raise bad("« model » est attendu.", "model")
    if one.get("temperature", "0") not in ("", "0", "0.0"):
        raise unsupported("temperature", "La transcription ne varie pas : retirez ce réglage.")
    return SpeechRequest(
        one["model"][:200], _language(one), _vocabulary(one.get("prompt", "")), _format(one), _with_words(fields)
    )


def _language(one: Mapping[str, str]) -> str:
    language = (one.get("language") or "fr").lower()
    if not re.fullmatch(r"[a-z]{2}", language):
        raise bad("« language » attend deux lettres : « fr ».", "language")
    return language


def _format(one: Mapping[str, str]) -> str:
    asked = one.get("response_format") or "json"
    if asked not in FORMATS:
        raise unsupported(f"response_format {shown(asked)}", f"Formats possibles : {', '.join(FORMATS)}.")
    return asked


def _with_words(fields: Mapping[str, Sequence[str]]) -> bool:
    asked = set(fields.get("timestamp_granularities[]", ()))
    if asked - {"word", "segment"}:
        raise bad("« timestamp_granularities[] » est « word » ou « segment ».", "timestamp_granularities[]")
    return "word" in asked


def _vocabulary(prompt: str) -> tuple[str, ...]:
    found = [each.strip() for each in re.split(r"[,;.\n]", prompt[:4000])]
    return tuple(dict.fromkeys(each for each in found if 1 < len(each) <= 60))[:MOST_WORDS]


def transcription(heard: Sequence[Heard], asked: SpeechRequest, seconds: float) -> dict[str, Any]:
    """The answer as JSON; ``json`` holds the text alone."""
    text = " ".join(each.text.strip() for each in heard if each.text.strip())
    if asked.format != "verbose_json":
        return {"text": text, "usage": {"type": "duration", "seconds": round(seconds, 2)}}
    made: dict[str, Any] = {
        "task": "transcribe",
        "language": asked.language,
        "duration": round(seconds, 2),
        "text": text,
        "segments": [
            {"id": rank, "start": round(each.start, 2), "end": round(each.end, 2), "text": each.text.strip()}
            for rank, each in enumerate(heard)
        ],
    }
    if asked.with_words:
        made["words"] = [
            {"word": word.strip(), "start": round(start, 2), "end": round(end, 2)}
            for each in heard
            for start, end, word in each.words
        ]
    return made
