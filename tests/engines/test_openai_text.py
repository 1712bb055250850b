"""Text from an OpenAI-compatible server, on a real HTTP server that behaves well or badly."""

from __future__ import annotations

import json
from typing import Any

import pytest

from beffroi.engines.adapters.openai_errors import (
    EngineDown,
    EngineSlow,
    KeyRefused,
    Nonsense,
    Overloaded,
    RequestRefused,
    TextTooLong,
)
from beffroi.engines.adapters.openai_http import Endpoint
from beffroi.engines.adapters.openai_text import OpenAIText
from beffroi.engines.protocols import EngineError, Generation, Message, TextGenerator
from tests.doubles.http_server import answers, drips, floods, free_port, hangs_up, http_server, sends, waits

ASK = [Message("system", "Vous êtes bref."), Message("user", "Bonjour")]
SCHEMA = {
    "type": "object",
    "properties": {"objet": {"type": "string"}},
    "required": ["objet"],
    "additionalProperties": False,
}


def said(text: Any, finish: str = "stop") -> dict[str, Any]:
    return {
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": 12, "completion_tokens": 3},
    }


def engine(url: str, *, timeout: float = 5.0, key: str = "clé", pauses: tuple[float, ...] = (0.0, 0.0)) -> OpenAIText:
    endpoint = Endpoint(
        f"{url}/v1",
        who="Le moteur de texte",
        key=key.encode().hex(),
        timeout=timeout,
        connect_timeout=timeout,
        pauses=pauses,
        through_proxy=False,
    )
    return OpenAIText(url, model="mistral-small", place="commune", qualification="SecNumCloud", endpoint=endpoint)


def test_it_sends_the_messages_and_reads_the_answer() -> None:
    with http_server(answers(said("Bonsoir."))) as server:
        made = engine(server.url).generate(ASK, max_tokens=20, temperature=0.2)
    assert made == Generation("Bonsoir.", 12, 3, truncated=False)
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/chat/completions")
    assert request.headers["Authorization"] == f"Bearer {'clé'.encode().hex()}"
    assert request.json == {
        "model": "mistral-small",
        "messages": [{"role": "system", "content": "Vous êtes bref."}, {"role": "user", "content": "Bonjour"}],
        "max_tokens": 20,
        "temperature": 0.2,
        "stream": False,
    }


def test_it_says_who_answers_and_where() -> None:
    text = OpenAIText("https://ia.macommune.fr/v1/", model="m", place="commune", qualification="HDS")
    assert isinstance(text, TextGenerator)
    assert (text.info.host, text.info.place, text.info.qualification) == ("ia.macommune.fr", "commune", "HDS")


def test_it_says_that_an_answer_was_cut() -> None:
    with http_server(answers(said("Le conseil", finish="length"))) as server:
        assert engine(server.url).generate(ASK).truncated


def test_it_reads_an_answer_in_pieces_and_leaves_out_the_thoughts() -> None:
    pieces = [{"type": "text", "text": "<think>hum</think>Bon"}, {"type": "text", "text": "soir."}]
    with http_server(answers(said(pieces))) as server:
        assert engine(server.url).generate(ASK).text == "Bonsoir."


@pytest.mark.parametrize(
    ("behaviour", "kind", "retry", "word"),
    [
        (answers({}, 401), KeyRefused, False, "clé"),
        (answers({}, 403), KeyRefused, False, "clé"),
        (answers({}, 404), EngineError, False, "modèle"),
        (answers({}, 413), TextTooLong, False, "trop long"),
        (answers({"error": {"type": "exceed_context_size_error"}}, 400), TextTooLong, False, "trop long"),
        (answers({"error": {"code": "context_length_exceeded"}}, 400), TextTooLong, False, "trop long"),
        (answers({"error": "?"}, 400), RequestRefused, False, "400"),
        (answers({}, 429), Overloaded, True, "trop de demandes"),
        (answers({}, 500), EngineError, True, "panne"),
        (answers({}, 503), EngineError, True, "panne"),
        (sends(b"", 302, Location="http://elsewhere.invalid/"), EngineError, False, "adresse"),
        (sends(b"<!DOCTYPE html><html>Portail captif</html>"), Nonsense, False, "page web"),
        (sends(b"\x00\xff\xfe"), Nonsense, False, "autre chose"),
        (answers([1, 2]), Nonsense, False, "autre chose"),
        (sends(b"[" * 200_000), Nonsense, False, "envoie"),
        (answers({"choices": []}), Nonsense, True, "sans texte"),
        (answers({"choices": None}), Nonsense, True, "sans texte"),
        (answers({"error": "oops"}), Nonsense, True, "sans texte"),
        (answers(said(None)), Nonsense, True, "sans texte"),
        (answers(said(7)), Nonsense, True, "sans texte"),
        (sends(b'{"choices": [', kind="application/json", declared=5000), EngineDown, True, "coupé"),
        (hangs_up, EngineDown, True, "coupé"),
        (floods(12), Nonsense, False, "démesurée"),
    ],
)
def test_it_tells_what_went_wrong_and_whether_to_try_again(
    behaviour: Any, kind: type[EngineError], retry: bool, word: str
) -> None:
    with http_server(behaviour) as server, pytest.raises(kind, match=word) as caught:
        engine(server.url, pauses=()).generate(ASK)
    assert caught.value.retry is retry


def test_it_says_when_nobody_is_there() -> None:
    with pytest.raises(EngineDown, match="ne répond pas") as caught:
        engine(f"http://127.0.0.1:{free_port()}", pauses=()).generate(ASK)
    assert caught.value.retry


@pytest.mark.parametrize("behaviour", [waits(3, answers(said("Trop tard."))), drips()])
def test_it_does_not_wait_longer_than_it_was_told(behaviour: Any) -> None:
    with http_server(behaviour) as server, pytest.raises(EngineSlow, match="réessayez"):
        engine(server.url, timeout=0.4).generate(ASK)
    assert len(server.requests) == 1, "an engine that is late may still be at work: it is not asked again"


def test_it_tries_again_when_the_engine_is_restarting_or_overloaded() -> None:
    behaviours = [answers({}, 503), answers({}, 429, Retry_After="0"), answers(said("Me voici."))]
    with http_server(*behaviours) as server:
        assert engine(server.url).generate(ASK).text == "Me voici."


def test_it_waits_as_long_as_the_engine_asks() -> None:
    waited: list[float] = []
    with http_server(answers({}, 429, Retry_After="7"), answers(said("Voilà."))) as server:
        endpoint = Endpoint(server.url, who="Le moteur", pauses=(0.5,), through_proxy=False, sleep=waited.append)
        OpenAIText(server.url, model="m", endpoint=endpoint).generate(ASK)
    assert waited == [7.0]


def test_it_does_not_ask_again_with_a_refused_key() -> None:
    with http_server(answers({}, 401)) as server, pytest.raises(KeyRefused):
        engine(server.url).generate(ASK)
    assert len(server.requests) == 1


def test_no_message_repeats_the_text_nor_the_key() -> None:
    echo = answers({"error": f"your prompt was Bonjour and your key {'clé'.encode().hex()}"}, 400)
    with http_server(echo) as server, pytest.raises(EngineError) as caught:
        engine(server.url).generate(ASK)
    assert "Bonjour" not in str(caught.value) and "clé".encode().hex() not in str(caught.value)


def test_json_is_asked_for_by_schema() -> None:
    with http_server(answers(said('{"objet": "budget"}'))) as server:
        made = engine(server.url).generate(ASK, json_schema=SCHEMA)
    assert json.loads(made.text) == {"objet": "budget"}
    assert server.requests[0].json["response_format"]["json_schema"]["schema"] == SCHEMA


def test_a_server_that_knows_no_schema_is_told_in_words_and_not_asked_twice() -> None:
    refusal = answers({"error": {"message": "response_format is not supported"}}, 400)
    good = answers(said('```json\n{"objet": "budget"}\n```'))
    with http_server(refusal, refusal, good) as server:
        text = engine(server.url)
        assert json.loads(text.generate(ASK, json_schema=SCHEMA).text) == {"objet": "budget"}
        text.generate(ASK, json_schema=SCHEMA)
    formats = [request.json.get("response_format", {}).get("type") for request in server.requests]
    assert formats == ["json_schema", "json_object", None, None]
    assert "objet" in server.requests[-1].json["messages"][0]["content"]


@pytest.mark.parametrize("text", ["Voici le JSON demandé", '{"objet": 3}', "{}", '{"objet": "a", "autre": 1}', "[]"])
def test_an_answer_that_does_not_fit_the_schema_is_refused(text: str) -> None:
    with http_server(answers(said(text))) as server, pytest.raises(Nonsense, match="forme demandée") as caught:
        engine(server.url).generate(ASK, json_schema=SCHEMA)
    assert caught.value.retry


def test_json_cut_in_the_middle_is_refused() -> None:
    with http_server(answers(said('{"objet": "bud', "length"))) as server, pytest.raises(EngineError, match="coupée"):
        engine(server.url).generate(ASK, json_schema=SCHEMA)


@pytest.mark.parametrize("text", ["Le conseil municipal se réunit.", "2 345 678 €, 14 h 30, 4 + 5 = 9", "", "é" * 50])
def test_the_count_of_tokens_is_an_upper_estimate(text: str) -> None:
    pessimistic_tokens = sum(1 if not char.isalpha() else 0.5 for char in text if not char.isspace())
    assert OpenAIText("http://x/v1", model="m").count_tokens(text) >= pessimistic_tokens
