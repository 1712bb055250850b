"""A model's file being put together: it grows part by part, survives a kill, and is hashed before it counts."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from ..protocols import ModelFile
from .errors import SourceFailed

CHUNK = 1 << 20


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file, read as a stream. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_json(path: Path, content: object) -> None:
    """Written beside and then moved: a reader sees the old content or the new, never half of one."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(json.dumps(content))
    beside.replace(path)


class Assembly:
    """One file in ``folder``: ``parts`` of its parts are in it, ``size`` bytes long."""

    def __init__(self, folder: Path, file: ModelFile) -> None:
        self.file = file
        self.path = folder / f"{file.name}.partial"
        self._state = folder / f"{file.name}.state"
        self.parts, self.size = self._read_state()

    def _read_state(self) -> tuple[int, int]:
        try:
            state = json.loads(self._state.read_text())
            parts, size = int(state["parts"]), int(state["size"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, 0
        if not self.path.exists() or self.path.stat().st_size < size:
            return 0, 0
        return parts, size

    def part_path(self, index: int) -> Path:
        """Where part ``index`` waits for its turn, extracted whole."""
        return self.path.with_name(f"{self.file.name}.part{index:03}")

    def append_ready(self) -> None:
        """Take in every part that waits, in order. Raises OSError."""
        while self.parts < len(self.file.parts) and self.part_path(self.parts).exists():
            part = self.part_path(self.parts)
            # Opened without truncation: what a killed process wrote past the known size is written over.
            with os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644), "r+b") as whole, part.open("rb") as one:
                whole.truncate(self.size)
                whole.seek(self.size)
                shutil.copyfileobj(one, whole, CHUNK)
                whole.flush()
                os.fsync(whole.fileno())
                size = whole.tell()
            self.parts, self.size = self.parts + 1, size
            write_json(self._state, {"parts": self.parts, "size": self.size})
            part.unlink()

    @property
    def complete(self) -> bool:
        return self.parts == len(self.file.parts)

    def waiting(self) -> int:
        """Bytes of the parts extracted and not yet taken in."""
        return sum(
            self.part_path(index).stat().st_size
            for index in range(self.parts, len(self.file.parts))
            if self.part_path(index).exists()
        )

    def forget(self) -> None:
        for path in (self.path, self._state, *self.path.parent.glob(f"{self.file.name}.part[0-9]*")):
            path.unlink(missing_ok=True)
        self.parts = self.size = 0

    def check(self) -> None:
        """Raises SourceFailed, and forgets the bytes, when they are not the publisher's."""
        size = self.path.stat().st_size if self.path.exists() else 0
        if size != self.file.size or sha256(self.path) != self.file.sha256:
            self.forget()
            raise SourceFailed(
                f"le fichier « {self.file.name} » reçu n’est pas celui de l’éditeur (empreinte différente)"
            )
