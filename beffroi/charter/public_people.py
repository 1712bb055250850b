"""Who may be named to a model: the commune's own list of elected members and public officers, and what rooms add."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from beffroi.town.scope import current_commune

from .models import PublicPerson

Names = Callable[[], Iterable[str]]
_providers: dict[str, Names] = {}


def names_public(room: str) -> Callable[[Names], Names]:
    """Register who a room knows to be public (a council's roster); asked within the scope of a commune."""

    def keep(names: Names) -> Names:
        _providers[room] = names
        return names

    return keep


def known_public() -> tuple[str, ...]:
    """Names, sorted, of the commune in scope. A provider that fails is an error: the caller then refuses."""
    if current_commune() is None:
        return ()
    found = set(PublicPerson.objects.values_list("name", flat=True))
    for names in _providers.values():
        found.update(names())
    return tuple(sorted(name for name in found if name.strip()))
