"""Whether a sound file stops before the end that its own structure announces (a decoder may not notice)."""

from __future__ import annotations

from pathlib import Path

_TAIL = 70_000
_LIVE = {0, 0xFFFFFFFF, 0x7FFFFFFF}
"""Sizes that a recorder writes when it does not know yet."""


def is_cut_short(path: Path) -> bool:
    """False for what does not announce its end."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_TAIL)
        file.seek(max(size - _TAIL, 0))
        tail = file.read()
    if head.startswith(b"OggS"):
        return _ogg(tail)
    return head[:4] == b"RIFF" and _wav(head, size)


def _ogg(tail: bytes) -> bool:
    """The last page says that it is the last one."""
    last = tail.rfind(b"OggS")
    return last >= 0 and last + 5 < len(tail) and not tail[last + 5] & 4


def _wav(head: bytes, size: int) -> bool:
    """The data announces its length."""
    at = 12
    while at + 8 <= len(head):
        length = int.from_bytes(head[at + 4 : at + 8], "little")
        if head[at : at + 4] == b"data":
            return length not in _LIVE and at + 8 + length > size + 1
        at += 8 + length + length % 2
    return False
