"""The recording as a file of this machine, wherever the installation stores its files."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from beffroi.minutes.models import Recording
from beffroi.work.jobs import WorkError


@contextmanager
def local_copy(recording: Recording) -> Iterator[Path]:
    """A path to read the sound from: the file itself on a disk, a temporary copy from elsewhere."""
    if not recording.file or not recording.file.storage.exists(recording.file.name):
        raise WorkError("L’enregistrement n’est plus là : déposez-le de nouveau.", retry=False)
    try:
        direct = Path(recording.file.path)
    except NotImplementedError:
        direct = None
    if direct is not None:
        yield direct
        return
    with tempfile.NamedTemporaryFile(suffix=Path(recording.file.name).suffix) as copy:
        with recording.file.open("rb") as source:
            shutil.copyfileobj(source, copy)
        copy.flush()
        yield Path(copy.name)
