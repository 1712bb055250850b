"""A disk without room, told apart from every other failure, whoever met it first: a file or the database."""

from __future__ import annotations

import errno

from django.db import DatabaseError

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})
_SAID = ("disk is full", "no space left on device", "could not extend file")


def is_full(error: BaseException | None) -> bool:
    """Whether ``error``, or what it comes from, is the lack of room (SQLite and PostgreSQL only say it in words)."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_SPACE:
            return True
        if isinstance(error, DatabaseError) and any(words in str(error).lower() for words in _SAID):
            return True
        error = error.__cause__
    return False
