"""Sets the commune in scope for the request: the one chosen in the session, or the person's first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.http import Http404, HttpRequest, HttpResponseBase

from .models import Membership
from .scope import scope

SESSION_KEY = "commune"


def find_membership(request: HttpRequest) -> Membership | None:
    """The membership that the request acts under, or None for a stranger."""
    if not request.user.is_authenticated:
        return None
    mine = Membership.objects.filter(user=request.user).select_related("commune")
    chosen = request.session.get(SESSION_KEY, 0)
    return mine.filter(commune_id=chosen).first() or mine.first()


class CommuneMiddleware:
    """``request.membership`` and ``request.commune`` (None for a stranger), and the scope of every query."""

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
        membership = find_membership(request)
        self._attach(request, membership)
        with scope(membership.commune if membership else None):
            return self.get_response(request)

    async def _acall(self, request: HttpRequest) -> HttpResponseBase:
        membership = await sync_to_async(find_membership)(request)
        self._attach(request, membership)
        with scope(membership.commune if membership else None):
            return await self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """An address with a NUL names nothing. Raises Http404: PostgreSQL would refuse to look for it."""
        if "\0" in request.path or any("\0" in each for values in request.GET.lists() for each in values[1]):
            raise Http404

    @staticmethod
    def _attach(request: Any, membership: Membership | None) -> None:
        request.membership = membership
        request.commune = membership.commune if membership else None
