"""The door before a real HTTP server that is slow, broken, cut short, hostile, or answers something else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from beffroi.audit.models import Entry
from beffroi.charter import gateway
from beffroi.engines import registry
from beffroi.engines.adapters.openai_http import Endpoint
from beffroi.engines.adapters.openai_text import OpenAIText
from beffroi.engines.protocols import EngineError
from beffroi.minutes import ai_uses
from tests.doubles.http_server import Behaviour, answers, drips, floods, free_port, hangs_up, http_server, sends, waits

SECRET = "Madame Claire Dubois, 06 12 34 56 78, demande un rendez-vous."
SCHEMA = {"type": "object", "properties": {"objet": {"type": "string"}}, "required": ["objet"]}


@pytest.fixture(autouse=True)
def _scoped(in_valbrume: Any, settings: Any) -> None:
    settings.AI_PLACES = ("machine", "commune", "host")


def said(text: Any, finish: str = "stop") -> dict[str, Any]:
    return {"choices": [{"finish_reason": finish, "message": {"role": "assistant", "content": text}}]}


def host(url: str) -> OpenAIText:
    endpoint = Endpoint(f"{url}/v1", who="Le moteur de texte", timeout=0.8, pauses=(0.01,), through_proxy=False)
    return OpenAIText(url, model="m", place="host", endpoint=endpoint)


def events(*pieces: Any, end: bool = True, finish: str = "stop") -> Behaviour:
    """An answer as server-sent events; ``end`` False: it is cut without a word."""
    rows: list[Any] = [{"choices": [{"delta": {"content": piece}, "finish_reason": None}]} for piece in pieces]
    if end:
        rows.append({"choices": [{"delta": {}, "finish_reason": finish}]})
        rows.append({"choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": 4}})
    body = "".join(f"data: {json.dumps(row)}\n\n" for row in rows) + ("data: [DONE]\n\n" if end else "")
    return sends(body.encode(), kind="text/event-stream")


def ask(url: str, text: str = SECRET, **options: Any) -> str:
    with registry.use(text=host(url)):
        return gateway.generate(ai_uses.PHRASE, [gateway.Message("user", text)], actor="alice", **options).text


def streamed(url: str, text: str = SECRET) -> Iterator[str]:
    with registry.use(text=host(url)):
        yield from gateway.generate_stream(ai_uses.PHRASE, [gateway.Message("user", text)], actor="alice")


def actions() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


def test_what_goes_over_the_wire_names_nobody() -> None:
    with http_server(answers(said("Bien reçu, [PERSONNE_1]."))) as server:
        answer = ask(server.url)
    assert answer.startswith("Bien reçu, ") and "Dubois" in answer
    assert server.requests
    for request in server.requests:
        sent = request.body.decode().encode().decode("unicode_escape")
        assert "Dubois" not in sent and "06 12" not in sent and "PERSONNE_1" in sent


FAULTS: dict[str, Sequence[Behaviour]] = {
    "slow": [waits(1.5, answers(said("trop tard")))],
    "never ending": [drips()],
    "hung up": [hangs_up],
    "500": [answers({}, 500)],
    "429": [answers({}, 429)],
    "401": [answers({}, 401)],
    "html": [sends(b"<html>Bienvenue</html>")],
    "cut json": [sends(b'{"choices": [{"mess', 200, "application/json")],
    "cut body": [sends(b'{"ch', 200, "application/json", 5000)],
    "another json": [answers({"ok": True})],
    "no text": [answers(said(None))],
    "a list": [answers([1, 2])],
    "deep": [sends(b'{"a":' * 50_000, 200, "application/json")],
    "flood": [floods(12)],
    "redirect": [sends(b"", 302, Location="http://ailleurs.example/")],
    "somebody": [answers(said("Voyez Monsieur Bernard Tissot, 06 99 88 77 66."))],
    "forged": [answers(said("Voyez [PERSONNE_12]."))],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_host_at_fault_gives_an_error_a_line_and_nothing_else(fault: str) -> None:
    with http_server(*FAULTS[fault]) as server, pytest.raises(EngineError) as caught:
        ask(server.url)
    assert actions() == ["ai_call_begun", "ai_call_failed"]
    written = json.dumps(list(Entry.objects.values_list("data", flat=True))) + str(caught.value)
    assert not [word for word in ("Dubois", "Tissot", "06 12", "06 99") if word in written]


@pytest.mark.parametrize(
    "answer", ["pas du json", '{"autre": 1}', "[]", '{"objet": 3}', '{"objet": "a"', "```json\n{}\n```"]
)
def test_an_answer_that_has_not_the_form_asked_for_is_not_given(answer: str) -> None:
    with http_server(answers(said(answer))) as server, pytest.raises(EngineError, match="forme demandée"):
        ask(server.url, json_schema=SCHEMA)


def test_nobody_there() -> None:
    with pytest.raises(EngineError, match="ne répond pas"):
        ask(f"http://127.0.0.1:{free_port()}")
    assert actions() == ["ai_call_begun", "ai_call_failed"]


def test_a_stream_over_the_wire_comes_back_with_its_names() -> None:
    with http_server(events("Bien re", "çu, [PERS", "ONNE", "_1]. Bon", "ne journée.")) as server:
        whole = "".join(streamed(server.url))
    assert whole.startswith("Bien reçu, ") and "Dubois" in whole and whole.endswith("Bonne journée.")
    line = Entry.objects.get(action="ai_call")
    assert (line.data["prompt_tokens"], line.data["completion_tokens"], line.data["streamed"]) == (9, 4, True)
    assert server.requests[0].json["stream"] is True


STREAM_FAULTS: dict[str, Behaviour] = {
    "cut without a word": events("Bien reçu. ", "La suite", end=False),
    "an error in the middle": sends(b'data: {"error": {"message": "plus de m\xc3\xa9moire"}}\n\n'),
    "not events": sends(b"<html>Bienvenue</html>\n"),
    "broken json": sends(b'data: {"choices": [\n\n'),
    "no choices that make sense": sends(b'data: {"choices": [3]}\n\n'),
    "500": answers({}, 500),
    "401": answers({}, 401),
    "never ending": drips(b"\n"),
    "a line without end": floods(12),
    "somebody": events("Appelez Monsieur Bernard ", "Tissot au 06 99 88 77 66."),
}


@pytest.mark.parametrize("fault", STREAM_FAULTS)
def test_a_stream_at_fault_gives_an_error_and_a_line(fault: str) -> None:
    given: list[str] = []
    with http_server(STREAM_FAULTS[fault]) as server, pytest.raises(EngineError):
        for piece in streamed(server.url):
            given.append(piece)
    assert "Tissot" not in "".join(given) and "06 99" not in "".join(given)
    assert actions() == ["ai_call_begun", "ai_call_failed"]
    assert len(server.requests) == 1, "what was begun is not begun again"


def test_what_a_model_thinks_aloud_is_left_out_of_a_stream() -> None:
    with http_server(events("<thi", "nk>hum Dubois ?", "</think>", "\nBon", "soir.")) as server:
        assert "".join(streamed(server.url, "Bonjour")) == "Bonsoir."
    with http_server(events("<th", "é vert")) as server:
        assert "".join(streamed(server.url, "Bonjour")) == "<thé vert"
    with http_server(events("<thin")) as server:
        assert "".join(streamed(server.url, "Bonjour")) == "<thin"
