"""What stands before every view of the door: the key, its place, and one shape for everything that goes wrong.

No cookie opens anything here: a session that the browser sends is not looked at, and the views are exempt from the
check of forms that protects sessions."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from beffroi.charter.domain.door.errors import DoorError
from beffroi.charter.models import DoorKey
from beffroi.town.permissions import public
from beffroi.town.scope import scope

from . import keys
from .call import DoorCall, translated

logger = logging.getLogger(__name__)
Handler = Callable[[HttpRequest, DoorCall], Awaitable[HttpResponseBase]]
View = Callable[..., Any]


def door(method: str = "") -> Callable[[Handler], View]:
    """A view of the door: ``handler`` is given a call whose key was recognised and which has its place.
    Without ``method``, any."""

    def decorate(handler: Handler) -> View:
        async def view(request: HttpRequest, *parts: str) -> HttpResponseBase:
            try:
                key = await sync_to_async(keys.recognise)(request.headers, list(_address(request)))
            except DoorError as error:
                return answer(error)
            return await _guarded(request, key, handler, method)

        view.__name__ = handler.__name__
        return csrf_exempt(public(view))

    return decorate


def given(made: object, headers: Mapping[str, str] | None = None) -> JsonResponse:
    """What was asked, kept by nobody on the way."""
    told = {"Cache-Control": "no-store"} | dict(headers or {})
    return JsonResponse(made, safe=False, headers=told, json_dumps_params={"ensure_ascii": False})


class Unlogged(JsonResponse):
    """Django would write the address to its log, and a clumsy tool may have put a key in it."""

    _has_been_logged = True


def answer(error: DoorError) -> JsonResponse:
    return Unlogged(error.body, status=error.status, headers=error.headers, json_dumps_params={"ensure_ascii": False})


async def _guarded(request: HttpRequest, key: DoorKey, handler: Handler, method: str) -> HttpResponseBase:
    call, streamed = None, False
    with scope(key.commune):
        try:
            call = await sync_to_async(DoorCall)(key)
            if method and request.method != method:
                raise DoorError(405, f"Cette adresse attend {method}.", "method_not_allowed")
            response = await handler(request, call)
            streamed = response.streaming
            return response
        except Exception as error:
            return await sync_to_async(_failed)(error, key, call)
        finally:
            if call is not None and not streamed:
                await sync_to_async(call.end)()


def _failed(error: Exception, key: DoorKey, call: DoorCall | None) -> JsonResponse:
    told = translated(error, call)
    if told.status == 500:
        # Neither the message nor the values: they may hold what was asked.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        logger.error("The door failed: %s in %s, line %s", type(error).__name__, frame.name, frame.lineno)
    if call is not None and not told.journalled:
        keys.refused(key, told.code, told.status)
    return answer(told)


def _address(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for name, values in request.GET.lists():
        yield name
        yield from values
