"""Who may open a page. Every view carries one of these decorators (test_conventions checks each URL)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from .models import Role

View = Callable[..., HttpResponseBase]
AnyView = TypeVar("AnyView", bound=Callable[..., Any])
"""Asynchronous ones too."""


def public(view: AnyView) -> AnyView:
    """Anyone, without an account."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view


def requires(role: str) -> Callable[[View], View]:
    """A signed-in person with at least ``role`` in the commune in scope; a stranger is sent to sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            membership = getattr(request, "membership", None)
            if membership is None or not membership.at_least(role):
                raise PermissionDenied("Votre compte ne permet pas d’ouvrir cette page.")
            return view(request, *args, **kwargs)

        guarded.permission = role  # type: ignore[attr-defined]
        return guarded

    return decorate


agent = requires(Role.AGENT)
reader = requires(Role.READER)
admin = requires(Role.ADMIN)
