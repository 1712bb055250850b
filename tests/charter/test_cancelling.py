"""A call that nobody waits for any more ends at once, and the server is told: before its first byte, in the middle of
its answer, in one piece or in a stream, when the person goes, when time is up, when AI is switched off."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import openai
import pytest
from django.db import connection

from beffroi.audit.models import Entry
from beffroi.charter import gateway
from beffroi.charter.actions.switch import switch_off
from beffroi.charter.door import keys, streaming
from beffroi.charter.models import DoorSlot
from beffroi.charter.uses import AiUse, declare
from beffroi.engines import registry
from beffroi.engines.adapters.openai_embed import OpenAIEmbedder
from beffroi.engines.adapters.openai_http import Endpoint
from beffroi.engines.adapters.openai_speech import OpenAISpeech
from beffroi.engines.adapters.openai_text import OpenAIText
from beffroi.engines.protocols import EngineError
from beffroi.minutes import ai_uses
from beffroi.town.scope import scope
from beffroi.work import jobs
from beffroi.work.models import Job, JobState
from beffroi.work.run import JobRun, me
from tests.doubles.http_server import HttpDouble, holds, http_server

from .door.conftest import Town, a_town, client_of, live_door, live_town, until

__all__ = ["client_of", "live_door", "live_town"]

ASKED = [gateway.Message("user", "Reformulez : la salle est ouverte le lundi.")]
SCHEMA = {"type": "object", "properties": {"objet": {"type": "string"}}, "required": ["objet"]}
EMBED = declare(AiUse("tests.cancel_embed", "embed", "Chercher.", "Des textes.", "Personne.", "Par mots."))
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
EVENTS = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    b'data: {"choices": [{"delta": {"content": "La salle "}}]}\n\n'
)
BEGUN: dict[str, bytes] = {"before its first byte": b"", "once its headers came": HEAD, "half way": HEAD + b'{"choi'}


def endpoint(url: str, seconds: float = 30.0) -> Endpoint:
    return Endpoint(f"{url}/v1", who="Le moteur", timeout=seconds, pauses=(), through_proxy=False)


def text(url: str, seconds: float = 30.0) -> OpenAIText:
    return OpenAIText(url, model="m", place="commune", endpoint=endpoint(url, seconds))


def soon_after(server: HttpDouble, seconds: float = 0.3) -> Callable[[], bool]:
    """Nobody waits any more, a moment after the server was asked."""
    asked: list[float] = []

    def cancelled() -> bool:
        if server.requests and not asked:
            asked.append(time.monotonic())
        return bool(asked) and time.monotonic() - asked[0] > seconds

    return cancelled


def actions() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


def generate(cancelled: Callable[[], bool]) -> Any:
    return gateway.generate(ai_uses.PHRASE, ASKED, actor="alice", cancelled=cancelled)


def in_a_form(cancelled: Callable[[], bool]) -> Any:
    return gateway.generate(ai_uses.PHRASE, ASKED, actor="alice", json_schema=SCHEMA, cancelled=cancelled)


def in_pieces(cancelled: Callable[[], bool]) -> Any:
    return "".join(gateway.generate_stream(ai_uses.PHRASE, ASKED, actor="alice", cancelled=cancelled))


def vectors(cancelled: Callable[[], bool]) -> Any:
    return gateway.embed(EMBED, ["la cantine"], actor="alice", cancelled=cancelled)


def heard(cancelled: Callable[[], bool]) -> Any:
    sound = np.zeros(gateway.SAMPLE_RATE, dtype=np.float32)
    return gateway.transcribe(ai_uses.TRANSCRIBE, sound, actor="alice", cancelled=cancelled)


CALLS = [generate, in_a_form, in_pieces, vectors, heard]


def engines(url: str, seconds: float = 30.0) -> Any:
    told: dict[str, Any] = {"model": "m", "place": "commune", "endpoint": endpoint(url, seconds)}
    return registry.use(text=text(url, seconds), embedder=OpenAIEmbedder(url, **told), speech=OpenAISpeech(url, **told))


@pytest.mark.parametrize("begun", BEGUN)
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.__name__)
@pytest.mark.usefixtures("in_valbrume")
def test_a_call_that_is_cancelled_closes_its_connection_and_is_journalled_as_such(
    call: Callable[..., Any], begun: str
) -> None:
    gone = threading.Event()
    first = EVENTS if call is in_pieces and begun != "before its first byte" else BEGUN[begun]
    with http_server(holds(gone, first)) as server, engines(server.url):
        with pytest.raises(gateway.Cancelled, match="annulée"):
            call(soon_after(server))
        assert gone.wait(5), "the server is told"
        assert len(server.requests) == 1, "what was cancelled is not asked again"
    assert actions() == ["ai_call_begun", "ai_call_cancelled"]


@pytest.mark.parametrize("begun", BEGUN)
@pytest.mark.usefixtures("in_valbrume")
def test_a_call_that_takes_too_long_is_cut_at_its_time_and_is_a_failure(begun: str) -> None:
    gone = threading.Event()
    with http_server(holds(gone, BEGUN[begun])) as server, engines(server.url, 2.0):
        started = time.monotonic()
        with pytest.raises(EngineError, match="n’a pas répondu"):
            generate(lambda: False)
        assert time.monotonic() - started < 10 and gone.wait(5)
    assert actions() == ["ai_call_begun", "ai_call_failed"]


@pytest.mark.usefixtures("in_valbrume")
def test_a_call_cancelled_before_it_is_made_reaches_nobody() -> None:
    with http_server(holds(threading.Event())) as server, engines(server.url), pytest.raises(gateway.Cancelled):
        generate(lambda: True)
    assert server.requests == []


@pytest.mark.usefixtures("in_valbrume")
def test_an_answer_that_ends_with_its_connection_is_not_taken_for_whole_when_it_was_cut() -> None:
    gone = threading.Event()
    whole = b'{"choices": [{"finish_reason": "stop", "message": {"content": "La salle"}}]}'
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
    with http_server(holds(gone, head + whole)) as server, engines(server.url), pytest.raises(gateway.Cancelled):
        generate(soon_after(server))
    assert gone.wait(5)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("call", [generate, in_a_form, in_pieces], ids=lambda call: call.__name__)
def test_the_switch_turned_off_cuts_the_calls_under_way(
    call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beffroi.charter.gateway.stopping.SWITCH_SECONDS", 0.2)
    town, gone, turned = a_town(), threading.Event(), threading.Event()

    def turn() -> None:
        until(lambda: bool(server.requests), 30)
        with scope(town.commune):
            switch_off(user=town.bob, reason="incident")
        connection.close()
        turned.set()

    other = threading.Thread(target=turn)
    first = EVENTS if call is in_pieces else b""
    with scope(town.commune), http_server(holds(gone, first)) as server, engines(server.url):
        other.start()
        with pytest.raises(gateway.Cancelled, match="vient d’être arrêtée"):
            call(lambda: False)
        assert gone.wait(5)
    other.join(5)
    assert turned.is_set()
    assert actions() == ["ai_call_begun", "ai_switched_off", "ai_call_cancelled"]


# At the door, with the official client


def shapes() -> dict[str, dict[str, Any]]:
    schema: dict[str, Any] = {"type": "json_schema", "json_schema": {"name": "x", "schema": SCHEMA}}
    return {"plain": {}, "response_format": {"response_format": schema}, "stream": {"stream": True}}


def hung_up(door: str, key: str, path: str, asked: dict[str, Any], server: HttpDouble) -> None:
    """A client that asks, and goes once the engine was asked."""
    body = json.dumps(asked).encode()
    head = f"POST /v1/{path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
    host, port = door.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        assert until(lambda: bool(server.requests), 30)


@pytest.mark.parametrize("shape", shapes())
def test_a_client_that_hangs_up_stops_the_engine_whatever_it_asked_for(
    live_town: Town, live_door: str, shape: str
) -> None:
    gone = threading.Event()
    asked = {"model": "beffroi-texte", "messages": [{"role": "user", "content": "Ouverte."}], **shapes()[shape]}
    with http_server(holds(gone)) as server, engines(server.url):
        hung_up(live_door, live_town.key(), "chat/completions", asked, server)
        assert gone.wait(10), "the engine's connection is closed as well"
    assert until(lambda: Entry.objects.filter(action="ai_call_cancelled").exists())
    assert until(lambda: not DoorSlot.unscoped.exists()), "its place is given back"


def test_a_client_that_hangs_up_stops_vectors_too(live_town: Town, live_door: str) -> None:
    gone = threading.Event()
    asked = {"model": "beffroi-vecteurs", "input": "la cantine"}
    with http_server(holds(gone)) as server, engines(server.url):
        hung_up(live_door, live_town.key("door.search"), "embeddings", asked, server)
        assert gone.wait(10)
    assert until(lambda: Entry.objects.filter(action="ai_call_cancelled").exists())


def test_a_key_revoked_in_the_middle_of_a_call_stops_it(
    live_town: Town, client_of: Callable[[str], openai.OpenAI], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "CHECK_SECONDS", 0.2)
    row, key = live_town.row_and_key()
    gone = threading.Event()

    def revoke() -> None:
        until(lambda: bool(server.requests), 30)
        with scope(live_town.commune):
            keys.revoke(row, actor=live_town.bob)
        connection.close()

    other = threading.Thread(target=revoke)
    with http_server(holds(gone)) as server, engines(server.url):
        other.start()
        with pytest.raises(openai.AuthenticationError, match="révoquée"):
            client_of(key).chat.completions.create(
                model="beffroi-texte",
                messages=[{"role": "user", "content": "La salle est ouverte."}],
                response_format=shapes()["response_format"]["response_format"],
            )
        assert gone.wait(5)
    other.join(5)


def test_the_switch_in_the_middle_of_a_call_is_told_to_the_tool(
    live_town: Town, client_of: Callable[[str], openai.OpenAI], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beffroi.charter.gateway.stopping.SWITCH_SECONDS", 0.2)
    gone = threading.Event()
    client = client_of(live_town.key())

    def turn() -> None:
        until(lambda: bool(server.requests), 30)
        with scope(live_town.commune):
            switch_off(user=live_town.bob, reason="incident")
        connection.close()

    other = threading.Thread(target=turn)
    with http_server(holds(gone)) as server, engines(server.url):
        other.start()
        with pytest.raises(openai.InternalServerError, match="vient d’être arrêtée") as caught:
            client.chat.completions.create(
                model="beffroi-texte", messages=[{"role": "user", "content": "La salle est ouverte."}]
            )
        assert caught.value.status_code == 503 and caught.value.code == "cancelled"
        assert gone.wait(5)
    other.join(5)


# A job that a person stops


@pytest.mark.django_db(transaction=True)
def test_a_job_that_is_stopped_cuts_the_call_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beffroi.work.run.LOOK_SECONDS", 0.2)
    town, gone = a_town(), threading.Event()
    with scope(town.commune):
        job = Job(name="tests.cut", subject="x", state=JobState.RUNNING, worker=me())
        job.save()

    def stop() -> None:
        until(lambda: bool(server.requests), 30)
        jobs.cancel(job)
        connection.close()

    other = threading.Thread(target=stop)
    with scope(town.commune), http_server(holds(gone)) as server, engines(server.url):
        run = JobRun(job)
        other.start()
        with pytest.raises(gateway.Cancelled):
            in_a_form(run.is_over)
        with pytest.raises(jobs.Cancelled):
            run.check()
        assert gone.wait(5)
    other.join(5)
