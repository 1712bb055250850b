"""Speech recognised by an OpenAI-compatible server, on a real HTTP server that behaves well or badly."""

from __future__ import annotations

import io
import wave
from typing import Any

import numpy as np
import pytest

from beffroi.engines.adapters.openai_errors import (
    EngineDown,
    EngineSlow,
    KeyRefused,
    Nonsense,
    Overloaded,
    RequestRefused,
)
from beffroi.engines.adapters.openai_http import Endpoint
from beffroi.engines.adapters.openai_speech import OpenAISpeech
from beffroi.engines.protocols import SAMPLE_RATE, EngineError, SpeechRecognizer
from tests.doubles.http_server import answers, drips, free_port, hangs_up, http_server, sends, waits

SOUND = np.asarray(0.1 * np.sin(np.arange(4 * SAMPLE_RATE) / 20), dtype=np.float32)
FULL = {
    "task": "transcribe",
    "language": "french",
    "duration": 4.0,
    "text": "Qui est contre ? Personne.",
    "segments": [{"id": 0, "start": 0.0, "end": 3.0, "text": " Qui est contre ? Personne."}],
    "words": [
        {"word": "Qui", "start": 0.1, "end": 0.4},
        {"word": "est", "start": 0.4, "end": 0.6},
        {"word": "contre", "start": 0.6, "end": 1.2},
        {"word": "Personne", "start": 1.9, "end": 2.6},
    ],
}


def engine(url: str, *, timeout: float = 5.0, key: str = "secret") -> OpenAISpeech:
    endpoint = Endpoint(
        f"{url}/v1",
        who="Le moteur de transcription",
        key=key,
        timeout=timeout,
        connect_timeout=timeout,
        pauses=(0.0, 0.0),
        through_proxy=False,
    )
    return OpenAISpeech(url, model="whisper-large-v3", place="commune", qualification="HDS", endpoint=endpoint)


def failing(*behaviours: Any, timeout: float = 5.0) -> tuple[EngineError, int]:
    with http_server(*behaviours) as server, pytest.raises(EngineError) as caught:
        engine(server.url, timeout=timeout).transcribe(SOUND)
    return caught.value, len(server.requests)


def test_it_sends_the_window_and_reads_words_with_their_times() -> None:
    with http_server(answers(FULL)) as server:
        (segment,) = engine(server.url).transcribe(SOUND, vocabulary=["Je mets aux voix.", "Perrin"])
    assert segment.text == "Qui est contre ? Personne."
    assert [(word.text, word.start) for word in segment.words] == [
        ("Qui", 0.1),
        ("est", 0.4),
        ("contre\u00a0?", 0.6),
        ("Personne.", 1.9),
    ]
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/audio/transcriptions")
    assert request.headers["Authorization"] == "Bearer secret"
    for part in ("whisper-large-v3", "verbose_json", "word", "Je mets aux voix. Perrin.", 'name="language"\r\n\r\nfr'):
        assert part.encode() in request.body
    sound = request.body[request.body.index(b"RIFF") :]
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLE_RATE)
        assert file.getnframes() == SOUND.size


def test_it_is_a_speech_recognizer_and_says_where_it_runs() -> None:
    made = engine("http://ia.macommune.fr")
    assert isinstance(made, SpeechRecognizer)
    assert (made.info.host, made.info.place, made.info.qualification) == ("ia.macommune.fr", "commune", "HDS")


def test_a_server_without_word_times_has_them_spread_over_its_segments() -> None:
    with http_server(answers({key: FULL[key] for key in ("text", "segments")})) as server:
        (segment,) = engine(server.url).transcribe(SOUND)
    assert [word.text for word in segment.words] == ["Qui", "est", "contre\u00a0?", "Personne."]
    assert (segment.words[0].start, segment.words[-1].end) == (0.0, 3.0)
    assert all(word.start < word.end for word in segment.words)


def test_a_server_that_only_knows_plain_text_is_asked_for_that_and_remembered() -> None:
    refusal = answers({"error": {"message": "unknown response_format"}}, 400)
    with http_server(refusal, refusal, answers({"text": "Bonsoir."})) as server:
        made = engine(server.url)
        (segment,) = made.transcribe(SOUND)
        made.transcribe(SOUND)
    assert segment.text == "Bonsoir."
    assert segment.words[0].end <= 4.0
    assert len(server.requests) == 4


def test_no_speech_is_no_segment() -> None:
    with http_server(answers({"text": "", "segments": []})) as server:
        assert engine(server.url).transcribe(SOUND) == []


def test_times_out_of_the_window_are_brought_back_into_it() -> None:
    odd = {"text": "Bonsoir", "segments": [{"start": -3, "end": 90, "text": "Bonsoir"}], "words": []}
    with http_server(answers(odd)) as server:
        (segment,) = engine(server.url).transcribe(SOUND)
    assert (segment.start, segment.end) == (0.0, 4.0)


@pytest.mark.parametrize(
    "answer",
    [
        {"detail": "ok"},
        {"text": None},
        {"text": "word " * 400},
        {"text": "Good evening everybody", "language": "english"},
    ],
)
def test_what_is_no_transcript_in_french_is_refused(answer: dict[str, Any]) -> None:
    error, _ = failing(answers(answer))
    assert isinstance(error, Nonsense)
    assert not error.retry


@pytest.mark.parametrize(
    ("behaviour", "kind", "retry", "tries"),
    [
        (sends(b"<!doctype html><html>Bienvenue</html>"), Nonsense, False, 1),
        (sends(b"\xff\xfe\x00nonsense"), Nonsense, False, 1),
        (answers({"error": "no"}, 401), KeyRefused, False, 1),
        (answers({"error": "slow down"}, 429), Overloaded, True, 3),
        (answers({"error": "boom"}, 500), EngineError, True, 1),
        (answers({"error": "starting"}, 503), EngineError, True, 3),
        (hangs_up, EngineDown, True, 3),
        (answers({"error": "bad model"}, 400), RequestRefused, False, 3),
    ],
    ids=["html", "bytes", "key", "overloaded", "broken", "starting", "hangs up", "refused"],
)
def test_a_server_that_fails_says_so_in_french_and_whether_to_try_again(
    behaviour: Any, kind: type[EngineError], retry: bool, tries: int
) -> None:
    error, asked = failing(behaviour)
    assert isinstance(error, kind)
    assert (error.retry, asked) == (retry, tries)
    assert str(error).startswith("Le moteur de transcription")


@pytest.mark.parametrize("behaviour", [waits(3.0, answers(FULL)), drips()], ids=["late", "drop by drop"])
def test_a_slow_server_is_given_up_and_not_asked_twice(behaviour: Any) -> None:
    error, asked = failing(behaviour, timeout=0.4)
    assert isinstance(error, EngineSlow)
    assert (error.retry, asked) == (True, 1)


def test_a_server_that_comes_back_is_heard() -> None:
    with http_server(answers({}, 503), answers(FULL)) as server:
        assert engine(server.url).transcribe(SOUND)[0].text.startswith("Qui est contre")


def test_nobody_at_the_address_is_said() -> None:
    with pytest.raises(EngineDown) as caught:
        engine(f"http://127.0.0.1:{free_port()}").transcribe(SOUND)
    assert caught.value.retry
