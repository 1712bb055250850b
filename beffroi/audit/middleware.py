"""Refused accesses go to the journal, whatever page refuses them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase

from beffroi.town.refused import listening

from .refusals import keep_refusal

logger = logging.getLogger(__name__)
REFUSALS = frozenset((400, 403, 404, 405))
SIGNED = "token"
"""The part of an address that is signed for somebody without an account."""


def is_refusal(request: HttpRequest, status: int, hostile: bool) -> bool:
    """Whether the answer is a refusal to keep: to a person who is signed in, or to who holds a signed address.

    A stranger who asks for a page that does not exist, or is sent to sign in, is not; neither is a mistyped form. The
    door, which looks at no session, keeps its own refusals."""
    match = request.resolver_match
    if match is None or not (hostile or status in REFUSALS):
        return False
    guarded = getattr(match.func, "permission", "") != "public"
    return SIGNED in match.kwargs or (guarded and request.user.is_authenticated)


class RefusalsMiddleware:
    """Below the one that sets the commune."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if self.is_async:
            return self._acall(request)
        with listening() as hostile:
            response = self.get_response(request)
        self._keep(request, response, bool(hostile))
        return response

    async def _acall(self, request: HttpRequest) -> HttpResponseBase:
        with listening() as hostile:
            response = await self.get_response(request)
        if hostile or response.status_code in REFUSALS:
            await sync_to_async(self._keep)(request, response, bool(hostile))
        return response

    @staticmethod
    def _keep(request: Any, response: HttpResponseBase, hostile: bool) -> None:
        """The refusal is answered even where it cannot be written."""
        if not is_refusal(request, response.status_code, hostile):
            return
        try:
            keep_refusal(
                request.resolver_match.view_name,
                response.status_code,
                actor=request.user if request.user.is_authenticated else None,
                commune=request.commune,
            )
        except DatabaseError:
            logger.exception("A refused access could not be written to the journal")
