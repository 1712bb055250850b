"""The four things that other tools may ask, as OpenAI's API says them."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError

from beffroi.charter import gateway
from beffroi.charter.domain.door import answers
from beffroi.charter.domain.door.chat import ChatRequest, read_chat
from beffroi.charter.domain.door.errors import DoorError, bad, too_large
from beffroi.charter.domain.door.reading import read_json, texts_of
from beffroi.charter.domain.door.speech import Heard, SpeechRequest, read_speech, transcription
from beffroi.charter.domain.door.vectors import read_vectors
from beffroi.charter.masking import still_personal
from beffroi.charter.public_people import known_public
from beffroi.charter.uses import AiUse
from beffroi.documents import audio

from .call import DoorCall, engine_for, models_of
from .guard import door, given
from .listening import EMBEDDED, heard
from .streaming import Events, Pieces, events, usage_of, watched

MOST_JSON_BYTES = 4 * 2**20
MOST_SOUND_BYTES = 100 * 2**20
MOST_SOUND_SECONDS = 2 * 3600


@door("GET")
async def models(request: HttpRequest, call: DoorCall) -> HttpResponseBase:
    """The models that this key may ask for."""
    return given(answers.models(await call.run(models_of, call.key)))


@door("POST")
async def chat(request: HttpRequest, call: DoorCall) -> HttpResponseBase:
    asked = read_chat(_object(request))
    use = call.use("generate")
    await call.run(engine_for, "generate", asked.model)
    await call.run(call.take, asked.tokens)
    if asked.schema is not None:
        return await _by_schema(call, use, asked)
    stop = threading.Event()
    stream = await call.run(
        gateway.generate_stream,
        use,
        _messages(asked),
        max_tokens=asked.max_tokens,
        temperature=asked.temperature,
        cancelled=stop.is_set,
        **call.asked_of_gateway(),
    )
    pieces = Pieces(call, stream, stop)
    try:
        first = await pieces.next()
        envelope = await _envelope(call, stream.info.model)
        if not asked.stream:
            return await _whole(call, pieces, first, envelope, asked)
    except BaseException:
        await pieces.close()
        raise
    said = events(call, pieces, first, envelope, asked.tokens - asked.max_tokens, with_usage=asked.with_usage)
    return Events(call, said, envelope.told.headers, pieces)


@door("POST")
async def embeddings(request: HttpRequest, call: DoorCall) -> HttpResponseBase:
    asked = read_vectors(_object(request))
    use = call.use("embed")
    info = await call.run(engine_for, "embed", asked.model)
    await call.run(call.take, asked.tokens)
    rows = await watched(call, gateway.embed, use, asked.texts, **call.asked_of_gateway())
    call.spent = asked.tokens
    told = await call.run(call.told)
    made = answers.vectors(rows.tolist(), told.model or info.model, asked.tokens, as_base64=asked.base64, told=told)
    return given(made, told.headers)


@door("POST")
async def transcriptions(request: HttpRequest, call: DoorCall) -> HttpResponseBase:
    asked, file = await call.run(_sound, request)
    use = call.use("transcribe")
    await call.run(engine_for, "transcribe", asked.model)
    path = Path(file.temporary_file_path())
    seconds = await call.run(_seconds, path)
    found: list[Heard] = []
    try:
        async for window in heard(call, use.code, path, asked, apart=await call.run(_loads_here)):
            found += window
    except audio.AudioError as error:
        raise bad(str(error), "file", "invalid_sound")
    told = await call.run(call.told)
    made = transcription(found, asked, seconds or (found[-1].end if found else 0.0))
    if asked.format == "text":
        return HttpResponse(made["text"] + "\n", content_type="text/plain; charset=utf-8", headers=told.headers)
    return given(made | {"beffroi": told.body}, told.headers)


@door()
async def elsewhere(request: HttpRequest, call: DoorCall) -> HttpResponseBase:
    raise DoorError(
        404,
        "La porte sert « models », « chat/completions », « embeddings » et « audio/transcriptions », et rien d’autre.",
        "not_found",
    )


async def _whole(
    call: DoorCall, pieces: Pieces, first: str | None, envelope: answers.Envelope, asked: ChatRequest
) -> HttpResponseBase:
    piece = first
    while piece is not None:
        piece = await pieces.next()
    usage = usage_of(pieces.made, pieces.text, asked.tokens - asked.max_tokens)
    call.spent = usage.total
    made = envelope.completion(pieces.text, usage, truncated=pieces.made.truncated)
    return given(made, envelope.told.headers)


async def _by_schema(call: DoorCall, use: AiUse, asked: ChatRequest) -> HttpResponseBase:
    """Whole before it is given, even to who asked for a stream: half a JSON cannot be checked."""
    await call.run(_no_person_in, asked.schema)
    made = await watched(
        call,
        gateway.generate,
        use,
        _messages(asked),
        max_tokens=asked.max_tokens,
        temperature=asked.temperature,
        json_schema=asked.schema,
        **call.asked_of_gateway(),
    )
    usage = usage_of(made, made.text, asked.tokens - asked.max_tokens)
    call.spent = usage.total
    envelope = await _envelope(call, made.model)
    if not asked.stream:
        return given(envelope.completion(made.text, usage, truncated=made.truncated), envelope.told.headers)
    await call.run(call.end)  # the engine has done its part: its place is free before the last event is read

    async def said() -> Any:
        yield answers.event(envelope.chunk({"role": "assistant", "content": made.text}))
        yield answers.event(envelope.chunk({}, "length" if made.truncated else "stop"))
        if asked.with_usage:
            yield answers.event(envelope.usage_chunk(usage))
        yield answers.DONE

    return Events(call, said(), envelope.told.headers)


def _no_person_in(schema: Mapping[str, Any] | None) -> None:
    """A schema reaches the model as it is, unmasked: whoever it names would leave with it. Raises DoorError."""
    public = known_public()
    if any(still_personal(text, known_public=public) for text in texts_of(schema)):
        raise bad(
            "« response_format » contient des données personnelles, qui ne se masquent pas à cet endroit : mettez-les "
            "dans un message.",
            "response_format",
            "personal_data",
        )


async def _envelope(call: DoorCall, model: str) -> answers.Envelope:
    told = await call.run(call.told)
    return answers.Envelope(f"chatcmpl-{uuid4().hex}", model, int(time.time()), told)


def _messages(asked: ChatRequest) -> list[gateway.Message]:
    return [gateway.Message(each.role, each.content) for each in asked.messages]


def _object(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise DoorError(415, "La demande est attendue en JSON (Content-Type: application/json).", "not_json")
    try:
        body = request.body
    except (RequestDataTooBig, OSError):
        raise too_large("4 Mo")
    if len(body) > MOST_JSON_BYTES:
        raise too_large("4 Mo")
    return read_json(body)


def _sound(request: HttpRequest) -> tuple[SpeechRequest, Any]:
    """The form's fields and its one file, on disk for the time of the request."""
    if request.content_type != "multipart/form-data":
        raise DoorError(415, "Le son est attendu dans un formulaire (multipart/form-data).", "not_a_form")
    request.upload_handlers = [TemporaryFileUploadHandler(request)]
    try:
        fields, files = request.POST, request.FILES
    except (MultiPartParserError, SuspiciousOperation, OSError):
        raise bad("Le formulaire ne se lit pas.", code="invalid_form")
    asked = read_speech({name: [str(each) for each in values] for name, values in fields.lists()})
    given = files.getlist("file")
    if len(given) != 1 or len(files) != 1:
        raise bad("Un fichier de son, et un seul, est attendu dans « file ».", "file")
    if (given[0].size or 0) > MOST_SOUND_BYTES:
        raise too_large("100 Mo")
    return asked, given[0]


def _loads_here() -> bool:
    """Whether one of the engines that may answer would be loaded by whoever calls it."""
    return any(each.adapter == EMBEDDED for each in gateway.engines_of("transcribe"))


def _seconds(path: Path) -> float:
    try:
        found = audio.probe(path)
    except audio.AudioError as error:
        raise bad(str(error), "file", "invalid_sound")
    if (found.duration_s or 0) > MOST_SOUND_SECONDS:
        raise too_large("2 heures de son")
    return found.duration_s or 0.0
