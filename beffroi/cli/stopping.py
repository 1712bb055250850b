"""Ctrl-C, and the system's way of asking the same, end a command wherever they find it."""

from __future__ import annotations

import signal
from types import FrameType

_asked = False


def heed() -> None:
    """From now on both raise KeyboardInterrupt, so that what was begun is put away."""
    for sign in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(sign) is not signal.SIG_IGN:
            signal.signal(sign, _ask)


def check() -> None:
    """Raises KeyboardInterrupt again: one that comes inside a library's own callback is lost there."""
    if _asked:
        raise KeyboardInterrupt


def _ask(number: int, frame: FrameType | None) -> None:
    global _asked
    _asked = True
    raise KeyboardInterrupt
