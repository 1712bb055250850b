"""What can go wrong with a model's files, said in French to the person who waits."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..protocols import EngineError

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class StoreError(EngineError):
    """A model cannot be installed."""


class ModelMissing(StoreError):
    """A model is asked for and is not installed."""

    lasting = True


class ModelRefused(ModelMissing):
    """The files of a model are there but are not the publisher's: nothing is loaded."""


class DiskFull(StoreError):
    """No room left; what was downloaded whole is kept, nothing half-written stands for a model."""


class SourceFailed(Exception):
    """A source could not give a model: the next one is tried. The message is a French clause."""


def size_in_words(size: int) -> str:
    """1,117,320,768 gives « 1,1 Go » (decimal units, as disks are sold)."""
    if size >= 10**9:
        return f"{size / 10**9:.1f}\u202fGo".replace(".", ",")
    return f"{max(1, round(size / 10**6))}\u202fMo"


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Turns the system's "no space left" and "not permitted" into sentences. Raises DiskFull, StoreError."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_SPACE:
            raise disk_full(folder) from error
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise StoreError(
                f"Le dossier des modèles « {folder} » n’est pas accessible en écriture. "
                "Donnez ce droit au compte qui lance Beffroi, ou choisissez un autre dossier (BEFFROI_MODELS_DIR)."
            ) from error
        raise


def disk_full(folder: Path, missing: int = 0) -> DiskFull:
    how_much = f" : il manque {size_in_words(missing)}" if missing else ""
    return DiskFull(
        f"Il n’y a plus assez de place sur le disque de « {folder} »{how_much}. "
        "Ce qui était déjà téléchargé est gardé. Libérez de la place, puis relancez « beffroi models install ».",
        retry=True,
    )
