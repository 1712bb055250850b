"""The fakes that are shipped: they listen to real sound and keep the protocols."""

from __future__ import annotations

import json

import numpy as np
import pytest

from beffroi.engines.adapters.fakes import (
    EchoText,
    FixedDiarizer,
    LoudnessDetector,
    ScriptedRecognizer,
    ScriptedText,
    silence,
    spoken,
)
from beffroi.engines.json_schema import problems, smallest
from beffroi.engines.protocols import (
    Diarizer,
    EngineError,
    Message,
    Samples,
    SpeechDetector,
    SpeechRecognizer,
    TextGenerator,
)

SCRIPT = [(0, "Bonjour à tous"), (1, "Je vote contre"), (0, "Merci")]


def recording() -> Samples:
    """Line 0 from 0.5 to 2.5 s, line 1 from 3 to 4 s, line 2 from 4.4 to 5 s, line 1 from 5.5 to 6 s."""
    return np.concatenate(
        [
            silence(0.5),
            spoken(0, 2),
            silence(0.5),
            spoken(1),
            silence(0.4),
            spoken(2, 0.6),
            silence(0.5),
            spoken(1, 0.5),
        ]
    )


def test_they_keep_the_protocols() -> None:
    assert isinstance(ScriptedRecognizer(), SpeechRecognizer)
    assert isinstance(FixedDiarizer(), Diarizer)
    assert isinstance(LoudnessDetector(), SpeechDetector)
    assert isinstance(EchoText(), TextGenerator)


def test_the_recogniser_hears_the_line_of_each_tone_where_it_is() -> None:
    heard = ScriptedRecognizer(SCRIPT).transcribe(recording())
    assert [segment.text for segment in heard] == ["Bonjour à tous", "Je vote contre", "Merci", "Je vote contre"]
    assert [segment.start for segment in heard] == pytest.approx([0.5, 3.0, 4.4, 5.5])
    assert [segment.end for segment in heard] == pytest.approx([2.5, 4.0, 5.0, 6.0])
    assert all(word.start < word.end <= segment.end + 1e-3 for segment in heard for word in segment.words)


def test_silence_has_no_words() -> None:
    assert ScriptedRecognizer().transcribe(silence(10)) == []


def test_what_is_heard_does_not_depend_on_what_was_heard_before() -> None:
    recogniser = ScriptedRecognizer(SCRIPT)
    first = recogniser.transcribe(spoken(1))
    recogniser.transcribe(recording())
    assert recogniser.transcribe(spoken(1)) == first


@pytest.mark.parametrize("block", [100, 7_000, 16_000, 1_000_000])
def test_the_voices_are_the_same_however_the_sound_is_cut(block: int) -> None:
    sound = recording()
    blocks = [sound[start : start + block] for start in range(0, len(sound), block)]
    turns = FixedDiarizer(SCRIPT).diarize(blocks)
    assert [turn.voice for turn in turns] == [0, 1, 0, 1]
    assert list(LoudnessDetector().speech_regions(blocks)) == [(turn.start, turn.end) for turn in turns]


def test_the_echo_repeats_and_stops_at_the_limit() -> None:
    made = EchoText().generate([Message("user", "un deux trois quatre")], max_tokens=2)
    assert (made.text, made.truncated, made.prompt_tokens, made.completion_tokens) == ("un deux", True, 4, 2)


def test_the_echo_refuses_what_does_not_fit_its_context() -> None:
    with pytest.raises(EngineError, match="trop long"):
        EchoText(context_tokens=10).generate([Message("user", "mot " * 20)], max_tokens=5)


SCHEMA = {
    "type": "object",
    "required": ["titre", "actions", "sorte", "nombre"],
    "additionalProperties": False,
    "properties": {
        "titre": {"type": "string", "minLength": 3, "maxLength": 12},
        "actions": {"type": "array", "minItems": 1, "items": {"type": "object", "required": [], "properties": {}}},
        "sorte": {"enum": ["vote", "débat"]},
        "nombre": {"type": ["integer", "null"], "minimum": 2},
        "note": {"anyOf": [{"type": "null"}, {"type": "string"}]},
    },
}


@pytest.mark.parametrize("text", ["", "a", "Une phrase bien plus longue que permis"])
def test_the_echo_fits_the_schema(text: str) -> None:
    made = EchoText().generate([Message("user", text)], json_schema=SCHEMA)
    assert problems(json.loads(made.text), SCHEMA) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"titre": 3}, "$.titre: type"),
        ({"titre": "ab"}, "$.titre: minLength"),
        ({"titre": "a" * 20}, "$.titre: maxLength"),
        ({"actions": []}, "$.actions: minItems"),
        ({"actions": ["x"]}, "$.actions[0]: type"),
        ({"sorte": "autre"}, "$.sorte: enum"),
        ({"nombre": 1}, "$.nombre: minimum"),
        ({"nombre": True}, "$.nombre: type"),
        ({"nombre": 2.5}, "$.nombre: type"),
        ({"note": 4}, "$.note: anyOf"),
        ({"ajout": 4}, "$.ajout: additionalProperties"),
    ],
)
def test_the_schema_check_says_where_a_value_does_not_fit(change: dict[str, object], where: str) -> None:
    assert problems(smallest(SCHEMA, "texte") | change, SCHEMA) == [where]


def test_the_schema_check_wants_what_is_required() -> None:
    assert problems({}, {"type": "object", "required": ["a"]}) == ["$.a: required"]


def test_scripted_answers_come_in_order_and_errors_are_raised() -> None:
    text = ScriptedText(["oui", EngineError("en panne", retry=True)])
    assert text.generate([Message("user", "a")]).text == "oui"
    with pytest.raises(EngineError, match="en panne"):
        text.generate([Message("user", "b")])
    assert text.generate([Message("user", "c")]).text == "c"
    assert [asked[0].content for asked in text.asked] == ["a", "b", "c"]
