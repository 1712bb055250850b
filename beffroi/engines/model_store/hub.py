"""A model hub (``BEFFROI_MODEL_HUB``), used only when asked for: resumable downloads of the publisher's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..catalogue import Edition, Model
from ..protocols import ModelFile
from .assembly import Assembly
from .errors import SourceFailed
from .sources import Report

if TYPE_CHECKING:
    import httpx


class ModelHub:
    """``<url>/<publisher>/resolve/<revision>/<file>``, as Hugging Face and its mirrors serve it."""

    spare = 0

    def __init__(self, url: str, timeout: float = 60.0) -> None:
        self.url = url.rstrip("/")
        self.timeout = timeout
        self.label = f"dépôt de modèles {self.url}"

    def offers(self, edition: Edition) -> bool:
        return edition.on_hub

    def fetch(self, model: Model, edition: Edition, workdir: Path, report: Report) -> None:
        import httpx

        received = 0
        try:
            with httpx.Client(timeout=self.timeout, follow_redirects=True) as client:
                for file in edition.files:
                    address = f"{self.url}/{edition.publisher}/resolve/{edition.revision}/{file.name}"
                    _download(client, address, file, Assembly(workdir, file).path, received, report)
                    received += file.size
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SourceFailed(f"le dépôt {self.url} ne répond pas ({type(error).__name__})") from error


def _download(client: httpx.Client, address: str, file: ModelFile, target: Path, before: int, report: Report) -> None:
    """Goes on from the bytes that are there; begins again when the server does not resume."""
    here = target.stat().st_size if target.exists() else 0
    if here == file.size:
        return
    if here > file.size:
        target.unlink()
        here = 0
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={here}-"} if here else {})
    with client.stream("GET", address, headers=headers) as answer:
        resumed = answer.status_code == 206 and answer.headers.get("content-range", "").startswith(f"bytes {here}-")
        if answer.status_code != 200 and not resumed:
            raise SourceFailed(f"le dépôt répond {answer.status_code} pour « {file.name} »")
        here = here if resumed else 0
        with target.open("ab" if resumed else "wb") as stream:
            for chunk in answer.iter_bytes():
                here += len(chunk)
                if here > file.size:
                    raise SourceFailed(f"le dépôt envoie plus que « {file.name} » n’en contient")
                stream.write(chunk)
                report(before + here)
