"""`beffroi demo`: a fictional commune, its sample sitting treated for real, and the pages to read it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from . import setup
from .errors import Explained

if TYPE_CHECKING:
    from beffroi.minutes.models import Meeting
    from beffroi.town.models import Commune, User

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
COMMUNE = "Valbrume"
PASSWORD = "beffroi-demo"  # noqa: S105 - written on the screen, for an installation on this machine alone
PEOPLE = (
    ("alice", "Alice", "Morel", "agent", "secrétaire de mairie"),
    ("benoit", "Benoît", "Lacaze", "reader", "relecteur, adjoint au maire"),
    ("camille", "Camille", "Perrin", "admin", "directrice générale des services"),
)


def run(chosen: argparse.Namespace) -> int:
    if chosen.serve == "1":
        from .services import must_be_free

        must_be_free("127.0.0.1", chosen.port)
    if chosen.text == "0":
        os.environ["BEFFROI_TEXT"] = "none"
    os.environ.setdefault("BEFFROI_URL", f"http://127.0.0.1:{chosen.port}")
    from beffroi.engines.catalogue import QWEN_CODER, WHISPER_BASE

    from .models import install_named

    wanted = [WHISPER_BASE]
    if os.environ.get("BEFFROI_TEXT", "embedded") == "embedded":
        wanted.append(QWEN_CODER)
    install_named(tuple(wanted))
    setup.start(migrate=True)
    from beffroi.town.scope import scope

    commune, clerk = _people()
    with scope(commune):
        meeting = _sample(clerk, fresh=chosen.fresh == "1")
        from .report import report

        print(report(meeting))
    from .services import run_together, stop_text_server

    stop_text_server()
    if chosen.serve == "0":
        return 0
    _tell(chosen.port)
    return run_together("127.0.0.1", chosen.port)


def _people() -> tuple[Commune, User]:
    from beffroi.town.models import Membership, User
    from beffroi.town.setup import commune_named

    commune = commune_named(COMMUNE)
    for username, first, last, role, title in PEOPLE:
        user, created = User.objects.get_or_create(username=username, defaults={"first_name": first, "last_name": last})
        if created:
            user.set_password(PASSWORD)
            user.save()
        Membership.objects.get_or_create(user=user, commune=commune, defaults={"role": role, "title": title})
    return commune, User.objects.get(username=PEOPLE[0][0])


def _sample(clerk: User, *, fresh: bool) -> Meeting:
    """The sample's meeting: the kept result, or the work done now."""
    from beffroi.minutes.models import Meeting

    kept = Meeting.objects.filter(created_by=clerk, recording__original_name="conseil.opus").order_by("created_at")
    done = kept.filter(minutes__isnull=False).last()
    if done is not None and not fresh:
        print("Résultat gardé de la dernière fois (FRESH=1 refait le travail).")
        return done
    # A work that was cut goes on from what it had done.
    begun = kept.filter(minutes__isnull=True).last()
    meeting = begun or _new_meeting(clerk)
    from .pipeline import run_here

    print("Traitement de la séance d’exemple :")
    run_here(meeting, clerk)
    return meeting


def _new_meeting(clerk: User) -> Meeting:
    from datetime import datetime

    from django.utils import timezone

    from beffroi.minutes.actions.create_meeting import create_meeting
    from beffroi.minutes.actions.read_papers import read_agenda_file, read_roster_file
    from beffroi.minutes.actions.receive_recording import receive_recording

    sound = SAMPLES / "conseil.opus"
    if not sound.is_file():
        raise Explained(f"L’exemple manque ({sound}). Reprenez une copie complète du dépôt.")
    meeting = create_meeting(
        user=clerk,
        kind="council",
        template="council",
        title=f"Conseil municipal de {COMMUNE}",
        starts_at=timezone.make_aware(datetime(2026, 9, 24, 20, 30)),
        place="Salle du conseil",
        agenda=read_agenda_file((SAMPLES / "ordre-du-jour.txt").read_bytes(), "ordre-du-jour.txt"),
        members=read_roster_file((SAMPLES / "elus.csv").read_bytes(), "elus.csv"),
    )
    receive_recording(meeting, sound, sound.name, user=clerk)
    return meeting


def _tell(port: int) -> None:
    print(f"\nLes pages sont servies à l’adresse http://127.0.0.1:{port}")
    print(f"Comptes d’essai (mot de passe : {PASSWORD}) :")
    for username, first, last, _role, title in PEOPLE:
        print(f"  {username:<10} {first} {last}, {title}")
    print("Ctrl-C arrête tout.\n", flush=True)
