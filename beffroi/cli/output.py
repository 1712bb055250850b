"""The document that a command writes: whole or not at all, and refused before hours of work rather than after."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from .errors import Explained, why

FORMATS = {".docx": "docx", ".odt": "odt", ".pdf": "pdf"}
ROOM = 256 * 1024
"""Bytes that a document may well take: tried before the work."""


def checked(out: Path, *, force: bool) -> str:
    """The document's format. Raises Explained when it could not be written there."""
    fmt = FORMATS.get(out.suffix.lower())
    if fmt is None:
        raise Explained(f"« {out} » : indiquez un document .docx, .odt ou .pdf.")
    if out.is_dir():
        raise Explained(f"« {out} » est un dossier : indiquez le document à écrire.")
    if out.exists() and not force:
        raise Explained(f"« {out} » existe déjà. Choisissez un autre nom, ou ajoutez --force.")
    if not out.absolute().parent.is_dir():
        raise Explained(f"Le dossier « {out.absolute().parent} » n’existe pas.")
    partial = _partial(out)
    try:
        _fill(partial, bytes(ROOM))
    except OSError as error:
        raise Explained(
            f"Le document ne pourrait pas être écrit dans « {out.absolute().parent} » : {why(error)}. "
            "Rien n’a été fait : choisissez un autre dossier avec --out."
        )
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return fmt


def write(out: Path, content: bytes) -> None:
    """Raises OSError; then what stood there before still stands."""
    partial = _partial(out)
    try:
        _fill(partial, content)
        partial.replace(out)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def _partial(out: Path) -> Path:
    # The process in the name: two commands that write the same document do not mix.
    return out.with_name(f".{out.stem[:60]}.{os.getpid()}.partial")


def _fill(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
