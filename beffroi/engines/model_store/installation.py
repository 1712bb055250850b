"""Installing a model: fetched beside, hashed, then put in place whole in one move."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..catalogue import Edition, Model
from .assembly import Assembly
from .errors import SourceFailed, StoreError, disk_full
from .sources import Report, Source
from .stamp import stamp

Progress = Callable[[int, int, str], None]
"""Called with bytes here, bytes in all, and the model's name."""

PARTIAL = ".partial"


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """One installation at a time in this folder; a second one waits, then finds the work done."""
    (root / PARTIAL).mkdir(parents=True, exist_ok=True)
    with (root / PARTIAL / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_from_any(root: Path, sources: Sequence[Source], model: Model, progress: Progress | None) -> Path:
    """The model's folder, from the first source that has one of its editions. Raises StoreError, DiskFull."""
    refusals: list[str] = []
    for source in sources:
        for edition in filter(source.offers, model.editions):
            try:
                return _install(root, source, model, edition, progress)
            except SourceFailed as failure:
                refusals.append(f"{source.label} : {failure}")
    raise StoreError(
        f"Le modèle « {model.name} » n’a pas pu être installé. {' ; '.join(refusals)}. Ce qui était déjà téléchargé "
        "est gardé : vérifiez le réseau, ou indiquez un dossier qui contient le modèle (BEFFROI_MODELS_SOURCE), "
        f"puis relancez « beffroi models install {model.name} ».",
        retry=True,
    )


def _install(root: Path, source: Source, model: Model, edition: Edition, progress: Progress | None) -> Path:
    workdir = root / PARTIAL / model.name / edition.revision
    workdir.mkdir(parents=True, exist_ok=True)
    _check_room(root, source, edition, workdir)
    source.fetch(model, edition, workdir, _reporter(model, edition, progress))
    for file in edition.files:
        Assembly(workdir, file).check()
    folder = _put_in_place(root, model, edition, workdir)
    stamp(folder, edition)
    shutil.rmtree(root / PARTIAL / model.name, ignore_errors=True)
    return folder


def _reporter(model: Model, edition: Edition, progress: Progress | None) -> Report:
    most = 0

    def report(here: int) -> None:
        # What is under way is estimated from the sizes of packages: a bar never goes back.
        nonlocal most
        most = max(most, here)
        if progress:
            progress(most, edition.size, model.name)

    return report


def _put_in_place(root: Path, model: Model, edition: Edition, workdir: Path) -> Path:
    """The verified files become the model's folder; what stood there before goes away."""
    ready, folder, old = workdir / "ready", root / model.name, root / PARTIAL / f"{model.name}.old"
    for leftover in (ready, old):
        shutil.rmtree(leftover, ignore_errors=True)
    ready.mkdir()
    for file in edition.files:
        Assembly(workdir, file).path.replace(ready / file.name)
    if folder.exists():
        folder.replace(old)
    ready.replace(folder)
    shutil.rmtree(old, ignore_errors=True)
    return folder


def _check_room(root: Path, source: Source, edition: Edition, workdir: Path) -> None:
    here = sum(path.stat().st_size for path in workdir.glob("*") if path.is_file())
    needed = edition.size - here + min(source.spare, edition.size)
    missing = needed - shutil.disk_usage(workdir).free
    if missing > 0:
        raise disk_full(root, missing)
