"""What a request was refused for is known deep inside it; what remembers refusals is told here, and reads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_told: ContextVar[list[bool] | None] = ContextVar("told_hostile", default=None)


def tell_hostile() -> None:
    """A file that is not opened, or a value that no page of ours could have sent. Outside a request, nothing."""
    told = _told.get()
    if told is not None:
        told[:] = [True]


@contextmanager
def listening() -> Iterator[list[bool]]:
    """Yields a list that is empty until something hostile is told, in this thread or in one that serves it."""
    told: list[bool] = []
    token = _told.set(told)
    try:
        yield told
    finally:
        _told.reset(token)
