"""A transcription for the door: here where the engine is elsewhere, in a process of its own where it is embedded, so
that no speech model is ever loaded in the web process and a client that hangs up really stops it.

``python -m beffroi.charter.door.listening`` is that process: a request as JSON on its input, one JSON line a window
on its output. Nothing of the sound or of the text is written anywhere."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from beffroi.charter.domain.door.errors import DoorError
from beffroi.charter.domain.door.speech import Heard, SpeechRequest

from .streaming import watched

EMBEDDED = "faster_whisper"
_one_at_a_time = asyncio.Semaphore(1)
_END = object()
Windows = AsyncIterator[list[Heard]]


def listen(
    use_code: str,
    path: Path,
    asked: SpeechRequest,
    told: dict[str, Any],
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[list[Heard]]:
    """What is heard, window by window. ``told``: actor, subject and service for the gateway.

    Raises Refused, EngineError, AudioError."""
    from beffroi.charter import gateway
    from beffroi.charter.uses import use_named

    from .sound import windows

    use = use_named(use_code)
    assert use is not None
    here: dict[str, Any] = {"language": asked.language, "vocabulary": asked.vocabulary, "cancelled": cancelled}
    for start, samples in windows(path):
        yield [
            Heard(
                start + each.start,
                start + each.end,
                each.text,
                tuple((start + word.start, start + word.end, word.text) for word in each.words),
            )
            for each in gateway.transcribe(use, samples, **here, **told)
        ]


async def heard(
    call: Any, use_code: str, path: Path, asked: SpeechRequest, *, apart: bool
) -> AsyncIterator[list[Heard]]:
    """The same for a view; ``apart``: in a process of its own. Raises DoorError besides."""
    if apart:
        async with _one_at_a_time:
            async for window in _elsewhere(call, use_code, path, asked):
                yield window
        return
    stop = threading.Event()
    here = listen(use_code, path, asked, call.asked_of_gateway(), stop.is_set)
    while (window := await watched(call, next, here, _END, stop=stop)) is not _END:
        yield window


async def _elsewhere(call: Any, use_code: str, path: Path, asked: SpeechRequest) -> AsyncIterator[list[Heard]]:
    order = {"key": call.key.pk, "subject": call.subject, "use": use_code, "path": str(path), "asked": asdict(asked)}
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "beffroi.charter.door.listening",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**22,
    )
    assert child.stdin and child.stdout
    try:
        child.stdin.write(json.dumps(order).encode())
        child.stdin.close()
        ended = False
        async for line in child.stdout:
            found = json.loads(line)
            ended = found == "end"
            if isinstance(found, dict):
                raise DoorError(**found)
            if not ended:
                yield [_heard(each) for each in found]
        if not ended:
            raise DoorError(502, "La transcription s’est arrêtée en route. Réessayez.", "engine_down", again=True)
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()


def _heard(each: dict[str, Any]) -> Heard:
    return Heard(each["start"], each["end"], each["text"], tuple((s, e, w) for s, e, w in each["words"]))


def _work(order: dict[str, Any]) -> None:
    from beffroi.charter.models import DoorKey
    from beffroi.town.scope import scope

    from . import keys
    from .call import translated

    key = DoorKey.unscoped.select_related("commune", "service", "responsible").get(pk=order["key"])
    told = {"actor": keys.caller(key), "subject": order["subject"], "service": key.service.name}
    asked = order["asked"] | {"vocabulary": tuple(order["asked"]["vocabulary"])}
    with scope(key.commune):
        try:
            for window in listen(order["use"], Path(order["path"]), SpeechRequest(**asked), told):
                print(json.dumps([asdict(each) for each in window]), flush=True)
            print(json.dumps("end"), flush=True)
        except Exception as error:
            print(json.dumps(asdict(translated(error))), flush=True)


if __name__ == "__main__":
    import django

    django.setup()
    _work(json.load(sys.stdin))
