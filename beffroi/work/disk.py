"""A disk that takes nothing more, told apart from every other failure, whoever met it first: a file or the database."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})
LEAST = 2**20
CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_FULL_WORDS = ("disk is full", "no space left on device", "could not extend file")
_CLOSED_WORDS = ("readonly database", "unable to open database file")


def is_full(error: BaseException | None) -> bool:
    """Whether ``error``, or what it comes from, is the lack of room (SQLite and PostgreSQL only say it in words)."""
    return any(_is(each, NO_SPACE, _FULL_WORDS) or _starved(each) for each in _causes(error))


def _starved(error: BaseException) -> bool:
    """SQLite says "disk I/O error" when it has no room for its own shared file; a broken disk says the same."""
    if not (isinstance(error, DatabaseError) and "disk i/o error" in str(error).lower()):
        return False
    return shutil.disk_usage(settings.VAR).free < LEAST


def is_closed(error: BaseException | None) -> bool:
    """Whether ``error``, or what it comes from, is a folder or a database that may not be written."""
    return any(_is(each, CLOSED, _CLOSED_WORDS) for each in _causes(error))


def trouble(error: BaseException | None) -> str:
    """What the disk refuses, as the beginning of a French sentence; empty when it is something else."""
    if is_full(error):
        return "Le disque est plein"
    if is_closed(error):
        return "Le dossier des données n’est pas accessible en écriture"
    return ""


def what_to_do(error: BaseException | None) -> str:
    """The sentence that goes with ``trouble``."""
    if is_full(error):
        return "Libérez de la place, puis recommencez."
    return "Donnez ce droit au compte qui lance Beffroi, puis recommencez."


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _is(error: BaseException, numbers: frozenset[int], words: tuple[str, ...]) -> bool:
    if isinstance(error, OSError):
        return error.errno in numbers
    return isinstance(error, DatabaseError) and any(each in str(error).lower() for each in words)
