"""`beffroi key`: the keys of other tools, made, listed and revoked from a terminal."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from typing import TYPE_CHECKING

from . import setup
from .errors import Explained

if TYPE_CHECKING:
    from beffroi.town.models import Commune, User

ACTOR = "ligne de commande"


def create(chosen: argparse.Namespace) -> int:
    """The key is the only line on standard output, shown this once. Raises Explained."""
    setup.start(migrate=True)
    import sys

    from django.utils import timezone

    from beffroi.charter.door import keys
    from beffroi.charter.models import Service
    from beffroi.town.scope import scope

    commune = _commune(chosen.commune)
    with scope(commune):
        responsible = _person(chosen.responsible)
        service, new = Service.objects.get_or_create(name=" ".join(chosen.service.split())[:120])
        until: date = chosen.until or timezone.localdate() + timedelta(days=365)
        try:
            row, whole = keys.create(chosen.label, service, chosen.uses, responsible, until, actor=ACTOR)
        except keys.Impossible as error:
            if new:
                service.delete()
            raise Explained(f"La clé n’a pas été faite. {error}")
    print(
        f"Clé {row.public} faite pour « {row.label} » ({service}), jusqu’au {until:%d/%m/%Y}. "
        "Copiez-la maintenant : elle ne sera plus montrée.",
        file=sys.stderr,
    )
    print(whole)
    return 0


def show(chosen: argparse.Namespace) -> int:
    setup.start(migrate=True)
    from django.utils import timezone

    from beffroi.charter.models import DoorKey
    from beffroi.town.scope import scope

    with scope(_commune(chosen.commune)):
        rows = list(DoorKey.objects.select_related("service", "responsible"))
    if not rows:
        print("Aucune clé.")
    for row in rows:
        state = "révoquée" if row.revoked_at else "passée" if row.expires_on < timezone.localdate() else "ouverte"
        used = f"servie le {row.last_used_on:%d/%m/%Y}" if row.last_used_on else "jamais servie"
        print(f"{row.public}  {state:<8}  {row.label} ({row.service}), {row.responsible} en répond")
        print(f"            {', '.join(row.uses)} ; jusqu’au {row.expires_on:%d/%m/%Y} ; {used}")
    return 0


def revoke(chosen: argparse.Namespace) -> int:
    """Raises Explained for an identifier that is not of the commune."""
    setup.start(migrate=True)
    from beffroi.charter.door import keys
    from beffroi.charter.models import DoorKey
    from beffroi.town.scope import scope

    with scope(_commune(chosen.commune)):
        row = DoorKey.objects.filter(public=chosen.public).first()
        if row is None:
            raise Explained(f"« {chosen.public} » n’est pas une clé de la commune : « beffroi key list » les montre.")
        keys.revoke(row, actor=ACTOR)
    print(f"Clé {row.public} révoquée : l’outil « {row.label} » est refusé dès maintenant.")
    return 0


def _commune(name: str) -> Commune:
    from beffroi.town.models import Commune

    wanted = Commune.objects.filter(name__iexact=name.strip()) if name else Commune.objects.filter(is_default=True)
    found = wanted.first() or (Commune.objects.first() if not name and Commune.objects.count() == 1 else None)
    if found is None:
        raise Explained("Indiquez la commune, telle qu’elle est inscrite : --commune NOM.")
    return found


def _person(username: str) -> User:
    from beffroi.town.models import User

    found = User.objects.filter(username=username).first()
    if found is None:
        raise Explained(f"L’identifiant « {username} » n’existe pas : « beffroi person » crée un compte.")
    return found
