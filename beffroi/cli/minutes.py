"""`beffroi minutes`: a draft without the web, for the default commune or in a database of its own."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from beffroi.minutes.domain.types import MeetingKind, Template

from . import output, setup
from .errors import Explained, why
from .parser import KINDS, TEMPLATES
from .workplace import Workplace

if TYPE_CHECKING:
    from beffroi.minutes.models import Meeting

USUAL_TEMPLATE = {
    MeetingKind.COUNCIL: Template.COUNCIL,
    MeetingKind.COMMITTEE: Template.TEAM,
    MeetingKind.TEAM: Template.TEAM,
    MeetingKind.PUBLIC: Template.PUBLIC,
}
TEXTS = {".txt", ".srt", ".vtt", ".docx"}


def run(chosen: argparse.Namespace) -> int:
    """Write the draft document. Raises Explained for anything that the person can mend."""
    for path in (chosen.recording, chosen.agenda, chosen.roster):
        if path is not None:
            _must_be_readable(path)
    fmt = output.checked(chosen.out, force=chosen.force)
    with Workplace(_key(chosen)) as place:
        try:
            return _write(chosen, fmt, place)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(place.what_is_kept() or "Rien n’a été écrit.")
        except Explained as error:
            raise Explained(f"{error}\n{place.what_is_kept()}".rstrip())


def _must_be_readable(path: Path) -> None:
    if not path.is_file():
        raise Explained(f"« {path} » n’existe pas, ou n’est pas un fichier.")
    try:
        path.open("rb").close()
    except OSError:
        raise Explained(f"« {path} » n’a pas pu être ouvert : vérifiez que vous avez le droit de le lire.")


def _key(chosen: argparse.Namespace) -> bytes:
    """What makes two commands the same work: the recording, its papers, how they are to be understood."""
    found = chosen.recording.stat()
    parts = [str(chosen.recording.resolve()), found.st_size, found.st_mtime_ns, chosen.kind, chosen.template]
    papers = [path.read_bytes() for path in (chosen.agenda, chosen.roster) if path]
    return b"\0".join([*(str(part).encode() for part in (*parts, chosen.speakers)), *papers])


def _write(chosen: argparse.Namespace, fmt: str, place: Workplace) -> int:
    setup.start(migrate=True)
    from beffroi.town.scope import scope
    from beffroi.town.setup import commune_named, default_commune

    if chosen.recording.suffix.lower() not in TEXTS:
        from .models import speech_must_be_here

        speech_must_be_here()
    commune = default_commune() or commune_named("Commune")
    with scope(commune):
        meeting = _meeting(chosen, place)
        from .pipeline import run_here

        notes = run_here(meeting)
        from beffroi.minutes import exports

        content = exports.render(meeting.minutes, fmt, final=False)
        try:
            output.write(chosen.out, content)
        except OSError as error:
            raise Explained(
                f"Le document n’a pas pu être écrit dans « {chosen.out} » : {why(error)}. "
                "Libérez de la place, ou indiquez un autre endroit avec --out."
            )
        from .report import report

        print(report(meeting, notes))
        print(f"\nDocument écrit : {chosen.out} (brouillon, non relu)")
    return 0


def _meeting(chosen: argparse.Namespace, place: Workplace) -> Meeting:
    """The meeting of this command: the one that it had begun, or a new one, made whole or not at all."""
    from django.db import transaction

    from beffroi.documents.errors import DocumentError
    from beffroi.minutes.actions.create_meeting import create_meeting
    from beffroi.minutes.actions.read_papers import (
        agenda_items,
        guess_kind,
        read_convocation_file,
        read_roster_file,
        sitting_time,
    )
    from beffroi.minutes.actions.receive_recording import receive_recording
    from beffroi.work.jobs import WorkError

    try:
        called = read_convocation_file(chosen.agenda.read_bytes(), chosen.agenda.name) if chosen.agenda else None
        agenda = agenda_items(called, chosen.agenda.name) if called else []
        members = read_roster_file(chosen.roster.read_bytes(), chosen.roster.name) if chosen.roster else []
        kind = KINDS[chosen.kind] if chosen.kind else guess_kind(called, members)
        template = TEMPLATES[chosen.template] if chosen.template else USUAL_TEMPLATE[kind]
        about = {
            "kind": kind,
            "template": template,
            "title": chosen.title or chosen.recording.stem.replace("_", " "),
            "starts_at": _date(chosen.date) or sitting_time(called),
            "speakers_expected": chosen.speakers,
        }
        if begun := _begun(chosen.recording, place):
            return _again(begun, about, agenda, members)
        with transaction.atomic():
            meeting = create_meeting(user=None, agenda=agenda, members=members, **about)
            receive_recording(meeting, chosen.recording, chosen.recording.name, user=None)
    except (DocumentError, WorkError) as error:
        raise Explained(str(error))
    return meeting


def _begun(recording: Path, place: Workplace) -> Meeting | None:
    """The meeting that the same command left unfinished. In its own database it may have its text: only the
    document was not written."""
    from beffroi.minutes.actions.receive_recording import fingerprint
    from beffroi.minutes.models import Meeting

    # Few have its very size: what is new, or much too large, is not read for that.
    alike = Meeting.objects.filter(created_by=None, recording__size=recording.stat().st_size)
    if not place.own:
        alike = alike.filter(minutes=None)
    if not alike.exists():
        return None
    return alike.filter(recording__sha256=fingerprint(recording)).order_by("created_at").last()


def _again(meeting: Meeting, about: dict[str, object], agenda: list, members: list) -> Meeting:  # type: ignore[type-arg]
    from beffroi.minutes.actions.create_meeting import set_agenda, set_roster

    for name, value in about.items():
        setattr(meeting, name, value)
    meeting.save()
    if not hasattr(meeting, "minutes"):
        set_agenda(meeting, agenda)
        set_roster(meeting, members)
    return meeting


def _date(text: str) -> datetime | None:
    if not text:
        return None
    from django.utils import timezone

    try:
        return timezone.make_aware(datetime.strptime(text, "%d/%m/%Y"))
    except ValueError:
        raise Explained(f"« {text} » n’est pas une date. Écrivez-la ainsi : 11/12/2025.")
