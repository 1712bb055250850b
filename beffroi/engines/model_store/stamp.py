"""A quick way to know that a model was hashed already: size and time of each file, noted once they were right.

It spares the 1.1 GB hash at each start. It does not protect from someone who may write in the folder and
forges times: such a person could as well change the program.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from ..catalogue import Edition, Model
from .assembly import sha256, write_json

STAMP = ".verified.json"


def stamped_edition(folder: Path, model: Model) -> Edition | None:
    """The edition that was verified here and has not changed since, or None."""
    try:
        noted = json.loads((folder / STAMP).read_text())
    except (OSError, ValueError):
        return None
    return next((edition for edition in model.editions if noted == _as_seen(folder, edition)), None)


def stamp(folder: Path, edition: Edition) -> None:
    """Note that the files of ``edition`` were hashed and are right. A read-only folder is left as it is."""
    with suppress(OSError):
        write_json(folder / STAMP, _as_seen(folder, edition))


def unstamp(folder: Path) -> None:
    with suppress(OSError):
        (folder / STAMP).unlink(missing_ok=True)


def hashed_edition(folder: Path, model: Model) -> Edition | None:
    """The edition whose every file in ``folder`` has its size and hash, or None. Reads the files whole."""
    return next((edition for edition in model.editions if not wrong_files(folder, edition)), None)


def wrong_files(folder: Path, edition: Edition) -> list[str]:
    """Names of the files that are not the edition's: absent, of another size, of another hash."""
    return [
        file.name
        for file in edition.files
        if not (folder / file.name).is_file()
        or (folder / file.name).stat().st_size != file.size
        or sha256(folder / file.name) != file.sha256
    ]


def _as_seen(folder: Path, edition: Edition) -> dict[str, list[object]] | None:
    seen: dict[str, list[object]] = {}
    for file in edition.files:
        try:
            found = (folder / file.name).stat()
        except OSError:
            return None
        if found.st_size != file.size:
            return None
        seen[file.name] = [found.st_size, found.st_mtime_ns, file.sha256]
    return seen
