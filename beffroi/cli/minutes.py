"""`beffroi minutes`: a draft without the web, for the default commune or in a temporary database."""

from __future__ import annotations

import argparse
import os
import tempfile
from datetime import datetime
from pathlib import Path

from beffroi.minutes.domain.types import MeetingKind, Template

from . import setup
from .errors import Explained
from .parser import KINDS, TEMPLATES

USUAL_TEMPLATE = {
    MeetingKind.COUNCIL: Template.COUNCIL,
    MeetingKind.COMMITTEE: Template.TEAM,
    MeetingKind.TEAM: Template.TEAM,
    MeetingKind.PUBLIC: Template.PUBLIC,
}
FORMATS = {".docx": "docx", ".odt": "odt", ".pdf": "pdf"}


def run(chosen: argparse.Namespace) -> int:
    """Write the draft document. Raises Explained for anything that the person can mend."""
    fmt = FORMATS.get(chosen.out.suffix.lower())
    if fmt is None:
        raise Explained(f"« {chosen.out} » : indiquez un document .docx, .odt ou .pdf.")
    for path in (chosen.recording, chosen.agenda, chosen.roster):
        if path is not None and not path.is_file():
            raise Explained(f"« {path} » n’existe pas, ou n’est pas un fichier.")
    if chosen.out.exists() and not chosen.force:
        raise Explained(f"« {chosen.out} » existe déjà. Choisissez un autre nom, ou ajoutez --force.")
    if not chosen.out.absolute().parent.is_dir():
        raise Explained(f"Le dossier « {chosen.out.absolute().parent} » n’existe pas.")
    with _database():
        return _write(chosen, fmt)


class _database:
    """The installation's database when it has a commune; else a temporary one, that goes with the command."""

    def __enter__(self) -> None:
        if self._installed():
            self.folder = None
            return
        self.folder = tempfile.TemporaryDirectory(prefix="beffroi-")
        os.environ["BEFFROI_MODELS_DIR"] = os.environ.get("BEFFROI_MODELS_DIR") or self._models()
        os.environ["BEFFROI_VAR"] = self.folder.name
        os.environ.pop("BEFFROI_DATABASE", None)
        os.environ.pop("BEFFROI_FILES", None)

    def __exit__(self, *exc: object) -> None:
        if self.folder is not None:
            from .services import stop_text_server

            stop_text_server()
            self.folder.cleanup()

    @staticmethod
    def _models() -> str:
        return str(Path(os.environ.get("BEFFROI_VAR") or Path(__file__).resolve().parents[2] / "var") / "models")

    @staticmethod
    def _installed() -> bool:
        """Whether there is a database to ask; read without Django, whose settings cannot change afterwards."""
        if os.environ.get("BEFFROI_DATABASE", "").startswith("postgres"):
            return True
        path = Path(os.environ.get("BEFFROI_DATABASE", "").removeprefix("sqlite:///") or _default_database())
        if not path.is_file():
            return False
        import sqlite3

        try:
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
                return bool(connection.execute("SELECT 1 FROM town_commune LIMIT 1").fetchone())
        except sqlite3.Error:
            return False


def _default_database() -> Path:
    root = Path(os.environ.get("BEFFROI_VAR") or Path(__file__).resolve().parents[2] / "var")
    return root / "beffroi.sqlite3"


def _write(chosen: argparse.Namespace, fmt: str) -> int:
    setup.start(migrate=True)
    from beffroi.town.scope import scope
    from beffroi.town.setup import commune_named, default_commune

    commune = default_commune() or commune_named("Commune")
    with scope(commune):
        meeting = _meeting(chosen)
        _work(meeting)
        from beffroi.minutes import exports

        content = exports.render(meeting.minutes, fmt, final=False)
        partial = chosen.out.with_name(f".{chosen.out.name}.partial")
        try:
            partial.write_bytes(content)
            partial.replace(chosen.out)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise Explained(f"Le document n’a pas pu être écrit dans « {chosen.out} » : {error.strerror}.")
        from .report import report

        print(report(meeting))
        print(f"\nDocument écrit : {chosen.out} (brouillon, non relu)")
    return 0


def _meeting(chosen: argparse.Namespace):  # type: ignore[no-untyped-def]
    from beffroi.documents.errors import DocumentError
    from beffroi.minutes.actions.create_meeting import create_meeting
    from beffroi.minutes.actions.read_papers import guess_kind, read_agenda_file, read_roster_file
    from beffroi.minutes.actions.receive_recording import receive_recording
    from beffroi.work.jobs import WorkError

    try:
        agenda = read_agenda_file(chosen.agenda.read_bytes(), chosen.agenda.name) if chosen.agenda else []
        members = read_roster_file(chosen.roster.read_bytes(), chosen.roster.name) if chosen.roster else []
        kind = KINDS[chosen.kind] if chosen.kind else guess_kind(chosen.agenda, members)
        template = TEMPLATES[chosen.template] if chosen.template else USUAL_TEMPLATE[kind]
        meeting = create_meeting(
            user=None,
            kind=kind,
            template=template,
            title=chosen.title or chosen.recording.stem.replace("_", " "),
            starts_at=_date(chosen.date),
            agenda=agenda,
            members=members,
            speakers_expected=chosen.speakers,
        )
        receive_recording(meeting, chosen.recording, chosen.recording.name, user=None)
    except (DocumentError, WorkError) as error:
        raise Explained(str(error))
    return meeting


def _date(text: str) -> datetime | None:
    if not text:
        return None
    from django.utils import timezone

    try:
        return timezone.make_aware(datetime.strptime(text, "%d/%m/%Y"))
    except ValueError:
        raise Explained(f"« {text} » n’est pas une date. Écrivez-la ainsi : 11/12/2025.")


def _work(meeting) -> None:  # type: ignore[no-untyped-def]
    from .pipeline import run_here

    run_here(meeting)
