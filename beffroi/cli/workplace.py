"""Where `beffroi minutes` works: the installation's database, or one of its own that goes with its work."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from .errors import Explained

KEPT_SECONDS = 7 * 24 * 3600
"""How long an unfinished work of its own waits for the same command."""
ROOT = Path(__file__).resolve().parents[2]


class Workplace:
    """For the time of a command. ``key``: what makes it the same work; asked again, it goes on from what is kept.

    ``own``: whether the database is the command's own. Raises Explained when the same work is under way."""

    def __init__(self, key: bytes) -> None:
        self.var = Path(os.environ.get("BEFFROI_VAR") or ROOT / "var").expanduser().resolve()
        self.own = not self._installed()
        self._name = hashlib.sha256(key).hexdigest()[:20]
        self._folder: Path | None = None
        self._lock = -1
        self._text_was_there = (self.var / "text-engine.json").exists()

    def __enter__(self) -> Workplace:
        if self.own:
            self._folder = self._make_folder()
            os.environ.setdefault("BEFFROI_MODELS_DIR", str(self.var / "models"))
            os.environ["BEFFROI_VAR"] = str(self._folder)
            os.environ.pop("BEFFROI_DATABASE", None)
            os.environ.pop("BEFFROI_FILES", None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # The text model goes with the command, unless others of the installation were using it before.
        if self.own or not self._text_was_there:
            from .services import stop_text_server

            with suppress(Exception):
                stop_text_server()
        if self._folder is None:
            return
        if kind is None or not self.worth_keeping():
            self._remove(self._folder)
        os.close(self._lock)

    def worth_keeping(self) -> bool:
        """Whether a window of the recording was heard: what took time."""
        try:
            from beffroi.minutes.models import Window

            return Window.unscoped.exclude(done_at=None).exists()
        except Exception:  # stopped before there was a database
            return False

    def what_is_kept(self) -> str:
        """French, for the person whose command stopped."""
        if not self.worth_keeping():
            return ""
        if not self.own:
            return "La réunion est gardée dans Beffroi : la même commande reprend où elle s’est arrêtée."
        return "Ce qui était transcrit est gardé 7 jours : la même commande reprend où elle s’est arrêtée."

    def _make_folder(self) -> Path:
        shelf = self.var / "en-cours"
        try:
            shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder = shelf / self._name
            folder.mkdir(mode=0o700, exist_ok=True)
            self._lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:  # a data folder that cannot be written: the system's own, and nothing to take up again
            folder = Path(tempfile.mkdtemp(prefix="beffroi-"))
            self._lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise Explained(
                "La même commande est déjà en cours dans un autre terminal : attendez qu’elle finisse, ou arrêtez-la."
            )
        self._remove_old(folder.parent if folder.parent == shelf else None)
        return folder

    def _remove_old(self, shelf: Path | None) -> None:
        for old in shelf.iterdir() if shelf else ():
            with suppress(OSError):
                if old.name != self._name and time.time() - old.stat().st_mtime > KEPT_SECONDS:
                    self._remove(old)

    def _remove(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # only when nothing else waits there
            folder.parent.rmdir() if folder.parent.name == "en-cours" else None

    def _installed(self) -> bool:
        """Whether there is a database to ask; read without Django, whose settings cannot change afterwards."""
        if os.environ.get("BEFFROI_DATABASE", "").startswith("postgres"):
            return True
        given = os.environ.get("BEFFROI_DATABASE", "").removeprefix("sqlite:///")
        path = Path(given or self.var / "beffroi.sqlite3")
        if not path.is_file():
            return False
        try:
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
                return bool(connection.execute("SELECT 1 FROM town_commune LIMIT 1").fetchone())
        except sqlite3.OperationalError as error:
            # A full disk, say: the installation is there, and its own trouble is told by whoever uses it.
            return "no such table" not in str(error)
        except sqlite3.DatabaseError:
            raise Explained(
                f"La base « {path} » est abîmée : elle n’a pas été touchée. Remettez en place une sauvegarde."
            )
